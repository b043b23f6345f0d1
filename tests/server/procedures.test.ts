import { PROBLEM_BASE, problem } from '@marketsafe/contract';
import {
  limitsFor,
  type ProcedureBook,
  type ProcedureChangeRow,
  procedureBookAnswer,
  procedureBriefs,
  procedureChangeRow,
  procedureFor,
  procedureHistory,
  type Sourced,
} from '@marketsafe/contract/procedures';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RELEASE } from '../../server/src/procedures/release.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let investigator: Person;
let analyst: Person;
let lead: Person;
let liaison: Person;
beforeAll(async () => {
  test = await startTestServer();
  investigator = await addInvestigator(test);
  const program = await addOrganisation(test, 'Program');
  analyst = await addPerson(test, program, ['analyst']);
  lead = await addPerson(test, program, ['program_lead']);
  liaison = await addPerson(test, await addOrganisation(test, 'Marketplace'), ['liaison']);
});
afterAll(() => test.close());

const LINKS = { scope: 'alibaba-ipp', part: 'channels', item: 'account', field: 'maxLinks' } as const;
const leafOf = (value: unknown, change: Partial<Sourced<unknown>> = {}): Sourced<unknown> => ({
  value,
  grade: 'D',
  source: { title: 'IPP: steps', address: 'https://ipp.alibabagroup.com/', date: '2026-11' },
  seenOn: '2026-11-29',
  verified: null,
  ...change,
});

