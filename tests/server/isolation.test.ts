import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClaimSubmission } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { migrate } from '../../server/src/db/migrate.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { addRaid } from './raid-rows.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  askTranslation,
  giveMandate,
  keepRight,
  keepView,
  keepWebhook,
  noteDraft,
  openThread,
  type Person,
  postClaim,
  preparedClaim,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';
import { addTestBuy } from './test-buy-rows.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let theirs: Person & { rightId: string };
let tables: string[];
/** What a participant keeps from the program's staff, too. */
const SEALED = ['raid_annexes'];
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  theirs = await addInvestigator(test);
  const agency = await addOrganisation(test, 'Agency');
  for (const person of [ours, theirs]) {
    const claim = await preparedClaim(test, person);
    await postClaim(test, person, claim);
    await noteDraft(test, person);
    await addReview(person, claim.claimId);
    await addPacket(person, claim);
    await keepView(test, person);
    await openThread(test, person, person.rightId);
    await askTranslation(test, person);
    const manager = await addPerson(test, person.organisationId, ['manager']);
    await send(test, `/v1/organisations/${person.organisationId}/invitations`, {
      ...{ method: 'POST', person: manager, headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ email: 'guest@holder.example', roles: ['investigator'], language: 'en' }),
    });
    await test.owner.query(
      `insert into app.device_revocations
       select organisation_id, device_id, enrolled_by, now() from app.devices where organisation_id = $1`,
      [person.organisationId],
    );
    await keepRight(test, person);
    await giveMandate(test, person, agency);
    await keepWebhook(test, person);
    const raid = { raidId: randomUUID(), handoverId: randomUUID(), title: 'Raid', sha256: sha256('x') };
    await addRaid(test, person, raid);
    const buy = { testBuyId: randomUUID(), stepId: randomUUID(), name: 'Jacket', sha256: sha256('x') };
    await addTestBuy(test, person, buy);
    expect((await send(test, '/v1/me/calendar', { method: 'POST', person })).status).toBe(201);
    await send(test, '/v1/news/seen', {
      ...{ method: 'PUT', person, headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ sequence: 1 }),
    });
  }
  const found = await test.owner.query("select tablename from pg_tables where schemaname = 'app' order by 1");
  tables = found.rows.map((row) => row.tablename);
});
afterAll(() => test.close());

/** A row in each table of what becomes of a claim; by SQL, as the database's owner. */
async function addReview({ organisationId, userId }: Person, claimId: string): Promise<void> {
  const ids = [organisationId, claimId];
  const question = randomUUID();
  await test.owner.query(
    `insert into app.claim_questions values ($1, $2, $3, 3, now(), $4, 'Ana', 'other', '{text}', 'What is it?')`,
    [...ids, question, userId],
  );
  await test.owner.query(
    `insert into app.claim_answers values ($1, $2, $3, now(), $4, 'Ines', 'This.', '[]', '[]', 'x', encode(sha256('x'), 'hex'))`,
    [...ids, question, userId],
  );
  await test.owner.query("insert into app.claim_traces values ($1, $2, 'seller', 'aliexpress/1')", ids);
  await test.owner.query("insert into app.claim_links values ($1, $2, $2, 'same-listing', now())", ids);
  await addDeletion({ organisationId, userId }, claimId);
}

