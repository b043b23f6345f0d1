import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { auditRootList } from '@marketsafe/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditHash } from '../../server/src/audit/service.ts';
import { openBlobStore } from '../../server/src/blobs/open-store.ts';
import { connect } from '../../server/src/db/connect.ts';
import { startServer } from '../../server/src/index.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { verifyFolder } from '../../server/src/verification/verify-command.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { startProgram, stopPrograms } from './program.ts';
import { addInvestigator, postClaim, preparedClaim, send, startTestServer } from './support.ts';

/** What a server left behind after two organisations handed in claims: a database to copy, and its folder. */
let left: {
  template: string;
  folder: string;
  ours: string;
  theirs: string;
  published: ReturnType<typeof auditRootList.parse>;
};
beforeAll(async () => {
  const test = await startTestServer();
  const [ours, theirs] = [await addInvestigator(test), await addInvestigator(test)];
  const claim = () => preparedClaim(test, ours);
  for (const each of [await claim(), await claim(), await claim()]) await postClaim(test, ours, each);
  await postClaim(test, theirs, await preparedClaim(test, theirs));
  const folder = await mkdtemp(join(tmpdir(), 'marketsafe-left-'));
  await test.server.close();
  const again = await startServer({ ...test, port: 0, logLevel: 'silent' });
  const answer = await fetch(`${again.url}/v1/audit-roots`);
  const published = auditRootList.parse(await answer.json());
  await again.close();
  await cp(test.dataFolder, folder, { recursive: true });
  const template = new URL(test.databaseUrl).pathname.slice(1);
  left = {
    ...{ template, folder, published },
    ...{ ours: ours.organisationId, theirs: theirs.organisationId },
  };
  await test.owner.end();
  await rm(test.dataFolder, { recursive: true });
}, 60_000);
afterAll(() => rm(left.folder, { recursive: true, force: true }));

interface Copy {
  owner: ReturnType<typeof connect>;
  folder: string;
}

/** Checks a copy of all that after somebody with all rights has changed it; the problems that are found. */
async function problemsAfter(change: (copy: Copy) => Promise<unknown>, published = left.published) {
  const owner = connect(await freshDatabase(left.template), '-c timezone=UTC', 2);
  const folder = await mkdtemp(join(tmpdir(), 'marketsafe-copy-'));
  try {
    await cp(left.folder, folder, { recursive: true });
    await owner.query(
      `do $$ declare t regclass; begin for t in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('app', 'meta') and c.relkind = 'r' loop execute format('alter table %s disable trigger all', t); end loop; end $$`,
    );
    await change({ owner, folder });
    const blobsFolder = join(folder, 'blobs');
    const store = await openBlobStore({ folder: blobsFolder });
    const rootsFile = join(folder, 'audit-roots.jsonl');
    const { faults } = await verifyAudit(owner, { store, rootsFile, published });
    return faults.map(({ organisationId, sequence, problem }) => `${organisationId} ${sequence} ${problem}`);
  } finally {
    await owner.end();
    await rm(folder, { recursive: true });
  }
}

/** Removes everything of one claim. */
const REMOVE_CLAIM = ['time_stamps', 'captures', 'claim_evidence', 'claim_events', 'idempotency', 'claims'];

/** Writes the chain anew from an entry on, every hash right. */
async function rewrite(
  owner: ReturnType<typeof connect>,
  organisationId: string,
  from: number,
  change: (entry: object) => object,
) {
  const { rows } = await owner.query(
    'select sequence, entry, previous_hash, hash from app.audit where organisation_id = $1 order by sequence',
    [organisationId],
  );
  let previous: Buffer = Buffer.alloc(0);
  for (const row of rows) {
    const entry = row.sequence === from ? change(row.entry) : row.entry;
    const hash = auditHash(previous, entry);
    await owner.query(
      'update app.audit set entry = $3, previous_hash = $4, hash = $5 where organisation_id = $1 and sequence = $2',
      [organisationId, row.sequence, JSON.stringify(entry), previous, hash],
    );
    previous = hash;
  }
  await owner.query('update app.ledger_heads set audit_hash = $2 where organisation_id = $1', [
    organisationId,
    previous,
  ]);
}

/** Cuts the chain back to an entry, with a head that says so. */
async function cut(owner: ReturnType<typeof connect>, organisationId: string, to: number) {
  await owner.query('delete from app.audit where organisation_id = $1 and sequence > $2', [
    organisationId,
    to,
  ]);
  await owner.query(
    `update app.ledger_heads head set audit_sequence = $2, audit_hash = entry.hash from app.audit entry
      where head.organisation_id = $1 and entry.organisation_id = $1 and entry.sequence = $2`,
    [organisationId, to],
  );
}