function post(person: Person | undefined, path: string, body: unknown) {
  return send(test, `/v1/procedures/changes${path}`, {
    method: 'POST',
    person,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function change(person: Person, body: object): Promise<ProcedureChangeRow> {
  const { json, status } = await post(person, '', { ...LINKS, why: 'The page says so now.', ...body });
  expect([status, json]).toEqual([200, expect.anything()]);
  return procedureChangeRow.parse(json);
}

async function bookFor(person: Person) {
  const { json } = await send(test, '/v1/procedures', { person });
  return procedureBookAnswer.parse(json);
}

async function history() {
  return procedureHistory.parse((await send(test, '/v1/procedures/changes', { person: lead })).json);
}

/** The number of the last change of a value. */
async function seen(place: object = LINKS): Promise<number> {
  const { changes } = await history();
  return (
    changes.find((each) => Object.entries(place).every(([name, is]) => Reflect.get(each, name) === is))
      ?.sequence ?? 0
  );
}

const links = (book: ProcedureBook) => limitsFor(procedureFor('taobao', { book }))?.links?.most;
const codeOf = (json: unknown) => problem.parse(json).code;
const kindOf = (json: unknown) => problem.parse(json).type.replace(PROBLEM_BASE, '');

// What the release says holds at the beginning of each test.
beforeEach(async () => {
  const last = await seen();
  if (last > 0) await change(lead, { leaf: null, seen: last });
});

describe('what a participant reads', () => {
  it('is what the release says until staff change it, and then what they say, with its source', async () => {
    const before = await bookFor(investigator);
    expect(before.version.startsWith(`${RELEASE}.`)).toBe(true);
    expect(links(before.book)).toBe(300);
    await change(analyst, { leaf: leafOf(250), seen: await seen() });
    const after = await bookFor(investigator);
    expect(links(after.book)).toBe(250);
    expect(after.version).not.toBe(before.version);
    expect(after.book['alibaba-ipp']?.channels?.account?.maxLinks?.source?.title).toBe('IPP: steps');
    // Everything beside it stays as it was.
    expect(after.book['alibaba-ipp']?.channels?.account?.address).toEqual(
      before.book['alibaba-ipp']?.channels?.account?.address,
    );
  });

  it('names nobody of the program who looked at a source, whom staff are told', async () => {
    const verified = { by: 'Somebody else', on: '2026-11-29' };
    await change(analyst, { leaf: leafOf(250, { verified }), seen: await seen() });
    const of = (book: ProcedureBook) => book['alibaba-ipp']?.channels?.account?.maxLinks?.verified;
    // Who looked is who changed it, whatever was handed in.
    expect(of((await bookFor(lead)).book)).toEqual({ by: 'Test Person', on: '2026-11-29' });
    expect(of((await bookFor(investigator)).book)).toEqual({ by: null, on: '2026-11-29' });
  });

  it('is not the liaison’s to read, in the database either', async () => {
    await change(analyst, { leaf: leafOf(250), seen: await seen() });
    expect((await send(test, '/v1/procedures', { person: liaison })).status).toBe(403);
    expect((await send(test, '/v1/procedures/brief', { person: liaison })).status).toBe(403);
    expect(await asApp(investigator, 'select from program.procedure_changes')).toBeGreaterThan(0);
    expect(await asApp(liaison, 'select from program.procedure_changes')).toBe(0);
    expect(await asApp(null, 'select from program.procedure_changes')).toBe(0);
  });
});

describe('what a device keeps', () => {
  const briefs = async (known = '') =>
    procedureBriefs.parse(
      (await send(test, `/v1/procedures/brief?known=${known}`, { person: investigator })).json,
    );

  it('is sent again only when something changed', async () => {
    const first = await briefs();
    const taobao = first.briefs?.find(({ marketplace }) => marketplace === 'taobao');
    expect(taobao).toMatchObject({ links: { value: 300, isUnverified: false }, places: { value: ['CN'] } });
    expect(await briefs(first.version)).toEqual({ version: first.version, briefs: null });
    await change(analyst, { leaf: leafOf(7, { grade: '3' }), seen: await seen() });
    const second = await briefs(first.version);
    expect(second.briefs?.find(({ marketplace }) => marketplace === 'taobao')?.links).toEqual({
      value: 7,
      isUnverified: true,
      from: 'IPP: steps',
    });
  });

  it('is small enough to be kept beside a draft', async () => {
    expect(JSON.stringify(await briefs()).length).toBeLessThan(150_000);
  });
});

describe('a change', () => {
  it.each(['investigator', 'liaison', 'nobody'])('is not made by %s', async (who) => {
    const person = { investigator, liaison, nobody: undefined }[who];
    const answer = await post(person, '', {
      ...LINKS,
      leaf: leafOf(1),
      why: 'I want so.',
      seen: await seen(),
    });
    expect(answer.status).toBe(who === 'nobody' ? 401 : 403);
    expect(links((await bookFor(lead)).book)).toBe(300);
  });

  it('says who, when, what, why and from where, also in the audit', async () => {
    const made = await change(analyst, { leaf: leafOf(250), seen: await seen() });
    expect(made).toMatchObject({ ...LINKS, leaf: { value: 250 }, before: { value: 300 }, undoes: null });
    expect(Date.now() - Date.parse(made.at)).toBeLessThan(600_000);
    expect((await history()).changes[0]).toEqual(made);
    const { rows } = await test.owner.query(
      "select entry from app.audit where organisation_id = $1 and entry ->> 'action' = 'procedure.changed' order by sequence desc limit 1",
      [analyst.organisationId],
    );
    expect(rows[0].entry).toMatchObject({
      entity: 'alibaba-ipp',
      actorUserId: analyst.userId,
      detail: { sequence: made.sequence, path: 'channels/account/maxLinks', undoes: null },
    });
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('of two who looked at the same value is the first’s; the second is told whose it is, and nothing is stored', async () => {
    const last = await seen();
    const both = await Promise.all(
      [analyst, lead].map((person, index) =>
        post(person, '', { ...LINKS, leaf: leafOf(10 + index), why: 'At the same time.', seen: last }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = both.find(({ status }) => status === 409);
    expect(kindOf(refused?.json)).toBe('conflict');
    expect(problem.parse(refused?.json)).toMatchObject({
      code: 'procedure-changed-meanwhile',
      params: { name: 'Test Person' },
    });
    const { rows } = await test.owner.query(
      'select count(*)::int as n from program.procedure_changes where follows = $1',
      [last],
    );
    expect(rows[0].n).toBe(1);
  });

  it.each<[string, object, number]>([
    ['of a scope that there is not', { scope: 'ebay' }, 422],
    ['of a field that there is not', { field: 'constructor' }, 404],
    ['of another item of a part that has one', { part: 'overview', field: 'route' }, 404],
    ['with a value of another kind', { leaf: leafOf('many') }, 422],
    ['with a value below nothing', { leaf: leafOf(-1) }, 422],
    ['without a source', { leaf: leafOf(9, { source: null }) }, 422],
    ['without a reason', { why: ' ' }, 422],
    [
      'with a source that is no page',
      { leaf: leafOf(9, { source: { title: 'x', address: 'javascript:1', date: null } }) },
      422,
    ],
  ])('%s is refused, and nothing is stored', async (_, wrong, status) => {
    const before = await history();
    const answer = await post(analyst, '', {
      ...{ ...LINKS, leaf: leafOf(9), why: 'Because.', seen: await seen() },
      ...wrong,
    });
    expect([answer.status, codeOf(answer.json)]).toEqual([
      status,
      status === 404 ? 'procedure-place-unknown' : 'body-invalid',
    ]);
    expect(await history()).toEqual(before);
  });

  it('can say that something is not known, and add what no release knows', async () => {
    const place = { scope: 'daraz', part: 'channels', item: 'mail', field: 'address' } as const;
    await change(lead, { ...place, leaf: leafOf('ip@daraz.example'), seen: await seen(place) });
    const nothing = leafOf(null, { grade: null, source: null });
    await change(lead, { leaf: nothing, seen: await seen() });
    const { book } = await bookFor(investigator);
    expect(procedureFor('daraz', { book }).parts.channels.mail?.address?.value).toBe('ip@daraz.example');
    expect(limitsFor(procedureFor('taobao', { book }))?.links).toBeNull();
  });

  it('is undone by another one, and so is its undoing; both stay in the history', async () => {
    const first = await change(analyst, { leaf: leafOf(250), seen: await seen() });
    const second = await change(lead, { leaf: leafOf(200), seen: first.sequence });
    const undo = async (sequence: number) => {
      const { json } = await post(lead, `/${sequence}/undo`, { why: 'It was wrong.', seen: await seen() });
      return procedureChangeRow.parse(json);
    };
    const undone = await undo(second.sequence);
    expect(undone).toMatchObject({ leaf: { value: 250 }, before: { value: 200 }, undoes: second.sequence });
    expect(links((await bookFor(investigator)).book)).toBe(250);
    const again = await undo(undone.sequence);
    expect(again.leaf?.value).toBe(200);
    expect((await undo(first.sequence)).leaf).toBeNull();
    expect(links((await bookFor(investigator)).book)).toBe(300);
    expect((await post(lead, '/999999/undo', { why: 'It was wrong.', seen: await seen() })).status).toBe(404);
    expect(
      (await post(analyst, `/${first.sequence}/undo`, { why: 'Too late.', seen: first.sequence })).status,
    ).toBe(409);
  });
});

describe('a newer release', () => {
  it('does not take the place of what staff set, and what it says is shown beside', async () => {
    const made = await change(analyst, { leaf: leafOf(250), seen: await seen() });
    expect((await history()).beside).toEqual([]);
    // As if the change had been made over a release that said 100.
    await test.owner.query('alter table program.procedure_changes disable trigger append_only');
    await test.owner.query('alter table program.procedure_changes no force row level security');
    await test.owner.query('update program.procedure_changes set released = $1 where sequence = $2', [
      JSON.stringify(leafOf(100)),
      made.sequence,
    ]);
    await test.owner.query('alter table program.procedure_changes force row level security');
    await test.owner.query('alter table program.procedure_changes enable trigger append_only');
    expect(links((await bookFor(investigator)).book)).toBe(250);
    expect((await history()).beside).toMatchObject([
      { ...LINKS, released: { value: 300 }, releasedThen: { value: 100 } },
    ]);
    await change(lead, { leaf: null, seen: made.sequence });
    expect((await history()).beside).toEqual([]);
    expect(links((await bookFor(investigator)).book)).toBe(300);
  });

  it('keeps what it said, for when it is gone', async () => {
    const { rows } = await test.owner.query(
      'select book from meta.procedure_releases where fingerprint = $1',
      [RELEASE],
    );
    expect(rows[0].book['alibaba-ipp'].channels.account.maxLinks.value).toBe(300);
  });
});

describe('the history', () => {
  it('cannot be changed or written by a participant in the database', async () => {
    await change(analyst, { leaf: leafOf(250), seen: await seen() });
    for (const statement of [
      'delete from program.procedure_changes',
      "update program.procedure_changes set why = 'x'",
      `insert into program.procedure_changes (scope, part, item, field, follows, why, at, changed_by, changed_by_name)
       values ('taobao', 'overview', 'it', 'route', 0, 'x y z', now(), '${investigator.userId}', 'x')`,
    ])
      await expect(asApp(investigator, statement), statement).rejects.toThrow(
        /permission denied|row-level security/,
      );
    await expect(test.owner.query('delete from program.procedure_changes')).rejects.toThrow();
  });
});

/** Rows that a statement touches as the program's role for a person; it is undone. */
async function asApp(person: Person | null, statement: string): Promise<number> {
  const client = await test.owner.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'marketsafe_app', true), set_config('app.organisation_id', $1, true),
        set_config('app.user_id', $2, true)`,
      [person?.organisationId ?? '', person?.userId ?? ''],
    );
    return (await client.query(statement)).rowCount ?? 0;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