/** A proposal that the claim is deleted, with a file of it, and a legal hold; by SQL, as the database's owner. */
async function addDeletion(
  { organisationId, userId }: Pick<Person, 'organisationId' | 'userId'>,
  claimId: string,
): Promise<void> {
  const proposal = [organisationId, randomUUID()];
  await test.owner.query(
    `insert into app.deletion_proposals (organisation_id, proposal_id, state, claims, proposed_at, proposed_by, proposed_by_name)
     values ($1, $2, 'proposed', 1, now(), $3, 'Ana')`,
    [...proposal, userId],
  );
  await test.owner.query(
    `insert into app.deletion_claims (organisation_id, proposal_id, claim_id, number, state, state_since, body_sha256)
     values ($1, $2, $3, 'MS', 'declined', now(), 'x')`,
    [...proposal, claimId],
  );
  await test.owner.query("insert into app.deletion_files values ($1, $2, 'folder', 'x')", proposal);
  await test.owner.query(
    `insert into app.legal_holds (organisation_id, hold_id, reason, placed_at, placed_by, placed_by_name)
     values ($1, $2, 'A suit', now(), $3, 'Ana')`,
    [organisationId, randomUUID(), userId],
  );
  await test.owner.query(
    `insert into app.graduations (organisation_id, graduation_id, state, asked_as, asked_at, asked_by, asked_by_name, asked_text)
     values ($1, $2, 'asked', 'participant', now(), $3, 'Ana', '')`,
    [organisationId, randomUUID(), userId],
  );
  await test.owner.query(
    `insert into app.leaving_exports (organisation_id, export_id, state, asked_at, asked_by, asked_by_name)
     values ($1, $2, 'cancelled', now(), $3, 'Ana')`,
    [organisationId, randomUUID(), userId],
  );
  const requestId = randomUUID();
  await test.owner.query(
    `insert into app.penalty_requests (organisation_id, request_id, seller_id, wanted, claims, content, asked_on, look_on, at, by_user, by_name)
     values ($1, $2, $2, 'penalty', '{}', '{}', current_date, current_date + 1, now(), $3, 'Ana')`,
    [organisationId, requestId, userId],
  );
  await test.owner.query(
    `insert into app.penalty_events (organisation_id, event_id, request_id, kind, on_day, said, at, by_user, by_name)
     values ($1, $2, $3, 'none', current_date, '{}', now(), $4, 'Ana')`,
    [organisationId, randomUUID(), requestId, userId],
  );
  await test.owner.query("insert into app.standing_alarms values ($1, 'takedown', 'near', now())", [
    organisationId,
  ]);
  await test.owner.query(
    `insert into app.standing_warnings (organisation_id, at, measure, level, part, out_of, distance)
     values ($1, now(), 'takedown', 'near', 19, 21, 1)`,
    [organisationId],
  );
}

/** A packet of the claim; by SQL, as the database's owner. */
async function addPacket(
  { organisationId, userId }: Person,
  { claimId, rightId, reason, target }: ClaimSubmission,
): Promise<void> {
  const packetId = randomUUID();
  const number = `MP-${packetId.slice(0, 4).toUpperCase()}-${packetId.slice(4, 8).toUpperCase()}`;
  await test.owner.query(
    `insert into app.packets (organisation_id, packet_id, number, holder_id, right_id, marketplace, target_kind, reason, state, head,
       built_at, built_by, built_by_name)
     values ($1, $2, $3, $1, $4, $5, 'listing', $6, 'built', '{}', now(), $7, 'Ana')`,
    [organisationId, packetId, number, rightId, target.marketplace, reason, userId],
  );
  await test.owner.query("insert into app.packet_links values ($1, $2, 0, '1', '{}')", [
    organisationId,
    packetId,
  ]);
  await test.owner.query('insert into app.packet_claims values ($1, $2, $3, 0)', [
    organisationId,
    packetId,
    claimId,
  ]);
  await test.owner.query("insert into app.packet_events values ($1, $2, 1, now(), $3, 'Ana', 'built')", [
    organisationId,
    packetId,
    userId,
  ]);
  await test.owner.query('insert into app.desks values ($1, $2)', [organisationId, target.marketplace]);
  const counterId = randomUUID();
  await test.owner.query(
    `insert into app.counter_notices (organisation_id, counter_id, claim_id, chance, received_on, statement, entered_at, entered_by,
       entered_by_name) values ($1, $2, $3, 1, current_date, '"No."', now(), $4, 'Ana')`,
    [organisationId, counterId, claimId, userId],
  );
  await test.owner.query(
    `insert into app.seller_entries (organisation_id, entry_id, seller_id, kind, said, at, by_user, by_name)
     values ($1, $2, $2, 'list', '{}', now(), $3, 'Ana')`,
    [organisationId, randomUUID(), userId],
  );
  // The seller's document lies in a store of the program's, or of a marketplace's; here in the organisation's own.
  await test.owner.query(
    `insert into app.counter_files (organisation_id, counter_id, position, store_of, sha256, name, type, bytes)
     select $1, $2, 0, organisation_id, sha256, '"licence.png"', 'image/png', 1 from app.blobs where organisation_id = $1 limit 1`,
    [organisationId, counterId],
  );
  await test.owner.query("insert into app.sightings values ($1, $2, now(), $3, 'live')", [
    ...[organisationId, claimId, userId],
  ]);
  // A file of answers of it. Files are the program's own; here each organisation has one.
  const importId = randomUUID();
  await test.owner.query(
    `insert into app.answer_imports values ($1, $2, $3, 'answers.csv', 'x', encode(sha256('x'), 'hex'), '{}', 1, 1, 'applied', now(), $4, 'Ana')`,
    [organisationId, importId, target.marketplace, userId],
  );
  await test.owner.query(
    `insert into app.answer_lines (organisation_id, import_id, line, cells, state, outcome, of_organisation, packet_id, position)
     values ($1, $2, 1, '[]', 'matched', 'removed', $1, $3, 0)`,
    [organisationId, importId, packetId],
  );
  await test.owner.query(
    `insert into app.marketplace_answers (organisation_id, answer_id, packet_id, position, outcome, through, import_id, line, by_user, at,
       claims, moved)
     values ($1, $2, $3, 0, 'removed', 'import', $4, 1, $5, now(), '[]', '[]')`,
    [organisationId, randomUUID(), packetId, importId, userId],
  );
}

