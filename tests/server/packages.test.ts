import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROBLEM_BASE, problem, serverKeys } from '@marketsafe/contract';
import { type PackageVerdict, verifyPackage } from '@marketsafe/evidence';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpensslAuthority, startOpensslAuthority } from '../../scripts/support/openssl-authority.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { makeCapture } from './captures.ts';
import {
  addInvestigator,
  addPerson,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  putCaptures,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

/** A token takes OpenSSL, a queue that looks twice a second, and a machine that may be busy. */
const SOON = { timeout: 25_000, interval: 100 };

let authority: OpensslAuthority;
let test: TestServer;
let person: Person & { rightId: string };
beforeAll(async () => {
  authority = await startOpensslAuthority();
  test = await startTestServer({
    timeStampAuthorities: [{ url: authority.url, caFile: authority.rootFile }],
    timeStampPace: { retryDelay: 1, retryDelayMax: 1, patience: 5_000 },
  });
  person = await addInvestigator(test);
});
afterEach(() => authority.behave('answer'));
afterAll(async () => {
  await test?.close();
  await authority?.close();
});

/** Hands in a claim on new captures of one listing. */
async function submit(captures = 1, masked = true) {
  const itemId = freshItemId();
  const made = Array.from({ length: captures }, () =>
    makeCapture(itemId, masked ? { masked: (copy) => copy } : {}),
  );
  await putCaptures(test, person, made);
  const claim = makeClaim(person.rightId, itemId, made);
  expect((await postClaim(test, person, claim)).status).toBe(201);
  return { claim, captures: made };
}

function order(claimIds: string[], kind = 'evidence', by: Person | undefined = person) {
  return send(test, '/v1/packages', {
    method: 'POST',
    person: by,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind, claimIds }),
  });
}

async function verify(bytes: Buffer): Promise<PackageVerdict> {
  const { keys } = serverKeys.parse((await send(test, '/v1/keys')).json);
  return verifyPackage(new Blob([new Uint8Array(bytes)]), {
    serverKeys: keys.map(({ publicKey }) => publicKey),
    rootsPem: authority.rootPem,
    unbroken: false,
  });
}

const wrong = ({ checks }: PackageVerdict) =>
  checks.filter(({ state }) => state === 'failed' || state === 'untrusted');
const stateOf = ({ checks }: PackageVerdict, id: string) => [
  ...new Set(checks.filter((check) => check.id === id).map(({ state }) => state)),
];
const kindOf = (json: unknown) => problem.parse(json).type.replace(PROBLEM_BASE, '');

describe('a package of claims', () => {
  it('is accepted by the verifier with the program’s published keys and the authority’s root', async () => {
    const { claim, captures } = await submit(2);
    await expect
      .poll(async () => stateOf(await verify((await order([claim.claimId])).bytes), 'time-stamp'), SOON)
      .toEqual(['passed']);
    const answer = await order([claim.claimId]);
    expect(answer.status).toBe(200);
    expect(answer.type).toBe('application/zip');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="marketsafe-evidence-\d{8}-[0-9a-f]{12}\.zip"$/,
    );
    const files = captures.flatMap(({ item }) => item.files).reduce((sum, file) => sum + file.bytes, 0);
    expect(Number(answer.headers.get('package-bytes'))).toBeGreaterThan(files);
    const verdict = await verify(answer.bytes);
    expect(wrong(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ ok: true, kind: 'evidence' });
    for (const id of ['package-signature', 'package-time-stamp', 'receipt', 'enrolment', 'claim'])
      expect([id, stateOf(verdict, id)]).toEqual([id, ['passed']]);
    expect(verdict.windows).toHaveLength(2);
  });

  it('may hold many claims, each once however often it is asked for', async () => {
    const [one, two] = [await submit(1), await submit(2)];
    const { bytes } = await order([one.claim.claimId, two.claim.claimId, one.claim.claimId]);
    const verdict = await verify(bytes);
    expect(wrong(verdict)).toEqual([]);
    expect(verdict.checks.filter(({ id }) => id === 'claim').map(({ subject }) => subject)).toEqual([
      'data/claim-01.json',
      'data/claim-02.json',
    ]);
    expect(verdict.windows).toHaveLength(3);
  });

  it('says with which authority’s word it goes out: with none where none answers', async () => {
    const { claim } = await submit();
    authority.behave('down');
    const verdict = await verify((await order([claim.claimId])).bytes);
    expect(verdict.ok).toBe(true);
    expect(stateOf(verdict, 'package-time-stamp')).toEqual(['absent']);
  });

  it('for disclosure holds the masked pictures and not one byte of the originals', async () => {
    const { claim, captures } = await submit();
    const { bytes, status } = await order([claim.claimId], 'disclosure');
    expect(status).toBe(200);
    const verdict = await verify(bytes);
    expect(wrong(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ ok: true, kind: 'disclosure', windows: [] });
    const [manifest, picture, page, painted] = (captures[0]?.blobs ?? []).map((blob) => blob.bytes);
    for (const original of [manifest, picture, page]) expect(bytes.includes(original ?? '')).toBe(false);
    expect(bytes.includes(painted ?? '')).toBe(true);
    for (const secret of [person.userId, person.organisationId, claim.claimId])
      expect(bytes.includes(secret)).toBe(false);
  });

  it('is in the audit for each claim, with its kind and its name', async () => {
    const [one, two] = [await submit(), await submit()];
    const { headers } = await order([one.claim.claimId, two.claim.claimId]);
    const name = /filename="(.+)"/.exec(headers.get('content-disposition') ?? '')?.[1];
    const { rows } = await test.owner.query(
      "select entry from app.audit where entry ->> 'action' = 'package.exported' and entry -> 'detail' ->> 'package' = $1",
      [name],
    );
    expect(rows.map(({ entry }) => entry)).toEqual(
      [one, two].map(({ claim }) =>
        expect.objectContaining({
          entity: claim.claimId,
          actorUserId: person.userId,
          detail: { kind: 'evidence', package: name, claims: 2 },
        }),
      ),
    );
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });
});

