import { randomUUID } from 'node:crypto';
import { MAX_SHEET_ROWS, OWNED_KINDS } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../server/src/tables/read-csv.ts';
import { auditOf, refusal } from './console-person.ts';
import { ask } from './mandated.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  startTestServer,
  type TestServer,
} from './support.ts';

type Holder = Person & { rightId: string };

let test: TestServer;
let holder: Holder;
let other: Holder;
beforeAll(async () => {
  test = await startTestServer();
  holder = await addInvestigator(test);
  other = await addInvestigator(test);
  for (const [person, title] of [
    [holder, '=HYPERLINK("https://evil.example")'],
    [holder, '山野装备 "flagship"'],
    [other, 'CANARY'],
  ] as const) {
    const draft = await preparedClaim(test, person);
    const seller = { id: `9${title.length}`, name: title };
    const claim = { ...draft, target: { ...draft.target, title, seller } };
    expect((await postClaim(test, person, claim)).status).toBe(201);
    await test.owner.query(
      `insert into app.counter_notices (organisation_id, counter_id, claim_id, chance, received_on, statement, entered_at, entered_by,
         entered_by_name) values ($1, $2, $3, 1, '2026-11-02', to_json($4::text), now(), $5, 'Ana')`,
      [person.organisationId, randomUUID(), claim.claimId, title, person.userId],
    );
    await test.owner.query(
      `insert into app.seller_entries (organisation_id, entry_id, seller_id, kind, said, at, by_user, by_name)
       select $1, $2, entity_id, 'note', json_build_object('text', $3::text), now(), $4, 'Ana' from app.name_search
       where organisation_id = $1 and kind = 'seller' limit 1`,
      [person.organisationId, randomUUID(), title, person.userId],
    );
  }
  await test.owner.query("update app.rights set mark = 'CANARY' where organisation_id = $1", [
    other.organisationId,
  ]);
  await test.owner.query("update app.memberships set name = 'CANARY' where organisation_id = $1", [
    other.organisationId,
  ]);
});
afterAll(() => test.close());

async function table(person: Person, kind: string, language = 'en'): Promise<string[][]> {
  const { status, bytes } = await ask(test, `/v1/owned/${kind}?format=csv&language=${language}`, person);
  expect([kind, status]).toEqual([kind, 200]);
  return readCsv(bytes, { rows: 10_000, bytes: bytes.length }).map((row) => row.map(({ text }) => text));
}

describe('what a participant owns', () => {
  it.each(OWNED_KINDS)(
    'is a table with headings in both languages, and holds nothing of others: %s',
    async (kind) => {
      const [head = [], ...rows] = await table(holder, kind);
      expect(head.length).toBeGreaterThan(4);
      expect(head.join('')).toMatch(/\p{Script=Han}/u);
      expect(head.join('')).toMatch(/[a-z]/);
      expect(new Set(head).size).toBe(head.length);
      for (const row of rows) expect(row).toHaveLength(head.length);
      expect([kind, rows.length]).toEqual([
        kind,
        { claims: 2, 'counter-notices': 2, rights: 1, sellers: 2, 'seller-entries': 2, people: 1 }[
          kind as 'claims'
        ] ?? 0,
      ]);
      expect(JSON.stringify(rows)).not.toContain('CANARY');
    },
  );

  it('has codes beside sentences, and nothing that runs', async () => {
    const [head = [], ...rows] = await table(holder, 'claims', 'zh-CN');
    const at = (name: string) => head.findIndex((heading) => heading.startsWith(name));
    const states = rows.map((row) => [row[at('State (code)')], row[at('State ·')]]);
    expect(states).toEqual([
      ['in_review', expect.stringMatching(/\p{Script=Han}/u)],
      ['in_review', expect.stringMatching(/\p{Script=Han}/u)],
    ]);
    expect(rows.map((row) => row[at('Title of the listing')])).toEqual(
      expect.arrayContaining(['=HYPERLINK("https://evil.example")', '山野装备 "flagship"']),
    );
    const { bytes } = await ask(test, '/v1/owned/claims?format=csv', holder);
    expect(bytes.toString('utf8')).toContain(`,"'=HYPERLINK(""https://evil.example"")",`);
  });

  it('comes as a workbook too, with how many rows there are, and is in the audit', async () => {
    const { status, headers } = await ask(test, '/v1/owned/claims?format=xlsx', holder);
    expect([status, headers.get('export-rows')]).toEqual([200, '2']);
    expect(headers.get('content-disposition')).toBe('attachment; filename="marketsafe-claims.xlsx"');
    const entries = await auditOf(test, holder.organisationId);
    expect(entries.filter(({ action }) => action === 'owned.exported').at(-1)?.detail).toEqual({
      ...{ kind: 'claims', format: 'xlsx', rows: 2 },
    });
  });

  it('is for its own people: staff and liaisons are refused, and a workbook has an end', async () => {
    const program = await addOrganisation(test, 'Program');
    for (const role of ['analyst', 'program_lead', 'liaison'] as const) {
      const person = await addPerson(test, program, [role]);
      expect(await refusal(await ask(test, '/v1/owned/claims?format=csv', person))).toEqual([
        403,
        'may-not-read',
      ]);
    }
    expect(MAX_SHEET_ROWS).toBe(2 ** 20 - 1);
    expect((await ask(test, '/v1/owned/everything?format=csv', holder)).status).toBe(400);
  });

  it('is read page by page: more claims than a page has are all there, each once', async () => {
    const many = await addInvestigator(test);
    const claim = await preparedClaim(test, many);
    expect((await postClaim(test, many, claim)).status).toBe(201);
    // Of one moment, so that only the id tells them apart.
    await test.owner.query(
      `insert into app.claims select (jsonb_populate_record(claim, jsonb_build_object('claim_id', gen_random_uuid(),
         'number', 'MS-' || lpad(n::text, 4, '0') || '-0000'))).* from app.claims claim, generate_series(1, 1100) n
       where claim.organisation_id = $1`,
      [many.organisationId],
    );
    const [, ...rows] = await table(many, 'claims');
    expect([rows.length, new Set(rows.map(([number]) => number)).size]).toEqual([1_101, 1_101]);
  });
});