/** Runs SQL as the program's role, for an organisation or for none, and undoes it. */
async function asApp(organisationId: string | null, sql: string, values: unknown[] = []) {
  const client = await test.owner.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('role', 'marketsafe_app', true)");
    if (organisationId)
      await client.query("select set_config('app.organisation_id', $1, true)", [organisationId]);
    return await client.query(sql, values);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('the program’s role', () => {
  it('sees its own organisation’s rows and no other’s, in every table', async () => {
    expect(tables.length).toBeGreaterThan(9);
    for (const table of tables) {
      const all = await test.owner.query(`select from app.${table} where organisation_id = $1`, [
        theirs.organisationId,
      ]);
      expect([table, all.rowCount]).not.toEqual([table, 0]);
      const own = await asApp(ours.organisationId, `select organisation_id from app.${table}`);
      expect(new Set(own.rows.map((row) => row.organisation_id))).toEqual(new Set([ours.organisationId]));
      const foreign = await asApp(
        ours.organisationId,
        `select from app.${table} where organisation_id = $1`,
        [theirs.organisationId],
      );
      expect([table, foreign.rowCount]).toEqual([table, 0]);
    }
  });

  it('lets the program’s staff see every organisation’s rows, in every table but what is sealed, and write none of another’s', async () => {
    const client = await test.owner.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('role', 'marketsafe_staff', true)");
      await client.query("select set_config('app.organisation_id', $1, true)", [ours.organisationId]);
      for (const table of tables.filter((one) => !SEALED.includes(one))) {
        const seen = await client.query(`select distinct organisation_id from app.${table}`);
        const ids = seen.rows.map((row) => row.organisation_id);
        expect([table, ids]).toEqual([
          table,
          expect.arrayContaining([ours, theirs].map((one) => one.organisationId)),
        ]);
      }
      for (const table of SEALED) {
        await client.query('savepoint one');
        await expect(client.query(`select from app.${table}`)).rejects.toMatchObject({ code: '42501' });
        await client.query('rollback to savepoint one');
      }
      const moved = await client.query("update app.claims set state = 'approved'");
      expect(moved.rowCount).toBe(1);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('sees nothing at all when no organisation is set', async () => {
    for (const table of tables) {
      expect([table, (await asApp(null, `select from app.${table}`)).rowCount]).toEqual([table, 0]);
    }
  });

  it('cannot write a row for another organisation', async () => {
    await expect(
      asApp(
        ours.organisationId,
        `insert into app.changes (organisation_id, sequence, kind, entity_id, at, detail)
         values ($1, 99, 'right', $1, now(), '{}')`,
        [theirs.organisationId],
      ),
    ).rejects.toThrow('row-level security');
  });

  it('cannot delete anything, change a claim, reach sign-in, or make tables', async () => {
    for (const table of tables) {
      await expect(asApp(ours.organisationId, `delete from app.${table}`)).rejects.toThrow(
        'permission denied',
      );
    }
    for (const sql of [
      "update app.claims set number = 'MS-0000-0000'",
      'update app.audit set hash = hash',
      'select from auth."session"',
      'create table app.mine (x int)',
      'create table public.mine (x int)',
      'select from meta.migrations',
      "insert into meta.signing_keys values (repeat('0', 64), 'x', now())",
      'create table jobs.mine (x int)',
    ]) {
      await expect(asApp(ours.organisationId, sql)).rejects.toThrow('permission denied');
    }
  });
});

describe('append-only tables', () => {
  it.each([
    'audit',
    'changes',
    'claim_events',
    'claim_evidence',
    'claim_questions',
    'claim_answers',
    'devices',
    'captures',
    'right_events',
    'answer_lines',
    'seller_entries',
    'penalty_requests',
    'penalty_events',
    'raids',
    'raid_versions',
    'raid_annexes',
    'raid_handovers',
    'raid_handover_events',
    'raid_outcomes',
    'test_buys',
    'test_buy_versions',
    'test_buy_steps',
    'test_buy_step_undos',
    'test_buy_statements',
    'test_buy_consents',
    'test_buy_vault',
  ])('refuse the database’s owner too: %s', async (table) => {
    for (const sql of [
      `update app.${table} set organisation_id = organisation_id`,
      `delete from app.${table}`,
      `truncate app.${table} cascade`,
    ]) {
      await expect(test.owner.query(sql)).rejects.toThrow('append-only');
    }
  });
});

describe('the start', () => {
  it.each<[string, string, string]>([
    ['has no row-level security', 'create table app.loose (organisation_id uuid primary key)', 'not forced'],
    [
      'does not force it',
      `create table app.loose (organisation_id uuid primary key);
       alter table app.loose enable row level security; create policy own on app.loose using (true)`,
      'not forced',
    ],
    [
      'has no policy',
      `create table app.loose (organisation_id uuid primary key);
       alter table app.loose enable row level security, force row level security`,
      'no policy',
    ],
    [
      'has another key',
      `create table app.loose (id int primary key, organisation_id uuid);
       alter table app.loose enable row level security, force row level security; create policy own on app.loose using (true)`,
      'organisation_id',
    ],
  ])('is refused with a table that %s', async (_, sql, words) => {
    const databaseUrl = await freshDatabase();
    const owner = connect(databaseUrl, '', 1);
    await owner.query(sql);
    await owner.end();
    await expect(startTestServer({ databaseUrl })).rejects.toThrow(words);
    await expect(startTestServer({ databaseUrl })).rejects.toThrow('app.loose');
  });

  it('is refused when an applied migration was changed, or when the database is newer', async () => {
    const databaseUrl = await freshDatabase();
    const owner = connect(databaseUrl, '', 1);
    await owner.query("insert into meta.migrations values (99, '0099_future.sql', 'x')");
    await expect(startTestServer({ databaseUrl })).rejects.toThrow('0099_future.sql');
    await owner.query('delete from meta.migrations where number = 99');
    await owner.query("update meta.migrations set sha256 = 'other' where number = 2");
    await expect(startTestServer({ databaseUrl })).rejects.toThrow('0002_organisations.sql was changed');
    await owner.end();
  });
});

describe('a migration', () => {
  it('that fails is undone whole, and runs when it is put right', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'marketsafe-migrations-'));
    const url = pathToFileURL(`${folder}/`);
    const owner = connect(await freshDatabase(), '', 2);
    await owner.query('drop schema meta cascade');
    await writeFile(join(folder, '0001_one.sql'), 'create table public.one (x int)');
    await writeFile(join(folder, '0002_two.sql'), 'create table public.two (x int); select 1 / 0');
    await expect(migrate(owner, { folder: url })).rejects.toThrow('0002_two.sql failed and was undone');
    const made = await owner.query(
      "select to_regclass('public.one') as one, to_regclass('public.two') as two",
    );
    expect(made.rows[0]).toEqual({ one: 'one', two: null });
    await writeFile(join(folder, '0002_two.sql'), 'create table public.two (x int)');
    await Promise.all([migrate(owner, { folder: url }), migrate(owner, { folder: url })]);
    expect((await owner.query('select count(*)::int as n from meta.migrations')).rows[0].n).toBe(2);
    await owner.end();
    await rm(folder, { recursive: true });
  });
});

