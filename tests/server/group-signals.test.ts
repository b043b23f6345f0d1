import { randomUUID } from 'node:crypto';
import { groupSignals, SIGNAL_SMALLEST_COHORT, type SignalPublication } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishSignals } from '../../server/src/group/signals/publish.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

const SUMMER = {
  first: '2026-07-01',
  within: '2026-08-11T10:00:00Z',
  published: new Date('2026-10-20T00:00:00Z'),
};
const AUTUMN = {
  first: '2026-10-01',
  within: '2026-11-11T10:00:00Z',
  published: new Date('2027-01-20T00:00:00Z'),
};

let test: TestServer;
let reader: Person;
let members: string[];
/** Row of a claim, with which others are made. */
let claim: Record<string, unknown>;

beforeAll(async () => {
  test = await startTestServer();
  const first = await addInvestigator(test);
  const prepared = await preparedClaim(test, first);
  expect((await postClaim(test, first, prepared)).status).toBe(201);
  const { rows } = await test.owner.query<{ row: Record<string, unknown> }>(
    'select to_json(claims) as row from app.claims',
  );
  claim = rows[0]?.row ?? {};
  members = [];
  for (let nth = 0; nth < 16; nth += 1) members.push(await addOrganisation(test, `Member ${nth}`));
  reader = await addPerson(test, members[0] ?? '', ['investigator']);
  await test.owner.query("update app.organisations set created_at = '2026-01-01' where name like 'Member %'");
});
afterAll(() => test.close());

