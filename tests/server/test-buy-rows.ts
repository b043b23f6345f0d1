import { emptyTestBuy, type TestBuyFile } from '@marketsafe/contract';
import type { Person, TestServer } from './support.ts';

/** A row in each table of a test buy, with a file that is held already; by SQL, as the database's owner. */
export async function addTestBuy(
  { owner }: TestServer,
  { organisationId, userId }: Pick<Person, 'organisationId' | 'userId'>,
  given: { testBuyId: string; stepId: string; name: string; sha256: string },
): Promise<void> {
  const { testBuyId, stepId, name, sha256 } = given;
  const ids = [organisationId, testBuyId];
  const by = [userId, name];
  const number = `MT-${testBuyId.slice(0, 4).toUpperCase()}-${testBuyId.slice(4, 8).toUpperCase()}`;
  const file: TestBuyFile = { sha256, name, type: 'application/pdf', bytes: 1, role: 'report' };
  const content = { ...emptyTestBuy(name), files: [file], notes: name };
  await owner.query('insert into app.test_buys values ($1, $2, $3, now(), $4)', [...ids, number, userId]);
  await owner.query('insert into app.test_buy_versions values ($1, $2, 1, $3, null, now(), $4, $5)', [
    ...[...ids, JSON.stringify(content), ...by],
  ]);
  const step = `insert into app.test_buy_steps (organisation_id, test_buy_id, step_id, stage, on_day, reason, noted_at, noted_by,
    noted_by_name) values ($1, $2, $3, 'ordered', '2026-11-02', '""', now(), $4, $5)`;
  await owner.query(step, [...ids, testBuyId, ...by]);
  await owner.query('insert into app.test_buy_step_undos values ($1, $2, \'"Wrong"\', now(), $3, $4)', [
    ...[...ids, ...by],
  ]);
  await owner.query(step, [...ids, stepId, ...by]);
  const said = { signedAs: name, process: name, findings: name, conclusion: 'undecided', tells: name };
  await owner.query(
    `insert into app.test_buy_statements (organisation_id, test_buy_id, statement_id, said, at, by_user, by_name)
     values ($1, $2, $2, $3, now(), $4, $5)`,
    [...ids, JSON.stringify(said), ...by],
  );
  await owner.query(
    `insert into app.test_buy_consents (organisation_id, test_buy_id, consent_id, order_goes, files, at, by_user, by_name)
     values ($1, $2, $2, true, '{}', now(), $3, $4)`,
    [...ids, ...by],
  );
  await owner.query("insert into app.test_buy_vault values ($1, $2, 1, 'x', now(), $3, $4)", [...ids, ...by]);
}
