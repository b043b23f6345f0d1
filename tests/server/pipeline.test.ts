import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ledgerLock, openLedger } from '../../server/src/audit/service.ts';
import { connect } from '../../server/src/db/connect.ts';
import { type Database, openDatabase, type Scope } from '../../server/src/db/database.ts';
import { commitWith, sendTogether } from '../../server/src/db/pipeline.ts';
import { statement } from '../../server/src/db/together.ts';
import { startTestServer, type TestServer } from './support.ts';

let test: TestServer;
let db: Database;
let owner: ReturnType<typeof connect>;
beforeAll(async () => {
  test = await startTestServer();
  db = openDatabase(test.databaseUrl);
  owner = connect(test.databaseUrl, '-c timezone=UTC', 2);
});
afterAll(async () => {
  await Promise.all([db.close(), owner.end()]);
  await test.close();
});

const raw = <Row>(text: string, ...values: unknown[]) => statement<Row>(text, values);
const WHO = raw<{ organisation: string }>("select current_setting('app.organisation_id') as organisation");

/** An organisation with a ledger and nothing else. */
async function makeOrganisation(): Promise<string> {
  const id = randomUUID();
  await owner.query('insert into app.organisations values ($1, $2, now())', [id, 'Pipeline']);
  await owner.query('insert into app.ledger_heads (organisation_id) values ($1)', [id]);
  return id;
}

const headOf = async (id: string) =>
  (await owner.query('select change_sequence from app.ledger_heads where organisation_id = $1', [id]))
    .rows[0];
const advance = (id: string) =>
  raw('update app.ledger_heads set change_sequence = change_sequence + 1 where organisation_id = $1', id);

it('begins as the organisation with what is read first, and leaves nothing of it to the next', async () => {
  const [one, other] = [await makeOrganisation(), await makeOrganisation()];
  const asked = await Promise.all(
    [one, other, one].map((id) =>
      db.inPipeline(
        id,
        () => WHO,
        async (scope, { rows }) => [...rows, ...(await scope.executeQuery(WHO.compile())).rows],
      ),
    ),
  );
  expect(asked).toEqual([one, other, one].map((id) => [{ organisation: id }, { organisation: id }]));
  const heads = raw<{ organisation_id: string }>('select organisation_id from app.ledger_heads');
  await db.inPipeline(
    one,
    () => heads,
    async (_scope, { rows }) => expect(rows).toEqual([{ organisation_id: one }]),
  );
});

it('reads behind a lock as of the moment at which it was given, although both went out together', async () => {
  const id = await makeOrganisation();
  let locked = () => {};
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve;
  });
  let release = () => {};
  const first = db.inOrganisation({ organisationId: id, userId: null }, async (scope) => {
    await openLedger(scope, id);
    locked();
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    await scope.executeQuery(advance(id).compile());
  });
  await isLocked;
  const head = raw<{ change_sequence: number }>(
    'select change_sequence from app.ledger_heads where organisation_id = $1',
    id,
  );
  const second = db.inPipeline(
    id,
    () => head,
    async (scope, before) => {
      const [lock, behind] = await sendTogether(scope, [ledgerLock(id), head]);
      return { before: before.rows, locked: lock.rows[0]?.change_sequence, behind: behind.rows };
    },
  );
  await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
  release();
  await first;
  expect(await second).toEqual({
    before: [{ change_sequence: 0 }],
    locked: 1,
    behind: [{ change_sequence: 1 }],
  });
});

const waiting = () => countWaits("wait_event_type = 'Lock'");
const sleeping = () => countWaits("wait_event = 'PgSleep'");

async function countWaits(condition: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where ${condition} and datname = current_database()`,
  );
  return rows[0]?.count ?? 0;
}

it('commits with the last statement, or keeps nothing where the database refuses it', async () => {
  const id = await makeOrganisation();
  const inPipeline = (work: (scope: Scope) => Promise<void>) =>
    db.inPipeline(
      id,
      () => WHO,
      (scope) => work(scope),
    );
  await inPipeline((scope) => commitWith(scope, advance(id)));
  expect(await headOf(id)).toEqual({ change_sequence: 1 });

  const broken = inPipeline(async (scope) => {
    await scope.executeQuery(advance(id).compile());
    await commitWith(scope, raw('select 1 / 0'));
  });
  await expect(broken).rejects.toMatchObject({ code: '22012' });
  expect(await headOf(id)).toEqual({ change_sequence: 1 });

  const thrown = inPipeline(async (scope) => {
    await scope.executeQuery(advance(id).compile());
    throw new Error('not that');
  });
  await expect(thrown).rejects.toThrow('not that');
  expect(await headOf(id)).toEqual({ change_sequence: 1 });

  // Connections go on as if nothing had been.
  for (let at = 0; at < 6; at += 1) await inPipeline((scope) => commitWith(scope, advance(id)));
  expect(await headOf(id)).toEqual({ change_sequence: 7 });
});

it('tells the first error of several statements, and ends with the connection', async () => {
  const id = await makeOrganisation();
  const together = db.inPipeline(
    id,
    () => WHO,
    (scope) => sendTogether(scope, [raw('select 1 / 0'), WHO]),
  );
  await expect(together).rejects.toMatchObject({ code: '22012' });
  const cut = db.inPipeline(
    id,
    () => raw<{ pid: number }>('select pg_backend_pid() as pid'),
    async (scope, { rows }) => {
      const cutOff = async () => {
        await expect.poll(sleeping, { timeout: 10_000 }).toBe(1);
        await owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      };
      await Promise.all([sendTogether(scope, [raw('select pg_sleep(30)'), WHO]), cutOff()]);
    },
  );
  await expect(cut).rejects.toThrow();
  await db.inPipeline(
    id,
    () => WHO,
    async (_scope, { rows }) => expect(rows).toEqual([{ organisation: id }]),
  );
});
