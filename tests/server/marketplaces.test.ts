import {
  MARKETPLACE_IDS,
  type MarketplaceId,
  type Me,
  marketplaceSettings,
  PROBLEM_BASE,
  problem,
} from '@marketsafe/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { freshDatabase } from '../support/fresh-database.ts';
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
let program: string;
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer();
  investigator = await addInvestigator(test);
  program = await addOrganisation(test, 'Program');
  analyst = await addPerson(test, program, ['analyst']);
});
afterAll(() => test.close());
beforeEach(async () => {
  for (const marketplace of MARKETPLACE_IDS) await switchOn(analyst, marketplace);
});

const SETTINGS = '/v1/marketplaces/settings';
const kindOf = (json: unknown) => problem.parse(json).type.replace(PROBLEM_BASE, '');

function switchOff(person: Person | undefined, marketplace: string, body: unknown) {
  return send(test, `${SETTINGS}/${marketplace}`, {
    method: 'PUT',
    person,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

function switchOn(person: Person | undefined, marketplace: string) {
  return send(test, `${SETTINGS}/${marketplace}`, { method: 'DELETE', person });
}

async function settingsFor(person: Person) {
  return marketplaceSettings.parse((await send(test, SETTINGS, { person })).json).settings;
}

async function auditOf(organisationId: string, marketplace: MarketplaceId) {
  const { rows } = await test.owner.query(
    "select entry from app.audit where organisation_id = $1 and entry ->> 'entity' = $2 order by sequence",
    [organisationId, marketplace],
  );
  return rows.map(({ entry }) => entry);
}

const OFF = { upToVersion: 3, reason: 'Prices are read from the wrong place since this morning.' };

describe('switching the reading of a marketplace off', () => {
  it.each<Me['roles'][number]>(['analyst', 'program_lead'])(
    'by a %s holds for every organisation, which hears why and since when but not by whom',
    async (role) => {
      const staff = await addPerson(test, program, [role]);
      const answer = await switchOff(staff, 'lazada', OFF);
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({ marketplace: 'lazada', ...OFF, by: 'Test Person' });
      const [seen, ...others] = await settingsFor(investigator);
      expect(others).toEqual([]);
      expect(seen).toMatchObject({ marketplace: 'lazada', ...OFF, by: null });
      expect(Date.now() - Date.parse(seen?.since ?? '')).toBeLessThan(600_000);
      expect((await settingsFor(analyst))[0]?.by).toBe('Test Person');
    },
  );

  it('is audited in the program’s chain with the person, once for the same request', async () => {
    const before = (await auditOf(program, 'trendyol')).length;
    const first = await switchOff(analyst, 'trendyol', OFF);
    const again = await switchOff(analyst, 'trendyol', OFF);
    expect(again.json).toEqual(first.json);
    const entries = (await auditOf(program, 'trendyol')).slice(before);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      action: 'marketplace.reading-switched-off',
      actorUserId: analyst.userId,
      detail: { upToVersion: 3 },
    });
  });

  it('anew with another version or reason replaces what held', async () => {
    await switchOff(analyst, 'daraz', OFF);
    const answer = await switchOff(analyst, 'daraz', { upToVersion: 4, reason: 'Version 4 does it too.' });
    expect(answer.status).toBe(200);
    expect(await settingsFor(investigator)).toMatchObject([{ marketplace: 'daraz', upToVersion: 4 }]);
  });

  it('happens once when many ask at the same moment', async () => {
    const before = (await auditOf(program, 'miravia')).length;
    const answers = await Promise.all(Array.from({ length: 6 }, () => switchOff(analyst, 'miravia', OFF)));
    expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
    expect(await auditOf(program, 'miravia')).toHaveLength(before + 1);
  });

  it.each<[string, Me['roles']]>([
    ['an investigator', ['investigator']],
    ['a manager', ['manager', 'signatory']],
    ['a liaison', ['liaison']],
  ])('is refused to %s, and changes nothing', async (_, roles) => {
    const person = await addPerson(test, investigator.organisationId, roles);
    for (const answer of [await switchOff(person, 'lazada', OFF), await switchOn(person, 'lazada')]) {
      expect([answer.status, kindOf(answer.json)]).toEqual([403, 'forbidden']);
      expect(answer.type).toContain('application/problem+json');
    }
    expect(await settingsFor(person)).toEqual([]);
  });

  it('is refused to nobody signed in, and so is looking', async () => {
    for (const answer of [
      await switchOff(undefined, 'lazada', OFF),
      await switchOn(undefined, 'lazada'),
      await send(test, SETTINGS),
    ]) {
      expect([answer.status, kindOf(answer.json)]).toEqual([401, 'unauthenticated']);
    }
  });

  it.each([
    ['no version', { reason: OFF.reason }],
    ['version 0', { ...OFF, upToVersion: 0 }],
    ['half a version', { ...OFF, upToVersion: 1.5 }],
    ['a version beyond all', { ...OFF, upToVersion: 1e9 }],
    ['no reason', { upToVersion: 1 }],
    ['a blank reason', { ...OFF, reason: '   ' }],
    ['a reason without end', { ...OFF, reason: 'x'.repeat(501) }],
    ['a reason that is no text', { ...OFF, reason: 'a\u0000b' }],
    ['code', { ...OFF, code: 'alert(1)' }],
  ])('with %s is refused as not well formed', async (_, body) => {
    const answer = await switchOff(analyst, 'lazada', body);
    expect([answer.status, kindOf(answer.json)]).toEqual([422, 'invalid-body']);
    expect(await settingsFor(analyst)).toEqual([]);
  });

  it('of a marketplace that nobody knows is refused', async () => {
    expect((await switchOff(analyst, 'ebay', OFF)).status).toBe(400);
    expect((await switchOn(analyst, 'ebay')).status).toBe(400);
  });
});

describe('switching it on again', () => {
  it('is audited once, may be repeated, and leaves what was', async () => {
    await switchOff(analyst, 'goofish', OFF);
    const before = (await auditOf(program, 'goofish')).length;
    for (const answer of [await switchOn(analyst, 'goofish'), await switchOn(analyst, 'goofish')]) {
      expect([answer.status, answer.bytes.length]).toEqual([204, 0]);
    }
    expect(await settingsFor(investigator)).toEqual([]);
    const entries = (await auditOf(program, 'goofish')).slice(before);
    expect(entries.map(({ action }) => action)).toEqual(['marketplace.reading-switched-on']);
    const kept = await test.owner.query(
      "select reason from program.reading_switches where marketplace = 'goofish' order by sequence desc limit 2",
    );
    expect(kept.rows.map(({ reason }) => reason)).toEqual([null, OFF.reason]);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });
});

describe('the table itself', () => {
  /** Runs SQL as the program's role for a person, and undoes it. */
  async function asApp(person: Person | null, sql: string) {
    const client = await test.owner.connect();
    try {
      await client.query('begin');
      await client.query(
        `select set_config('role', 'marketsafe_app', true), set_config('app.organisation_id', $1, true),
          set_config('app.user_id', $2, true)`,
        [person?.organisationId ?? '', person?.userId ?? ''],
      );
      return await client.query(sql);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  const insert = (userId: string) =>
    `insert into program.reading_switches (marketplace, up_to_version, reason, at, switched_by)
     values ('lazada', 1, 'why', now(), '${userId}')`;

  it('takes rows from staff only, whatever the program believes of its caller', async () => {
    expect((await asApp(analyst, insert(analyst.userId))).rowCount).toBe(1);
    const manager = await addPerson(test, program, ['manager']);
    const gone = await addPerson(test, program, ['analyst']);
    await test.owner.query('update app.memberships set ended_at = now() where user_id = $1', [gone.userId]);
    const elsewhere = { ...analyst, organisationId: investigator.organisationId };
    for (const person of [investigator, manager, gone, elsewhere, null]) {
      await expect(asApp(person, insert(analyst.userId))).rejects.toThrow('row-level security');
    }
  });

  it('is read by every organisation and by nobody without one, and never changed', async () => {
    await switchOff(analyst, 'tmall', OFF);
    expect((await asApp(investigator, 'select from program.reading_switches')).rowCount).toBeGreaterThan(0);
    expect((await asApp(null, 'select from program.reading_switches')).rowCount).toBe(0);
    for (const sql of [
      'delete from program.reading_switches',
      "update program.reading_switches set reason = 'x'",
    ]) {
      await expect(asApp(analyst, sql)).rejects.toThrow('permission denied');
      await expect(test.owner.query(sql)).rejects.toThrow('append-only');
    }
  });

  it.each([
    [
      'is not closed',
      'create table program.loose (id int primary key); create policy p on program.loose using (app.is_program_staff())',
      'not forced',
    ],
    [
      'anybody may write',
      `create table program.loose (id int primary key);
       alter table program.loose enable row level security, force row level security;
       create policy p on program.loose using (true) with check (app.is_program_staff())`,
      'lets anybody write',
    ],
    [
      'holds something of an organisation',
      `create table program.loose (organisation_id uuid primary key);
       alter table program.loose enable row level security, force row level security;
       create policy p on program.loose for select using (true)`,
      'organisation_id',
    ],
  ])('keeps the server from starting beside one that %s', async (_, sql, words) => {
    const databaseUrl = await freshDatabase();
    const owner = connect(databaseUrl, '', 1);
    await owner.query(sql);
    await owner.end();
    await expect(startTestServer({ databaseUrl })).rejects.toThrow(words);
  });
});