describe('the audit chain', () => {
  const chained = async () => {
    const audited = await startTestServer();
    const person = await addInvestigator(audited);
    for (let index = 0; index < 3; index += 1) {
      await postClaim(audited, person, await preparedClaim(audited, person));
    }
    await audited.owner.query('alter table app.audit disable trigger all');
    return { audited, person };
  };

  it('holds after real work, and has an entry for every write', async () => {
    const result = await verifyAudit(test.owner);
    expect(result.faults).toEqual([]);
    // Two organisations: a device, three files, one claim, one invitation, one entry of a thread, one text to translate and one
    // calendar each.
    expect(result.entries).toBe(18);
  });

  it.each<[string, string, number]>([
    [
      'changed',
      `update app.audit set entry = jsonb_set(entry::jsonb, '{actorUserId}', '"x"')::json where sequence = 4`,
      4,
    ],
    ['deleted', 'delete from app.audit where sequence = 5', 5],
    ['deleted at the end', 'delete from app.audit where sequence = 13', 13],
    [
      'swapped',
      'update app.audit set sequence = case sequence when 6 then -7 else 7 end where sequence = 6',
      6,
    ],
  ])('names the row that was %s by somebody with all rights', async (_, sql, sequence) => {
    const { audited, person } = await chained();
    await audited.owner.query('alter table app.audit drop constraint audit_sequence_check');
    await audited.owner.query(sql);
    const { faults } = await verifyAudit(audited.owner);
    expect(faults.map((fault) => [fault.organisationId, fault.sequence])).toEqual([
      [person.organisationId, sequence],
    ]);
    await audited.close();
  });
});