/** Writes a row as the program would, without what it refers to. */
async function put(table: string, row: object): Promise<void> {
  const client = await test.owner.connect();
  try {
    await client.query('begin; set local session_replication_role = replica');
    const columns = Object.keys(row)
      .map((name) => `"${name}"`)
      .join(', ');
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_record(null::${table}, $1)`,
      [JSON.stringify(row)],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

let count = 0;
/** A link of an organisation's that was refused. @returns id of the answer */
async function refused(organisation: string | undefined, cause: string, at: string): Promise<string> {
  const [packetId, answerId] = [randomUUID(), randomUUID()];
  count += 1;
  await put('app.packets', {
    ...{
      organisation_id: organisation,
      packet_id: packetId,
      number: `MP-0000-${String(count).padStart(4, '0')}`,
    },
    ...{ holder_id: organisation, right_id: randomUUID(), marketplace: 'aliexpress', target_kind: 'listing' },
    ...{
      reason: 'test-buy',
      state: 'sent',
      head: {},
      built_at: at,
      built_by: randomUUID(),
      built_by_name: 'A',
      reference: '',
    },
  });
  await put('app.marketplace_answers', {
    ...{
      organisation_id: organisation,
      answer_id: answerId,
      packet_id: packetId,
      position: 0,
      outcome: 'refused',
      cause,
    },
    ...{
      words: '',
      through: 'desk',
      by_user: randomUUID(),
      at,
      claims: [randomUUID()],
      moved: [{ claimId: randomUUID() }],
    },
  });
  return answerId;
}

/** A listing of an organisation's that was removed. */
async function removed(organisation: string | undefined, title: string, at: string): Promise<void> {
  count += 1;
  const claimId = randomUUID();
  await put('app.claims', {
    ...{
      ...claim,
      organisation_id: organisation,
      claim_id: claimId,
      number: `MS-0000-${String(count).padStart(4, '0')}`,
    },
    target: { ...(claim.target as object), title, seller: { id: '7', name: 'One shop' } },
    ...{ received_at: new Date(Date.parse(at) + count * 1_000), state: 'removed', holder_id: organisation },
  });
  await put('app.claim_events', {
    ...{
      organisation_id: organisation,
      claim_id: claimId,
      sequence: 9,
      event_id: randomUUID(),
      at,
      actor_role: 'liaison',
    },
    ...{ from_state: 'sent', to_state: 'removed', reason_params: {} },
  });
}

async function published(): Promise<SignalPublication[]> {
  const { status, json } = await send(test, '/v1/group/signals', { person: reader });
  expect(status).toBe(200);
  return groupSignals.parse(json).publications;
}
const said = (publication: SignalPublication | undefined) =>
  publication?.signals.map(({ kind, code, level }) => `${kind} ${code} ${level}`).sort();

describe('signals to the working group', () => {
  it('are published once for a quarter that is over, for whoever was there before its half-year began, and never said otherwise again', async () => {
    expect(await published()).toEqual([]);
    for (const one of members.slice(0, 9)) await refused(one, 'grey-market', SUMMER.within);
    for (const one of members.slice(0, 8)) await refused(one, 'no-misuse', SUMMER.within);
    for (const one of members.slice(4, 14)) {
      for (const title of ['高仿 jacket', '高仿真 flower', 'A货 bag'])
        await removed(one, title, SUMMER.within);
    }
    // Of another quarter, and twice of one organisation: neither counts.
    await refused(members[8], 'no-misuse', AUTUMN.within);
    await refused(members[0], 'no-misuse', SUMMER.within);
    expect(await publishSignals(test.owner, new Date('2026-10-14T00:00:00Z'))).toBe('2026-04-01');
    expect(await publishSignals(test.owner, SUMMER.published)).toBe(SUMMER.first);
    expect(await publishSignals(test.owner, SUMMER.published)).toBeNull();
    const [summer] = await published();
    expect(summer).toMatchObject({ period: SUMMER.first, enough: true, demo: false });
    expect(said(summer)).toEqual([
      'refusal grey-market 9',
      'seller goes-on 9',
      'seller three-removed 9',
      'term a-grade 9',
      'term high-imitation 9',
    ]);
    const answer = (await send(test, '/v1/group/signals', { person: reader })).bytes.toString();
    for (const one of members) expect(answer).not.toContain(one);

    await refused(members[8], 'no-misuse', SUMMER.within);
    expect(await publishSignals(test.owner, SUMMER.published)).toBeNull();
    expect((await published())[0]).toEqual(summer);
    await expect(
      test.owner.query('update working_group.publications set signals = $1', ['[]']),
    ).rejects.toThrow();
  });

  it('are said otherwise only where enough organisations changed, and not at all where somebody came', async () => {
    // One more has it, who joined meanwhile: the cohort is another one from July on, and the year is not over.
    const late = await addOrganisation(test, 'Late');
    await refused(late, 'no-misuse', AUTUMN.within);
    for (const one of members.slice(0, 8)) await refused(one, 'no-misuse', AUTUMN.within);
    for (const one of members.slice(0, 5)) await refused(one, 'grey-market', AUTUMN.within);
    for (const one of members.slice(0, 12)) await refused(one, 'test-buy-incomplete', AUTUMN.within);
    expect(await publishSignals(test.owner, AUTUMN.published)).toBe(AUTUMN.first);
    const [autumn] = await published();
    // Four less have the first; the words and the shops of ten are gone from all of them.
    expect(said(autumn)).toEqual(['refusal grey-market 9', 'refusal test-buy-incomplete 9']);
    expect(autumn?.signals.find(({ code }) => code === 'grey-market')?.since).toBe(SUMMER.first);
    expect(autumn?.signals.find(({ code }) => code === 'test-buy-incomplete')?.since).toBe(AUTUMN.first);
  });

  it('rest on rows that no reader’s role of the database reaches', async () => {
    const client = await test.owner.connect();
    try {
      for (const table of ['cohorts', 'signal_bases']) {
        await client.query('begin; set local role marketsafe_app');
        await expect(client.query(`select from working_group.${table}`)).rejects.toThrow(/permission denied/);
        await client.query('rollback; begin; set local role marketsafe_staff');
        await expect(client.query(`select from working_group.${table}`)).rejects.toThrow(/permission denied/);
        await client.query('rollback');
      }
    } finally {
      client.release();
    }
  });

  it(`say nothing where fewer than ${SIGNAL_SMALLEST_COHORT} took part`, async () => {
    const small = await startTestServer();
    try {
      expect(await publishSignals(small.owner, SUMMER.published)).toBe(SUMMER.first);
      const person = await addPerson(small, await addOrganisation(small), ['manager']);
      const { json } = await send(small, '/v1/group/signals', { person });
      expect(groupSignals.parse(json).publications).toMatchObject([{ enough: false, signals: [] }]);
    } finally {
      await small.close();
    }
  });
});
