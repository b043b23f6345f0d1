import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditRootList } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openssl } from '../../scripts/support/command.ts';
import {
  AUTHORITY_NAME,
  type OpensslAuthority,
  startOpensslAuthority,
} from '../../scripts/support/openssl-authority.ts';
import { verifyFolder } from '../../server/src/verification/verify-command.ts';
import { SOON } from '../support/soon.ts';
import {
  addInvestigator,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let authority: OpensslAuthority;
let test: TestServer;
let scratch: string;
beforeAll(async () => {
  authority = await startOpensslAuthority();
  scratch = await mkdtemp(join(tmpdir(), 'marketsafe-roots-'));
  const first = await startTestServer();
  const { dataFolder, databaseUrl } = first;
  const person = await addInvestigator(first);
  await postClaim(first, person, await preparedClaim(first, person));
  await first.owner.end();
  // Each makes a root when it ends.
  await first.server.close();
  const second = await startTestServer({ dataFolder, databaseUrl });
  await postClaim(second, person, await preparedClaim(second, person));
  await second.owner.end();
  await second.server.close();
  test = await startTestServer({
    ...{ dataFolder, databaseUrl },
    timeStampAuthorities: [{ url: authority.url, caFile: authority.rootFile }],
    rootStampPace: { look: 200, apart: 60 * 60_000 },
  });
});
afterAll(async () => {
  await test.close();
  await authority.close();
  await rm(scratch, { recursive: true, force: true });
});

const published = async () => auditRootList.parse((await send(test, '/v1/audit-roots')).json);
const settings = () => ({ dataFolder: test.dataFolder, databaseUrl: test.databaseUrl });
const faultsWith = async (from?: string) =>
  (await verifyFolder(settings(), from)).faults.map(({ sequence, problem }) => `${sequence} ${problem}`);

describe('the newest root of the audit', () => {
  it('is time-stamped once an hour, and OpenSSL finds that the token is over its text', async () => {
    await expect.poll(async () => (await published()).stamps.length, SOON).toBe(1);
    const { roots, stamps } = await published();
    const [stamp] = stamps;
    const root = roots.find(({ text }) => JSON.parse(text).number === stamp?.number);
    if (!stamp || !root) throw new Error('no root was time-stamped');
    expect(stamp.authority).toBe(AUTHORITY_NAME);
    await writeFile(join(scratch, 'root.json'), root.text);
    await writeFile(join(scratch, 'token.der'), Buffer.from(stamp.token, 'base64'));
    await writeFile(join(scratch, 'chain.pem'), stamp.chain);
    const said = await openssl(
      [
        ...['ts', '-verify', '-data', 'root.json', '-in', 'token.der', '-token_in'],
        ...['-CAfile', authority.rootFile, '-untrusted', 'chain.pem'],
      ],
      scratch,
    );
    expect(said).toContain('Verification: OK');
  });

  it('stands on a plain page in both languages that names nobody', async () => {
    const { roots } = await published();
    const hash = createHash('sha256')
      .update(roots.at(-1)?.text ?? '')
      .digest('hex');
    for (const [language, lang, words] of [
      ['en', 'en', 'Signed roots of the audit'],
      ['zh-CN,zh;q=0.9', 'zh-CN', '审计记录的签名根'],
    ] as const) {
      const page = await send(test, '/audit-roots', { headers: { 'accept-language': language } });
      const text = page.bytes.toString();
      expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8']);
      for (const part of [`<html lang="${lang}">`, words, hash, AUTHORITY_NAME]) expect(text).toContain(part);
      expect(text).not.toMatch(/<script|[0-9a-f]{8}-[0-9a-f]{4}-/);
    }
    const chosen = await send(test, '/audit-roots?language=zh-CN', { headers: { 'accept-language': 'en' } });
    expect(chosen.bytes.toString()).toContain('<html lang="zh-CN">');
    expect((await send(test, '/audit-roots?language=xx')).status).toBe(200);
  });
});

describe('--verify-audit --roots', () => {
  it('holds the database against a program’s address and against a file', async () => {
    expect(await faultsWith()).toEqual([]);
    expect(await faultsWith(test.url)).toEqual([]);
    const file = join(scratch, 'kept.json');
    await writeFile(file, JSON.stringify(await published()));
    expect(await faultsWith(file)).toEqual([]);
    await expect(faultsWith(join(scratch, 'root.json'))).rejects.toThrow('Nothing was checked');
    await expect(faultsWith('http://127.0.0.1:9')).rejects.toThrow('Nothing was checked');
  });

  it('finds a token that is over something else, and a root that was written anew', async () => {
    const kept = await published();
    const file = join(scratch, 'odd.json');
    const [stamp] = kept.stamps;
    const [, second] = kept.roots;
    if (!stamp || !second) throw new Error('too few roots');
    const other = stamp.number === 1 ? 2 : 1;
    await writeFile(file, JSON.stringify({ ...kept, stamps: [{ ...stamp, number: other }] }));
    expect(await faultsWith(file)).toEqual([`${other} the time-stamp of the root does not hold over it`]);
    await writeFile(file, JSON.stringify({ ...kept, stamps: [{ ...stamp, number: 999 }] }));
    expect(await faultsWith(file)).toEqual(['999 the root that was time-stamped is gone']);
    const replaced = kept.roots.map((root) => ({
      ...root,
      text: root.text.replace('"schema":1', '"schema":1 '),
    }));
    await writeFile(file, JSON.stringify({ ...kept, roots: replaced }));
    expect((await faultsWith(file)).length).toBe(kept.roots.length);
  });
});

describe('tokens over roots', () => {
  it('are changed by nobody, the database’s owner included', async () => {
    for (const sql of [
      'update meta.root_stamps set number = 1',
      'delete from meta.root_stamps',
      'truncate meta.root_stamps',
    ])
      await expect(test.owner.query(sql)).rejects.toThrow('refused');
  });
});