describe('what the audit speaks of, after somebody with all rights was there', () => {
  it('holds where nothing was changed', async () => {
    expect(await problemsAfter(async () => undefined)).toEqual([]);
    expect(left.published.roots.length).toBeGreaterThan(0);
  });

  it('shows a head that was moved back with all that came after it', async () => {
    // Entry 13, the last one, is that of the third claim.
    const problems = await problemsAfter(async ({ owner }) => {
      const { rows } = await owner.query(
        "select entry ->> 'entity' as id from app.audit where organisation_id = $1 and entry ->> 'action' = 'claim.submitted' order by sequence desc limit 1",
        [left.ours],
      );
      for (const table of REMOVE_CLAIM) {
        if (table === 'time_stamps') {
          await owner.query(
            'delete from app.time_stamps where capture_id in (select capture_id from app.captures where claim_id = $1)',
            [rows[0].id],
          );
        } else if (table === 'idempotency') await owner.query('delete from app.idempotency');
        else await owner.query(`delete from app.${table} where claim_id = $1`, [rows[0].id]);
      }
      await cut(owner, left.ours, 12);
    });
    expect(problems).toEqual([
      expect.stringMatching(new RegExp(`^${left.ours} 13 the chain is not the one that root \\d+ names`)),
    ]);
  });

  it('shows a chain that was written anew, by the receipts alone', async () => {
    const problems = await problemsAfter(
      async ({ owner, folder }) => {
        await rewrite(owner, left.ours, 2, (entry) => ({ ...entry, actorUserId: randomUUID() }));
        await owner.query('delete from meta.audit_roots');
        await rm(join(folder, 'audit-roots.jsonl'));
      },
      { roots: [], stamps: [] },
    );
    expect(problems).toHaveLength(3);
    for (const problem of problems)
      expect(problem).toMatch(/^\S+ \d+ the chain is not the one that the receipt/);
  });

  it('shows an organisation that was deleted with everything, by roots and by files', async () => {
    const remove = async ({ owner }: Copy) => {
      const { rows } = await owner.query("select tablename from pg_tables where schemaname = 'app'");
      for (const { tablename } of rows) {
        await owner.query(`delete from app.${tablename} where organisation_id = $1`, [left.theirs]);
      }
    };
    const gone = await problemsAfter(remove);
    expect(gone).toEqual([
      `${left.theirs} null the organisation is gone, and its files are here`,
      `${left.theirs} null the organisation is gone, which roots name`,
    ]);
    const noFiles = await problemsAfter(async (copy) => {
      await remove(copy);
      await rm(join(copy.folder, 'blobs', left.theirs), { recursive: true });
    });
    expect(noFiles).toEqual([`${left.theirs} null the organisation is gone, which roots name`]);
  });

  it.each<[string, string, RegExp]>([
    ['explanation', `update app.claims set explanation = '{"en":"x","zh":""}'`, /was changed: explanation$/],
    ['target', `update app.claims set target = '{}'`, /was changed: target$/],
    ['right', 'update app.claims set right_id = gen_random_uuid()', /was changed: rightId$/],
    ['state', "update app.claims set state = 'declined'", /was changed: state$/],
    [
      'time',
      "update app.claims set received_at = received_at - interval '1 day'",
      /was changed: receivedAt$/,
    ],
    ['person', 'update app.claims set submitted_by = gen_random_uuid()', /was changed: submittedBy$/],
    [
      'number',
      "update app.claims set number = 'MS-0000-0000' where number = (select max(number) from app.claims)",
      /was changed: number$/,
    ],
    [
      'history',
      "update app.claim_events set to_state = 'declined' where sequence = 2",
      /was changed: history, state$/,
    ],
    ['evidence', "update app.claim_evidence set files = '[]'", /was changed: evidence$/],
    [
      'bytes',
      `update app.claims set body = '{}', body_sha256 = encode(sha256('{}'), 'hex')`,
      /was changed: its bytes$/,
    ],
    ['claim, by its being gone', 'delete from app.claims', /is gone$/],
    [
      'claim that nobody handed in',
      `insert into app.claims (organisation_id, claim_id, number, state, received_at, submitted_by, right_id, holder_id, reason, marketplace,
        item_id, target, explanation, declarations, tool_version, body, body_sha256, particulars)
      select organisation_id, gen_random_uuid(), 'MS-0000-0000', state, received_at, submitted_by, right_id, holder_id, reason, marketplace,
        item_id, target, explanation, declarations, tool_version, body, body_sha256, particulars
      from app.claims limit 1`,
      /1 claims are here/,
    ],
    ['capture', 'delete from app.captures', /was changed: evidence$/],
    [
      'receipt',
      "update app.captures set receipt = replace(receipt, 'MS-', 'MX-')",
      /is not signed by the program$/,
    ],
    ['receipt’s capture', 'update app.captures set device_id = gen_random_uuid()', /is another capture’s/],
    [
      'record of a file',
      "update app.blobs set bytes = bytes + 1 where type = 'image/png'",
      /the record of file [0-9a-f]{64} was changed/,
    ],
    [
      'file without a record',
      "delete from app.blobs where type = 'text/html'",
      /the record of file [0-9a-f]{64} is gone/,
    ],
    ['device, by its being gone', 'delete from app.devices', /device \S+ is gone$/],
    [
      'key of a device',
      'update app.devices set public_key = (select public_key from meta.signing_keys limit 1)',
      /the key of device \S+ was changed$/,
    ],
    [
      'root',
      "update meta.audit_roots set text = replace(text, '202', '203')",
      /the root is not signed by the program/,
    ],
    [
      'head under a root',
      "update meta.audit_roots set moved = '[]'",
      /the heads under the root were changed/,
    ],
    [
      'root, by its being gone',
      'delete from meta.audit_roots',
      /the root in the file is no longer the database’s/,
    ],
    ['head of a chain', "update app.ledger_heads set audit_hash = sha256('x')", /or the head was moved/],
  ])('shows a changed %s', async (_, sql, problem) => {
    const problems = await problemsAfter(({ owner }) => owner.query(sql));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.some((each) => problem.test(each)) ? problem.source : problems).toBe(problem.source);
  });

  it('shows a file that was changed or removed', async () => {
    const fileOf = async (folder: string) => {
      const [two = ''] = await readdir(join(folder, 'blobs', left.ours));
      const [name = ''] = await readdir(join(folder, 'blobs', left.ours, two));
      return join(folder, 'blobs', left.ours, two, name);
    };
    const changed = await problemsAfter(async ({ folder }) => {
      const file = await fileOf(folder);
      const bytes = await readFile(file);
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      await writeFile(file, bytes);
    });
    expect(changed).toEqual([expect.stringMatching(/ file [0-9a-f]{64} is damaged$/)]);
    const removed = await problemsAfter(async ({ folder }) => rm(await fileOf(folder)));
    expect(removed).toEqual([expect.stringMatching(/ file [0-9a-f]{64} is missing$/)]);
  });

  it('shows a database and folder that were put back together, by a root that was kept elsewhere', async () => {
    const putBack = async ({ owner, folder }: Copy) => {
      await owner.query(
        'delete from meta.audit_roots where number = (select max(number) from meta.audit_roots)',
      );
      const file = join(folder, 'audit-roots.jsonl');
      const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -2);
      await writeFile(file, lines.map((line) => `${line}\n`).join(''));
    };
    expect(await problemsAfter(putBack, { roots: [], stamps: [] })).toEqual([]);
    expect(await problemsAfter(putBack)).toEqual([
      expect.stringMatching(/^null \d+ the root that was published is no longer the database’s/),
    ]);
  });
});