describe('no package', () => {
  it('without a session, of another organisation’s claims, or of claims that are none', async () => {
    const { claim } = await submit();
    expect((await order([claim.claimId], 'evidence', undefined)).status).toBe(200);
    const nobody = await send(test, '/v1/packages', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'evidence', claimIds: [claim.claimId] }),
    });
    expect(nobody.status).toBe(401);
    const stranger = await addInvestigator(test);
    expect((await order([claim.claimId], 'evidence', stranger)).status).toBe(404);
    expect((await order([claim.claimId], 'disclosure', stranger)).status).toBe(404);
    expect((await order([claim.claimId, crypto.randomUUID()])).status).toBe(404);
    expect((await order([])).status).toBe(422);
    expect((await order([claim.claimId], 'everything')).status).toBe(422);
  });

  it('of originals for who only speaks with the marketplace; masked copies are theirs to take', async () => {
    const { claim } = await submit();
    const liaison = await addPerson(test, person.organisationId, ['liaison']);
    const refused = await order([claim.claimId], 'evidence', liaison);
    expect([refused.status, kindOf(refused.json)]).toEqual([403, 'forbidden']);
    expect((await order([claim.claimId], 'disclosure', liaison)).status).toBe(200);
    const analyst = await addPerson(test, person.organisationId, ['analyst']);
    expect((await order([claim.claimId], 'evidence', analyst)).status).toBe(200);
  });

  it('for disclosure where nothing is masked', async () => {
    const { claim } = await submit(1, false);
    const answer = await order([claim.claimId], 'disclosure');
    expect([answer.status, kindOf(answer.json)]).toEqual([422, 'not-ready']);
    expect(problem.parse(answer.json).code).toBe('capture-unmasked');
  });

  it('that ends well where a stored file is not what was recorded', async () => {
    const { claim, captures } = await submit();
    const file = captures[0]?.item.files[0];
    const folder = join(test.dataFolder, 'blobs', person.organisationId, file?.sha256.slice(0, 2) ?? '');
    expect(await readdir(folder)).toContain(file?.sha256);
    for (const damaged of [Buffer.alloc(file?.bytes ?? 0), Buffer.from('short')]) {
      await writeFile(join(folder, file?.sha256 ?? ''), damaged);
      const answer = await order([claim.claimId]);
      expect([answer.status, kindOf(answer.json)]).toEqual([409, 'blobs-missing']);
    }
  });

  it('holds up the server where its receiver goes away', async () => {
    const { claim } = await submit();
    const stop = new AbortController();
    const answer = await fetch(new URL('/v1/packages', test.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'evidence', claimIds: [claim.claimId] }),
      signal: stop.signal,
    });
    expect(answer.status).toBe(200);
    stop.abort();
    await expect(answer.arrayBuffer()).rejects.toThrow();
    expect((await send(test, '/health')).status).toBe(200);
    expect((await order([claim.claimId])).status).toBe(200);
  });
});
