import {
  buyDayOf,
  type NewBuyConsent,
  type NewBuyStatement,
  TEST_BUY_GOING_ROLES,
} from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { type FieldError, HttpProblem } from '../problems.ts';
import { findBuy } from './find.ts';

/**
 * Keeps what the caller found when they examined the goods, as their own statement. The same id once more is the same.
 * @throws HttpProblem `test-buy-unknown` or `test-buy-not-received`
 */
export async function stateFindings(
  db: Database,
  caller: Caller,
  testBuyId: string,
  { statementId, ...said }: NewBuyStatement,
): Promise<void> {
  const { organisationId, userId, userName } = caller;
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const { row, steps, statements } = await findBuy(scope, testBuyId);
    if (statements.some((one) => one.statementId === statementId)) return;
    if (buyDayOf(steps, 'received') === null)
      throw new HttpProblem('test-buy-not-received', { params: { number: row.number } });
    const at = new Date();
    await scope
      .insertInto('app.test_buy_statements')
      .values({
        ...{ organisation_id: organisationId, statement_id: statementId, test_buy_id: testBuyId },
        ...{ said: JSON.stringify(said), at, by_user: userId, by_name: userName },
      })
      .execute();
    await appendAudit(scope, ledger, {
      ...{ action: 'test-buy.examined', at, actorUserId: userId, entity: testBuyId },
      detail: { statement: statementId, conclusion: said.conclusion },
    });
  });
}

/**
 * Keeps who agreed, and when, that what goes out: the order with what was found, and which files. The same id once more is the same.
 * @throws HttpProblem `test-buy-unknown` or `body-invalid`
 */
export async function consentTo(
  db: Database,
  caller: Caller,
  testBuyId: string,
  { consentId, order, files }: NewBuyConsent,
): Promise<void> {
  const { organisationId, userId, userName } = caller;
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const { content, consents } = await findBuy(scope, testBuyId);
    if (consents.some((one) => one.consentId === consentId)) return;
    const errors = files.flatMap((sha256, index): FieldError[] => {
      const role = content.files.find((file) => file.sha256 === sha256)?.role;
      if (role !== undefined && TEST_BUY_GOING_ROLES.includes(role)) return [];
      const code = role === undefined ? ('no-record' as const) : ('never-goes' as const);
      return [{ path: `/files/${index}`, code, params: {} }];
    });
    if (errors.length > 0) throw new HttpProblem('body-invalid', { errors });
    const at = new Date();
    await scope
      .insertInto('app.test_buy_consents')
      .values({
        ...{ organisation_id: organisationId, consent_id: consentId, test_buy_id: testBuyId },
        ...{ order_goes: order, files: [...new Set(files)], at, by_user: userId, by_name: userName },
      })
      .execute();
    await appendAudit(scope, ledger, {
      ...{ action: 'test-buy.consented', at, actorUserId: userId, entity: testBuyId },
      detail: { consent: consentId, order: order ? 'yes' : 'no', files: files.join(' ') },
    });
  });
}