describe('npm run server -- --verify-audit', () => {
  const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
  const run = promisify(execFile);
  const verify = (dataFolder: string, ...more: string[]) =>
    run(process.execPath, ['--disable-warning=ExperimentalWarning', main, '--verify-audit', ...more], {
      env: { PATH: process.env.PATH, DATA_FOLDER: dataFolder },
    }).catch((error: { code: number; stdout: string; stderr: string }) => error);
  afterEach(stopPrograms);

  it('checks beside a running server and after it, and changes nothing', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-verify-'));
    const { url, child } = await startProgram(dataFolder, { DEMO: '1' });
    const beside = await verify(dataFolder);
    expect([beside.stderr, beside.stdout]).toEqual([
      '',
      expect.stringMatching(/^Audit: \d+ entries and \d+ roots read, 0 faults\.\n$/),
    ]);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    await stopPrograms();
    expect(child.exitCode).toBe(0);
    const published = join(dataFolder, 'kept.json');
    await writeFile(published, JSON.stringify(left.published));
    const after = await verify(dataFolder, '--published', published);
    expect('code' in after && after.code).toBe(1);
    expect(after.stderr).toContain('the root that was published is no longer the database’s');
    await rm(dataFolder, { recursive: true });
  });

  it('says where there is nothing to check, and makes nothing there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'marketsafe-empty-'));
    await expect(verifyFolder({ dataFolder: folder })).rejects.toThrow('There is no data of a server');
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

it('a server whose key is gone says what to do and makes no other', async () => {
  const test = await startTestServer();
  const { dataFolder, databaseUrl } = test;
  await test.server.close();
  const path = join(dataFolder, 'signing-key.pem');
  const key = await readFile(path);
  await rm(path);
  await expect(startServer({ dataFolder, databaseUrl, port: 0 })).rejects.toThrow(
    /signing key .*signing-key\.pem is missing.*Put the file back/,
  );
  expect(await readdir(dataFolder)).not.toContain('signing-key.pem');
  await writeFile(path, key);
  const again = await startServer({ dataFolder, databaseUrl, port: 0, logLevel: 'silent' });
  expect((await send({ ...test, url: again.url }, '/health')).status).toBe(200);
  await again.close();
  await test.owner.end();
  await rm(dataFolder, { recursive: true });
});