describe('logs', () => {
  it('hold no title, address, explanation or token', async () => {
    const lines: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk: string | Uint8Array) => {
      lines.push(String(chunk));
      return true;
    };
    try {
      const logged = await startTestServer({ logLevel: 'trace' });
      const person = await addInvestigator(logged);
      const claim = await preparedClaim(logged, person);
      const secret = { ...claim, target: { ...claim.target, title: 'CANARY-TITLE' } };
      await postClaim(logged, person, secret);
      await postClaim(logged, person, { ...secret, extra: 'CANARY-FIELD' });
      await send(logged, '/api/auth/device?user_code=CANARYCODE');
      await send(logged, '/v1/claims?cursor=CANARY', { person });
      await logged.close();
      const text = lines.join('');
      expect(text).toContain('/v1/claims');
      expect(text).not.toMatch(/CANARY|aliexpress|registered mark/);
      expect(text).not.toContain(person.token);
    } finally {
      process.stdout.write = write;
    }
  });
});

describe('secrets', () => {
  it('are made once, readable by their owner only, and a damaged file is never replaced', async () => {
    const once = await startTestServer();
    const path = join(once.dataFolder, 'instance.json');
    const { stat } = await import('node:fs/promises');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const first = await readFile(path, 'utf8');
    await once.server.close();
    const again = await startTestServer({ dataFolder: once.dataFolder, databaseUrl: once.databaseUrl });
    expect(await readFile(path, 'utf8')).toBe(first);
    await again.server.close();
    await writeFile(path, '{"instanceId":');
    await expect(
      startTestServer({ dataFolder: once.dataFolder, databaseUrl: once.databaseUrl }),
    ).rejects.toThrow('damaged');
    expect(await readFile(path, 'utf8')).toBe('{"instanceId":');
    await Promise.all([once.owner.end(), again.owner.end()]);
    await rm(once.dataFolder, { recursive: true });
  });
});
