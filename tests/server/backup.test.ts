import { createHash } from 'node:crypto';
import { chmod, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type ClaimReceipt, claimReceipt, packetDetail } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runBackupCommand } from '../../server/src/backup/command.ts';
import { readInstance } from '../../server/src/data-folder/instance.ts';
import { connect } from '../../server/src/db/connect.ts';
import { startServer } from '../../server/src/index.ts';
import { reachEmbedded } from '../../server/src/postgres/reach.ts';
import { verifyFolder } from '../../server/src/verification/verify-command.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { SOON } from '../support/soon.ts';
import { embeddedDatabaseUrl, gone, startCommand, startProgram, stopPrograms } from './program.ts';
import { post, sendClaims } from './sent-packets.ts';
import {
  addInvestigator,
  addPerson,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  send,
  type TestServer,
} from './support.ts';

/** A program with a past: claims in every state with their files, packets, answers, rights, people and audit. */
let place: string;
let dataFolder: string;
/** Receipts that somebody had in hand before the first backup began. */
const before: ClaimReceipt[] = [];
const at = (name: string) => join(place, name);
// Whole programs are filled, copied and compared, and the machine may be busy.
vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

/** Runs a command in this process, as `main.ts` does; programs that are killed have one of their own. */
async function run(folder: string, [name = '', ...words]: readonly string[], databaseUrl?: string) {
  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  const given = (option: string) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
  const code = await runBackupCommand(
    { dataFolder: folder, ...(databaseUrl === undefined ? {} : { databaseUrl }) },
    [name, words[0] ?? ''],
    { earlier: given('--earlier'), language: given('--language') ?? 'en' },
    { print: add, complain: add },
  );
  return { code, output: lines.join('\n') };
}

/** Faults of the audit and of all that it speaks of. */
const faultsOf = async (folder: string) => (await verifyFolder({ dataFolder: folder })).faults;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'marketsafe-backup-'));
  // The embedded database may run as another user, who has to get through.
  await chmod(place, 0o755);
  dataFolder = at('data');
  const { child, url, output } = await startProgram(dataFolder, { DEMO: '1', DEMO_CLAIMS: '15' });
  expect(output()).toContain('listening at');
  await vi.waitFor(async () => {
    const { done } = JSON.parse(await readFile(join(dataFolder, 'demo-claims.json'), 'utf8'));
    expect(done).toBe(true);
  }, SOON);
  await backUpUnderIntake(url);
  child.kill('SIGTERM');
  expect(await gone(child)).toBe(0);
});
afterAll(async () => {
  await stopPrograms();
  await rm(place, { recursive: true, force: true });
});

/** Takes the backup `busy` while claims with their files come in without pause. */
async function backUpUnderIntake(url: string): Promise<void> {
  const owner = connect(await embeddedDatabaseUrl(dataFolder), '-c timezone=UTC', 2);
  const test = { url, owner } as TestServer;
  const person = await addInvestigator(test);
  await sendAndAnswer(test, person);
  let running = true;
  const receipts: ClaimReceipt[] = [];
  const file = async () => {
    while (running) {
      const answer = await postClaim(test, person, await preparedClaim(test, person));
      receipts.push(claimReceipt.parse(answer.json));
    }
  };
  const senders = [file(), file(), file()];
  await vi.waitFor(() => expect(receipts.length).toBeGreaterThan(5), SOON);
  before.push(...receipts);
  const backup = await run(dataFolder, ['backup', at('busy')]);
  const during = receipts.length - before.length;
  running = false;
  await Promise.all(senders);
  await owner.end();
  expect(backup).toMatchObject({ code: 0, output: expect.stringContaining('Backed up to') });
  expect(during).toBeGreaterThan(0);
}

/** Claims that went to the marketplace in a packet, and a file of its answers to them. */
async function sendAndAnswer(test: TestServer, holder: Person & { rightId: string }): Promise<void> {
  const { program, analyst } = await addProgram(test);
  const second = await addPerson(test, program, ['analyst']);
  const [sent] = await sendClaims(test, holder, [analyst, second], 3);
  const detail = await send(test, `/v1/packets/${sent?.packetId}`, { person: analyst });
  const content = packetDetail
    .parse(detail.json)
    .disclosed.links.map(({ canonicalUrl }) => `${canonicalUrl}\n`)
    .join('');
  const kept = await post(test, analyst, '/v1/answers/imports', {
    reading: { marketplace: 'aliexpress', all: 'removed' },
    ...{ content: Buffer.from(content).toString('base64'), name: 'answers.csv', expected: 3 },
  });
  expect([kept.status, kept.json]).toEqual([201, kept.json]);
}

