import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendClaims } from './sent-packets.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let ours: Person;
let theirs: Person;
beforeAll(async () => {
  test = await startTestServer();
  const program = await addOrganisation(test, 'Program');
  const staff = [
    await addPerson(test, program, ['analyst']),
    await addPerson(test, program, ['analyst']),
  ] as const;
  const holders = [await addInvestigator(test), await addInvestigator(test)] as const;
  for (const holder of holders) await sendClaims(test, holder, [...staff], 2);
  [ours, theirs] = holders;
});
afterAll(() => test.close());

const COUNTED = ['packets', 'packet_claims', 'marketplace_answers', 'claim_events', 'claims', 'rights'];

/** What the role that the counting functions run as sees, while somebody of this organisation asks. */
async function seen(organisationId: string | null, sql: string): Promise<string[]> {
  const client = await test.owner.connect();
  try {
    await client.query('begin');
    await client.query(
      "select set_config('role', 'marketsafe_search', true), set_config('app.organisation_id', $1, true)",
      [organisationId ?? ''],
    );
    return (await client.query<{ organisation_id: string }>(sql)).rows.map((row) => row.organisation_id);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('the role that counts for an organisation', () => {
  it('owns these functions, each of which was looked at, and no table', async () => {
    const { rows } = await test.owner.query<{ name: string }>(
      `select proname as name from pg_proc where proowner = 'marketsafe_search'::regrole order by 1`,
    );
    expect([...new Set(rows.map(({ name }) => name))]).toEqual([
      ...['ended_rights', 'figures_own_claims', 'filed_under_mandates'],
      ...['search_all', 'search_own', 'search_page', 'search_query'],
      ...['standing_own', 'standing_own_causes', 'standing_own_undecided', 'standing_packets'],
    ]);
    const tables = await test.owner.query(
      "select from pg_class where relowner = 'marketsafe_search'::regrole",
    );
    expect(tables.rowCount).toBe(0);
  });

  it.each(COUNTED)('sees of %s what concerns whoever asks, and nothing where nobody does', async (table) => {
    const sql = `select distinct organisation_id from app.${table}`;
    if (table !== 'marketplace_answers')
      expect(await seen(ours.organisationId, sql)).toEqual([ours.organisationId]);
    expect(await seen(ours.organisationId, sql)).not.toContain(theirs.organisationId);
    expect(await seen(null, sql)).toEqual([]);
  });

  it('reads no column that nothing counts', async () => {
    for (const column of [
      'packets.head',
      'packets.reference',
      'marketplace_answers.words',
      'claims.explanation',
    ]) {
      const [table, name] = column.split('.');
      await expect(seen(ours.organisationId, `select ${name} from app.${table}`)).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});
