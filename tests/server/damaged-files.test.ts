import { randomBytes } from 'node:crypto';
import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { PROBLEM_BASE, problem } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { SOON } from '../support/soon.ts';
import { makeCapture } from './captures.ts';
import { handIn, picture } from './report-claims.ts';
import { SHELVES, type Shelf } from './shelves.ts';
import {
  addInvestigator,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  putBlob,
  putCaptures,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let shelf: Shelf;
let person: Person & { rightId: string };

/** The bytes under a hash, past the store. */
const stored = (hash: string) => shelf.read(test.dataFolder, person.organisationId, hash);
const overwrite = (hash: string, bytes: Buffer) =>
  shelf.write(test.dataFolder, person.organisationId, hash, bytes);
const refusal = (json: unknown) => {
  const { code, type, missing } = problem.parse(json);
  return { code, kind: type.replace(PROBLEM_BASE, ''), missing };
};
const head = async (hash: string) =>
  (await send(test, `/v1/blobs/${hash}`, { method: 'HEAD', person })).status;
const get = (hash: string, query = '') => send(test, `/v1/blobs/${hash}${query}`, { person });

/** What the audit says was done with a thing, in its order; who only read it is left out. */
async function auditOf(entity: string) {
  const { rows } = await test.owner.query<{ entry: { action: string; detail: Record<string, unknown> } }>(
    "select entry from app.audit where entry ->> 'entity' = $1 and entry ->> 'action' <> 'blob.read' order by sequence",
    [entity],
  );
  return rows.map(({ entry }) => ({ action: entry.action, ...entry.detail }));
}

/** Changes one byte of a stored file; one in a folder has the size and time of change of before. */
async function flip(hash: string) {
  const path = join(test.dataFolder, 'blobs', person.organisationId, hash.slice(0, 2), hash);
  const was = await stat(path).catch(() => null);
  const bytes = await stored(hash);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  await overwrite(hash, bytes);
  if (was) await utimes(path, was.atime, was.mtime);
}

const DAMAGES = [
  ['flipped', 'damaged', flip],
  ['truncated', 'damaged', async (hash: string) => overwrite(hash, (await stored(hash)).subarray(0, 10))],
  [
    'grown',
    'damaged',
    async (hash: string) => overwrite(hash, Buffer.concat([await stored(hash), Buffer.from('!')])),
  ],
  ['lost', 'missing', (hash: string) => shelf.remove(test.dataFolder, person.organisationId, hash)],
] as const;

describe.each(SHELVES)('with files in %s,', (_, open) => {
  beforeAll(async () => {
    shelf = await open();
    test = await startTestServer(shelf.options);
    person = await addInvestigator(test);
  });
  afterAll(async () => {
    await test.close();
    await shelf.close();
  });

  describe('a stored file that is not what was handed in', () => {
    it.each(DAMAGES)(
      '(%s) is not held and not given out, until it is handed in again',
      async (_, found, damage) => {
        const bytes = randomBytes(3_000);
        const hash = sha256(bytes);
        await putBlob(test, person, bytes, 'image/png');
        await damage(hash);
        const answer = await get(hash);
        expect([answer.status, refusal(answer.json)]).toEqual([
          409,
          { code: `stored-files-${found}`, kind: 'blobs-missing', missing: [hash] },
        ]);
        expect(await head(hash)).toBe(404);
        const again = await putBlob(test, person, bytes, 'image/png');
        expect([again.status, again.json]).toEqual([201, { sha256: hash, bytes: 3_000 }]);
        expect(await stored(hash)).toEqual(bytes);
        expect((await get(hash)).bytes).toEqual(bytes);
        expect(await head(hash)).toBe(200);
        expect((await auditOf(hash)).map(({ action }) => action)).toEqual([
          'blob.stored',
          'blob.damaged',
          'blob.restored',
        ]);
        expect((await verifyAudit(test.owner)).faults).toEqual([]);
      },
    );

    it.each(DAMAGES)('(%s) is asked for again by a claim that rests on it', async (_, _found, damage) => {
      const itemId = freshItemId();
      const capture = makeCapture(itemId);
      await putCaptures(test, person, [capture]);
      const file = capture.item.files[1]?.sha256 ?? '';
      await damage(file);
      const claim = makeClaim(person.rightId, itemId, [capture]);
      const refused = await postClaim(test, person, claim);
      expect([refused.status, refusal(refused.json)]).toEqual([
        409,
        { code: 'claim-files-missing', kind: 'blobs-missing', missing: [file] },
      ]);
      await putCaptures(test, person, [capture]);
      expect((await postClaim(test, person, claim)).status).toBe(201);
    });

    it('is larger than one reading: not a byte of it goes out, and a resumable upload mends it', async () => {
      const bytes = randomBytes(2_500_000);
      const hash = sha256(bytes);
      const upload = () =>
        send(test, '/v1/uploads', {
          method: 'POST',
          person,
          headers: {
            'tus-resumable': '1.0.0',
            'upload-length': String(bytes.length),
            'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')},type ${Buffer.from('image/png').toString('base64')}`,
            'content-type': 'application/offset+octet-stream',
          },
          body: bytes,
        });
      expect((await upload()).status).toBe(201);
      expect((await get(hash)).bytes).toEqual(bytes);
      await flip(hash);
      expect((await get(hash)).status).toBe(409);
      expect((await upload()).status).toBe(201);
      expect((await get(hash)).bytes).toEqual(bytes);
      expect((await auditOf(hash)).at(-1)?.action).toBe('blob.restored');
    });
  });

  describe('what a file is', () => {
    it('says each claim for itself, whatever it was first handed in as', async () => {
      const bytes = Buffer.from(JSON.stringify(randomBytes(300).toString('hex')));
      const hash = sha256(bytes);
      await putBlob(test, person, bytes, 'text/html');
      const one = await handIn(test, person, [{ originals: [picture('a.png', bytes)] }]);
      const two = await handIn(test, person, [
        { originals: [picture('a.json', bytes, { type: 'application/json' })] },
      ]);
      expect((await get(hash, `?claim=${one.claim.claimId}`)).type).toBe('image/png');
      const second = await get(hash, `?claim=${two.claim.claimId}`);
      expect([second.type, second.headers.get('content-disposition')?.split(';')[0]]).toEqual([
        'application/json',
        'attachment',
      ]);
      const record = two.captures[0]?.item.manifestSha256 ?? '';
      expect((await get(record, `?claim=${two.claim.claimId}`)).type).toBe('application/json');
      expect((await get(record, `?claim=${one.claim.claimId}`)).status).toBe(404);
      const stranger = await addInvestigator(test);
      const theirs = await send(test, `/v1/blobs/${hash}?claim=${one.claim.claimId}`, { person: stranger });
      expect(theirs.status).toBe(404);
    });
  });

  /** Orders a package and reads no more of it than its first piece. */
  async function openOrder(claimId: string) {
    const leaving = new AbortController();
    const { status, body } = await fetch(new URL('/v1/packages', test.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'evidence', claimIds: [claimId] }),
      signal: leaving.signal,
    });
    const reader = body?.getReader();
    const first = await reader?.read();
    expect([status, first?.done]).toEqual([200, false]);
    const readOn = async () => {
      for (let more = true; more; ) more = (await reader?.read())?.done === false;
    };
    return { readOn, leave: () => leaving.abort() };
  }

  /** More than lies in the buffers between two programs, so that who does not read holds up who writes. */
  const large = () =>
    handIn(test, person, [
      {
        originals: Array.from({ length: 16 }, (_, index) => picture(`${index}.png`, randomBytes(1_000_000))),
      },
    ]);

  describe('a package', () => {
    const order = (claimId: string, kind: string) =>
      send(test, '/v1/packages', {
        method: 'POST',
        person,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind, claimIds: [claimId] }),
      });

    it.each(DAMAGES)(
      'that a %s file is to be in is refused before its first byte, which the audit says',
      async (_, found, damage) => {
        const itemId = freshItemId();
        const capture = makeCapture(itemId, { masked: (copy) => copy });
        await putCaptures(test, person, [capture]);
        const claim = makeClaim(person.rightId, itemId, [capture]);
        await postClaim(test, person, claim);
        const [original, record] = [capture.item.files[0]?.sha256 ?? '', capture.item.manifestSha256];
        await damage(original);
        const answer = await order(claim.claimId, 'evidence');
        const code = `stored-files-${found}`;
        expect([answer.status, refusal(answer.json)]).toEqual([
          409,
          { code, kind: 'blobs-missing', missing: [original] },
        ]);
        // What a disclosure holds is whole.
        expect((await order(claim.claimId, 'disclosure')).status).toBe(200);
        await damage(record);
        expect(refusal((await order(claim.claimId, 'disclosure')).json)).toMatchObject({
          code,
          missing: [record],
        });
        expect((await auditOf(claim.claimId)).slice(1)).toEqual([
          { action: 'package.refused', kind: 'evidence', refusal: code, files: 1, file: original },
          expect.objectContaining({ action: 'package.exported', kind: 'disclosure' }),
          { action: 'package.refused', kind: 'disclosure', refusal: code, files: 1, file: record },
        ]);
      },
    );

    it('that a file changes under breaks off in a way that every client sees, which the audit says', async () => {
      const { claim, captures } = await large();
      const { readOn } = await openOrder(claim.claimId);
      for (const { sha256: hash } of captures[0]?.item.files.slice(-3) ?? []) {
        await overwrite(hash, randomBytes(1_000_000));
      }
      await expect(readOn()).rejects.toThrow('terminated');
      await vi.waitFor(
        async () =>
          expect((await auditOf(claim.claimId)).slice(1)).toEqual([
            expect.objectContaining({ action: 'package.exported' }),
            expect.objectContaining({ action: 'package.broken-off', cause: 'file-changed' }),
          ]),
        SOON,
      );
    });

    it('whose receiver goes away is in the audit as not gone out whole', async () => {
      const { claim } = await large();
      const { leave } = await openOrder(claim.claimId);
      leave();
      await vi.waitFor(
        async () =>
          expect((await auditOf(claim.claimId)).at(-1)).toMatchObject({
            action: 'package.broken-off',
            cause: 'receiver-gone',
          }),
        SOON,
      );
      expect((await send(test, '/health')).status).toBe(200);
    });
  });

  describe('what a browser keeps', () => {
    it('is nothing of a session: neither files, lists and claims nor refusals', async () => {
      const { claim, captures } = await handIn(test, person, [{}]);
      const file = captures[0]?.item.files[0]?.sha256 ?? '';
      for (const path of [
        '/v1/me',
        '/v1/claims',
        `/v1/claims/${claim.claimId}`,
        `/v1/blobs/${file}`,
        `/v1/blobs/${'0'.repeat(64)}`,
        `/v1/claims/${claim.claimId}/reports/certificate`,
        '/v1/rights',
        '/v1/changes',
      ]) {
        const { headers } = await send(test, path, { person });
        expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
        expect([path, headers.get('vary')]).toEqual([path, expect.stringMatching(/Authorization.*Cookie/)]);
      }
    });

    it('is forgotten at a sign-out and at a sign-in', async () => {
      for (const [path, body] of [
        ['/api/auth/sign-out', '{}'],
        [
          '/api/auth/sign-in/email',
          JSON.stringify({ email: 'nobody@test.example', password: 'none at all' }),
        ],
      ]) {
        const { headers } = await send(test, path ?? '', {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: test.url },
          body: body ?? '',
        });
        expect([path, headers.get('clear-site-data')]).toEqual([path, '"cache"']);
      }
    });
  });
});