/** Every row of every table that the catalogue knows, but the queues' own, and where the sequences stand. */
async function rowsOf(folder: string): Promise<Map<string, string[]>> {
  const instance = await readInstance(folder);
  if (!instance) throw new Error(`no data in ${folder}`);
  const { url, release } = await reachEmbedded(folder, instance);
  const owner = connect(url, '-c timezone=UTC', 1);
  try {
    const tables = await owner.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relkind = 'r' and relpersistence = 'p'
         and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'jobs') order by 1`,
    );
    const found = new Map<string, string[]>();
    for (const { name } of tables.rows) {
      const { rows } = await owner.query<{ row: string }>(
        `select t::text as row from ${name} t order by t::text collate "C"`,
      );
      found.set(
        name,
        rows.map(({ row }) => row),
      );
    }
    const sequences = await owner.query<{ row: string }>(
      `select sequencename || ' ' || coalesce(last_value::text, '') as row from pg_sequences where schemaname <> 'jobs' order by 1`,
    );
    found.set(
      'sequences',
      sequences.rows.map(({ row }) => row),
    );
    return found;
  } finally {
    await owner.end();
    await release();
  }
}

/** Tables that a program's work is in: a comparison of empty ones would say nothing. */
const WORKED_IN = [
  ...[
    'app.claims',
    'app.claim_evidence',
    'app.blobs',
    'app.rights',
    'app.mandates',
    'app.audit',
    'app.packets',
  ],
  ...[
    'app.packet_links',
    'app.answer_imports',
    'app.answer_lines',
    'app.marketplace_answers',
    'app.time_stamps',
  ],
  ...['disclosed.packets', 'disclosed.links', 'disclosed.files', 'auth."user"', 'meta.signing_keys'],
];

/** What a restored folder has of its own: the database, where it lies, and its name. */
const OWN = /^(postgres([/.]|$)|instance\.json$|drawing|packing|blobs\/incoming)/;

/** Every file of a folder with its hash. */
async function filesUnder(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (!entry.isFile() || OWN.test(name)) continue;
    found[name] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return found;
}

describe('a backup', () => {
  it('has every row of every table and every file, and is restored onto an empty machine', async () => {
    const taken = await run(dataFolder, ['backup', at('quiet'), '--earlier', at('busy')]);
    expect(taken).toMatchObject({ code: 0, output: expect.stringContaining('not encrypted: ') });
    const checked = await run(dataFolder, ['check-backup', at('quiet')]);
    expect(checked).toMatchObject({ code: 0, output: expect.stringContaining('is whole') });
    const restored = await run(at('empty'), ['restore', at('quiet')]);
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('Everything was compared') });

    const [was, is] = [await rowsOf(dataFolder), await rowsOf(at('empty'))];
    expect([...is.keys()]).toEqual([...was.keys()]);
    for (const [table, rows] of was) expect(is.get(table), table).toEqual(rows);
    for (const table of WORKED_IN) {
      expect(was.get(table)?.length, table).toBeGreaterThan(0);
    }
    const files = await filesUnder(dataFolder);
    expect(Object.keys(files).filter((name) => name.startsWith('blobs/')).length).toBeGreaterThan(100);
    expect(await filesUnder(at('empty'))).toEqual(files);
    const secrets = async (folder: string) => (await readInstance(folder))?.authSecret;
    expect(await secrets(at('empty'))).toBe(await secrets(dataFolder));
    expect((await stat(join(at('empty'), 'signing-key.pem'))).mode & 0o777).toBe(0o600);

    expect(await faultsOf(at('empty'))).toEqual([]);
    const server = await startServer({ dataFolder: at('empty'), port: 0, logLevel: 'silent' });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await server.close();
  });

  it('takes from an earlier one what that has already, as a second name of the same file', async () => {
    const blobs = Object.keys(await filesUnder(join(at('busy'), 'files', 'blobs')));
    const inode = async (backup: string, name: string) =>
      (await stat(join(at(backup), 'files/blobs', name))).ino;
    for (const name of blobs.slice(0, 20)) expect(await inode('quiet', name)).toBe(await inode('busy', name));
  });

  it('taken while claims come in is of one moment: its chains hold, and every receipt of before is in it', async () => {
    const restored = await run(at('moment'), ['restore', at('busy')]);
    expect(restored.code).toBe(0);
    expect(await faultsOf(at('moment'))).toEqual([]);
    const claims = (await rowsOf(at('moment'))).get('app.claims')?.join('\n') ?? '';
    for (const { claimId } of before) expect(claims).toContain(claimId);
  });
});

describe('a backup that is killed', () => {
  it('is known as half, restores nothing, and goes on where it was', async () => {
    const first = startCommand(dataFolder, ['backup', at('killed')]);
    await expect.poll(first.output, SOON).toContain('Files: ');
    first.child.kill('SIGKILL');
    expect(await first.ended).toBe(null);
    for (const command of ['check-backup', 'restore']) {
      const refused = await run(at('nothing'), [command, at('killed')]);
      expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('holds half a backup') });
    }
    expect(await readdir(at('nothing')).catch(() => [])).toEqual([]);
    expect(await run(dataFolder, ['backup', at('killed')])).toMatchObject({ code: 0 });
    expect(await run(dataFolder, ['check-backup', at('killed')])).toMatchObject({ code: 0 });
  });
});

describe('a restoring that is killed', () => {
  it.each(['Files: ', 'Rows: '])(
    'after “%s” lets no server start, and goes on when asked again',
    async (step) => {
      const target = at(`half ${step.trim().slice(0, 4)}`);
      const first = startCommand(target, ['restore', at('quiet')]);
      await expect.poll(first.output, SOON).toContain(step);
      first.child.kill('SIGKILL');
      expect(await first.ended).toBe(null);
      const start = await startProgram(target);
      expect(await gone(start.child)).toBe(1);
      expect(start.output()).toContain('holds half of what was restored');
      const other = await run(target, ['restore', at('busy')]);
      expect(other).toMatchObject({ code: 1, output: expect.stringContaining('another backup') });
      expect(await run(target, ['restore', at('quiet')])).toMatchObject({ code: 0 });
      expect(await rowsOf(target)).toEqual(await rowsOf(dataFolder));
      expect(await filesUnder(target)).toEqual(await filesUnder(dataFolder));
    },
  );
});

describe('a backup that was changed', () => {
  it('names each flipped byte and missing file, and is not restored', async () => {
    const spoilt = at('spoilt');
    await cp(at('quiet'), spoilt, { recursive: true });
    const [flipped = '', lost = ''] = Object.keys(await filesUnder(join(spoilt, 'files', 'blobs'))).slice(3);
    const bytes = await readFile(join(spoilt, 'files/blobs', flipped));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(join(spoilt, 'files/blobs', flipped), bytes);
    await rm(join(spoilt, 'files/blobs', lost));
    await writeFile(join(spoilt, 'database/app.claims.copy.gz'), 'nothing');
    const checked = await run(dataFolder, ['check-backup', spoilt]);
    expect(checked.code).toBe(1);
    expect(checked.output).toContain(`damaged: files/blobs/${flipped}`);
    expect(checked.output).toContain(`missing: files/blobs/${lost}`);
    expect(checked.output).toContain('damaged: database/app.claims.copy.gz');
    const refused = await run(at('nothing'), ['restore', spoilt, '--language', 'zh-CN']);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('3 个文件损坏或缺失') });
    expect(refused.output).toContain(lost);
    expect(await readdir(at('nothing')).catch(() => [])).toEqual([]);
  });
});

describe('what is refused in words', () => {
  it('a used data folder or database, a backup of a newer version, and folders within each other', async () => {
    const refuse = async (folder: string, words: string[], says: string, databaseUrl?: string) => {
      const { code, output } = await run(folder, words, databaseUrl);
      expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(says) });
      expect(output).toContain('Nothing was changed');
    };
    await refuse(dataFolder, ['restore', at('quiet')], 'is not empty: it holds ');
    const used = await freshDatabase();
    await refuse(at('nothing'), ['restore', at('quiet')], 'database of DATABASE_URL is not empty', used);
    await refuse(dataFolder, ['backup', at('quiet')], 'is not empty');
    await refuse(dataFolder, ['backup', join(dataFolder, 'backup')], 'lie in each other');
    await refuse(at('nothing'), ['backup', at('none')], 'no data of a server');
    await refuse(at('nothing'), ['restore', place], 'holds no backup');

    const newer = at('newer');
    await cp(at('quiet'), newer, { recursive: true });
    const path = join(newer, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    manifest.migrations.push({ number: 9_999, name: '9999_later.sql', sha256: '' });
    await writeFile(path, JSON.stringify(manifest));
    await refuse(at('nothing'), ['restore', newer], 'is newer than this one');
    await writeFile(path, JSON.stringify({ ...manifest, format: 2 }));
    await refuse(at('nothing'), ['check-backup', newer], 'is newer than this one');
    expect(await readdir(at('nothing')).catch(() => [])).toEqual([]);
  });

  it('an empty database of one’s own takes a backup, too', async () => {
    const url = new URL(await freshDatabase('template0'));
    const restored = await run(at('own'), ['restore', at('quiet')], url.href);
    expect(restored.code).toBe(0);
    const owner = connect(url.href, '', 1);
    const { rows } = await owner.query<{ count: number }>('select count(*)::int as count from app.claims');
    await owner.end();
    expect(rows[0]?.count).toBe((await rowsOf(dataFolder)).get('app.claims')?.length);
  });
});
