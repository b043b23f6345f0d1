import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CaptureFinding,
  captureReceipt,
  captureSeal,
  claimDetail,
  claimReceipt,
  type EvidenceFile,
  type MaskedCopy,
  PROBLEM_BASE,
  problem,
  serverKeys,
} from '@marketsafe/contract';
import { pemOfPublicKey } from '@marketsafe/evidence';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openssl } from '../../scripts/support/command.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { type Capture, type Device, makeCapture, makeDevice, saidBy, signAs } from './captures.ts';
import {
  addInvestigator,
  fetchChallenge,
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
let investigator: Person & { rightId: string };
let stranger: Person & { rightId: string };
beforeAll(async () => {
  test = await startTestServer();
  investigator = await addInvestigator(test);
  stranger = await addInvestigator(test);
});
afterAll(() => test.close());

const kindOf = (json: unknown) => problem.parse(json).type.replace(PROBLEM_BASE, '');

/** Hands in a claim on captures of one listing; gives its answer. */
async function submit(captures: Capture[], itemId: string, person = investigator) {
  await putCaptures(test, person, captures);
  const claim = makeClaim(person.rightId, itemId, captures);
  const answer = await postClaim(test, person, claim);
  return { claim, answer };
}

function fetchSeal(captureId: string, person: Person) {
  return send(test, `/v1/captures/${captureId}/seal`, { person });
}

async function sealOf(captureId: string) {
  return captureSeal.parse((await fetchSeal(captureId, investigator)).json);
}

async function findingsOf(claimId: string) {
  const shown = await send(test, `/v1/claims/${claimId}`, { person: investigator });
  return claimDetail.parse(shown.json).evidence.map(({ findings }) => findings);
}

describe('the receipt of a capture', () => {
  it('names the claim’s audit entry, is canonical JSON, and holds for OpenSSL with the published key', async () => {
    const itemId = freshItemId();
    const captures = [makeCapture(itemId), makeCapture(itemId)];
    const { claim, answer } = await submit(captures, itemId);
    const { number, receivedAt } = claimReceipt.parse(answer.json);
    const audit = await test.owner.query(
      "select sequence, encode(hash, 'hex') as hash from app.audit where entry ->> 'entity' = $1 and entry ->> 'action' = 'claim.submitted'",
      [claim.claimId],
    );
    const keys = serverKeys.parse((await send(test, '/v1/keys')).json).keys;
    for (const { item, device } of captures) {
      const seal = await sealOf(item.captureId);
      expect(seal).toMatchObject({
        captureId: item.captureId,
        manifestSha256: item.manifestSha256,
        device: { publicKey: device.publicKey },
        timeStamp: { state: 'not-configured' },
      });
      const says = captureReceipt.parse(saidBy(seal.receipt));
      expect(seal.receipt.text).toBe(canonicalize(says));
      expect(says).toEqual({
        schema: 1,
        kind: 'capture-receipt',
        captureId: item.captureId,
        manifestSha256: item.manifestSha256,
        deviceId: device.deviceId,
        organisationId: investigator.organisationId,
        claimNumber: number,
        receivedAt,
        audit: audit.rows[0],
      });
      const key = keys.find(({ keyId }) => keyId === seal.receipt.keyId);
      await writeFile(join(test.dataFolder, 'receipt.json'), seal.receipt.text);
      await writeFile(join(test.dataFolder, 'receipt.der'), Buffer.from(seal.receipt.signature, 'base64'));
      await writeFile(join(test.dataFolder, 'server.pem'), pemOfPublicKey(key?.publicKey ?? ''));
      const verify = ['dgst', '-sha256', '-verify', 'server.pem', '-signature', 'receipt.der'];
      expect(await openssl([...verify, 'receipt.json'], test.dataFolder)).toContain('Verified OK');
      await writeFile(
        join(test.dataFolder, 'receipt.json'),
        seal.receipt.text.replace(number, 'MS-0000-0000'),
      );
      await expect(openssl([...verify, 'receipt.json'], test.dataFolder)).rejects.toThrow();
    }
  });

  it('is not for another organisation, nor is there one for a capture nobody handed in', async () => {
    const itemId = freshItemId();
    const capture = makeCapture(itemId);
    await submit([capture], itemId);
    const foreign = await fetchSeal(capture.item.captureId, stranger);
    const unknown = await fetchSeal(randomUUID(), stranger);
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    const { instance: _one, ...theirs } = problem.parse(foreign.json);
    const { instance: _two, ...nobodys } = problem.parse(unknown.json);
    expect(theirs).toEqual(nobodys);
    expect((await send(test, `/v1/captures/${capture.item.captureId}/seal`)).status).toBe(401);
  });

  it('stays the first one when the capture comes again with another claim', async () => {
    const itemId = freshItemId();
    const capture = makeCapture(itemId);
    await submit([capture], itemId);
    const first = await sealOf(capture.item.captureId);
    const { answer } = await submit([capture], itemId);
    expect(answer.status).toBe(201);
    expect(await sealOf(capture.item.captureId)).toEqual(first);
  });

  it('of one device’s captures is each organisation’s own', async () => {
    const device = makeDevice();
    const itemId = freshItemId();
    const [ours, theirs] = [makeCapture(itemId, { device }), makeCapture(itemId, { device })];
    await submit([ours], itemId);
    await submit([theirs], itemId, stranger);
    expect((await fetchSeal(theirs.item.captureId, stranger)).status).toBe(200);
    expect((await fetchSeal(theirs.item.captureId, investigator)).status).toBe(404);
  });
});

describe('a capture is refused', () => {
  const foreignOperator = { userId: randomUUID(), organisationId: randomUUID() };
  it.each<[string, (itemId: string) => Capture, string]>([
    [
      'whose signature is another device’s',
      (itemId) => {
        const capture = makeCapture(itemId);
        return { ...capture, item: { ...capture.item, signature: signAs(makeDevice(), capture.manifest) } };
      },
      '/evidence/0/signature',
    ],
    [
      'whose signature is over other bytes',
      (itemId) => {
        const capture = makeCapture(itemId);
        return { ...capture, item: { ...capture.item, signature: signAs(capture.device, 'x') } };
      },
      '/evidence/0/signature',
    ],
    [
      'whose signature has something after its end',
      (itemId) => {
        const capture = makeCapture(itemId);
        const longer = Buffer.concat([Buffer.from(capture.item.signature, 'base64'), Buffer.from([0])]);
        return { ...capture, item: { ...capture.item, signature: longer.toString('base64') } };
      },
      '/evidence/0/signature',
    ],
    [
      'whose signature is base64 in another spelling',
      (itemId) => {
        // Signatures have 70 to 72 bytes; two of these lengths are padded.
        let capture = makeCapture(itemId);
        while (!capture.item.signature.endsWith('=')) capture = makeCapture(itemId);
        const signature = capture.item.signature.replace(/=+$/, '');
        return { ...capture, item: { ...capture.item, signature } };
      },
      '/evidence/0/signature',
    ],
    [
      'whose manifest is not canonical JSON',
      (itemId) => makeCapture(itemId, { write: (manifest) => JSON.stringify(manifest, null, 1) }),
      '/evidence/0/manifestSha256',
    ],
    [
      'of the form before this one',
      (itemId) =>
        makeCapture(itemId, { write: (manifest) => canonicalize({ ...manifest, schema: 1 }) ?? '' }),
      '/evidence/0/manifestSha256',
    ],
    [
      'that was made for another organisation',
      (itemId) => makeCapture(itemId, { operator: foreignOperator }),
      '/evidence/0',
    ],
  ])('%s: 422, and nothing is kept', async (_, make, path) => {
    const itemId = freshItemId();
    const { claim, answer } = await submit([make(itemId)], itemId);
    expect([answer.status, kindOf(answer.json)]).toEqual([422, 'invalid-body']);
    expect(problem.parse(answer.json).errors?.map((error) => error.path)).toEqual([path]);
    const kept = await test.owner.query('select from app.captures where claim_id = $1', [claim.claimId]);
    expect(kept.rowCount).toBe(0);
  });

  it('that is here under another record, or named twice', async () => {
    const itemId = freshItemId();
    const device = makeDevice();
    const capture = makeCapture(itemId, { device });
    await submit([capture], itemId);
    const { captureId } = capture.item;
    const forged = makeCapture(itemId, {
      device,
      write: (manifest) => canonicalize({ ...manifest, captureId }) ?? '',
    });
    const other = await submit([{ ...forged, item: { ...forged.item, captureId } }], itemId);
    expect(problem.parse(other.answer.json).errors?.[0]?.code).toBe('other-record');
    const twice = await submit([capture, capture], itemId);
    expect(problem.parse(twice.answer.json).errors?.[0]?.code).toBe('named-twice');
  });
});

describe('what stands out about a capture', () => {
  async function claimOn(changes: Parameters<typeof makeCapture>[1]) {
    const itemId = freshItemId();
    const capture = makeCapture(itemId, changes);
    const { claim, answer } = await submit([capture], itemId);
    expect(answer.status).toBe(201);
    return { claimId: claim.claimId, capture };
  }
  const copyOf = (device: Device): Device => ({ ...device });
  const NO_CHALLENGE: CaptureFinding = 'challenge-absent';

  it('is nothing where the chain goes on and the challenge is the program’s', async () => {
    const device = makeDevice();
    const notBefore = await fetchChallenge(test, investigator);
    for (let index = 0; index < 3; index += 1) {
      const { claimId } = await claimOn({ device, notBefore });
      expect(await findingsOf(claimId)).toEqual([[]]);
    }
  });

  it('is a gap, until the capture that was missing is handed in', async () => {
    const device = makeDevice();
    await claimOn({ device });
    const itemId = freshItemId();
    const late = makeCapture(itemId, { device });
    const { claimId } = await claimOn({ device });
    expect(await findingsOf(claimId)).toEqual([['previous-missing', NO_CHALLENGE]]);
    await submit([late], itemId);
    expect(await findingsOf(claimId)).toEqual([[NO_CHALLENGE]]);
  });

  it('is a fork: both captures in one place are named, and the audit says so', async () => {
    const device = makeDevice();
    await claimOn({ device });
    const restored = copyOf(device);
    const one = await claimOn({ device });
    const other = await claimOn({ device: restored });
    expect(await findingsOf(one.claimId)).toEqual([['sequence-reused', NO_CHALLENGE]]);
    expect(await findingsOf(other.claimId)).toEqual([['sequence-reused', NO_CHALLENGE]]);
    // What follows either branch follows it.
    for (const branch of [device, restored]) {
      const next = await claimOn({ device: branch });
      expect((await findingsOf(next.claimId))[0]).not.toContain('previous-differs');
    }
    const flagged = await test.owner.query(
      "select entry from app.audit where entry ->> 'action' = 'capture.sequence-reused' and entry -> 'detail' ->> 'deviceId' = $1 order by sequence",
      [device.deviceId],
    );
    expect(flagged.rows[0]?.entry).toMatchObject({
      entity: other.capture.item.captureId,
      detail: { sequence: 2, other: one.capture.item.captureId },
    });
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('is a capture that does not follow the one before it', async () => {
    const device = makeDevice();
    await claimOn({ device });
    device.previous = '0'.repeat(64);
    const { claimId } = await claimOn({ device });
    expect(await findingsOf(claimId)).toEqual([['previous-differs', NO_CHALLENGE]]);
    const first = await claimOn({ device: { ...makeDevice(), previous: '0'.repeat(64) } });
    expect(await findingsOf(first.claimId)).toEqual([['previous-differs', NO_CHALLENGE]]);
  });

  it('is a time that lies after the one at which the program received it', async () => {
    const notBefore = await fetchChallenge(test, investigator);
    const says = async (at: string) => {
      const itemId = freshItemId();
      const write: NonNullable<Parameters<typeof makeCapture>[1]>['write'] = (record) =>
        canonicalize({ ...record, time: { ...record.time, start: at, end: at } }) ?? '';
      const capture = makeCapture(itemId, { device: makeDevice(), notBefore, write });
      const { claim, answer } = await submit(
        [{ ...capture, item: { ...capture.item, capturedAt: at } }],
        itemId,
      );
      expect(answer.status).toBe(201);
      return findingsOf(claim.claimId);
    };
    expect(await says('2099-01-01T00:00:00.000Z')).toEqual([['time-ahead']]);
    expect(await says(new Date(Date.now() + 600_000).toISOString())).toEqual([['time-ahead']]);
    // Two clocks that both go right differ by seconds.
    expect(await says(new Date(Date.now() + 5_000).toISOString())).toEqual([[]]);
  });

  it('is a challenge that the program did not issue, or not then', async () => {
    const challenge = await fetchChallenge(test, investigator);
    for (const notBefore of [
      { ...challenge, issuedAt: '2026-11-19T00:00:00.000Z' },
      { ...challenge, keyId: '0'.repeat(64) },
    ]) {
      const { claimId } = await claimOn({ device: makeDevice(), notBefore });
      expect(await findingsOf(claimId)).toEqual([['challenge-untrusted']]);
    }
  });
});

describe('masked copies', () => {
  it('are files of the claim: named when missing, and shown with it', async () => {
    const itemId = freshItemId();
    const capture = makeCapture(itemId, { masked: (copy) => copy });
    const { blobs } = capture;
    await putCaptures(test, investigator, [{ ...capture, blobs: blobs.slice(0, -1) }]);
    const claim = makeClaim(investigator.rightId, itemId, [capture]);
    const refused = await postClaim(test, investigator, claim);
    expect(problem.parse(refused.json).missing).toEqual([capture.item.masked[0]?.sha256]);
    expect((await submit([capture], itemId)).answer.status).toBe(201);
    await postClaim(test, investigator, claim);
    const shown = await send(test, `/v1/claims/${claim.claimId}`, { person: investigator });
    expect(claimDetail.parse(shown.json).evidence[0]).toMatchObject(capture.item);
  });

  it.each<[string, (copy: EvidenceFile) => EvidenceFile]>([
    ['are called evidence', (copy) => ({ ...copy, role: 'evidentiary' })],
    ['are not said to be painted', (copy) => ({ ...copy, method: 'stitched' })],
    ['do not say what they were made from', ({ derivedFrom: _, ...copy }) => copy],
    ['were made from something else', (copy) => ({ ...copy, derivedFrom: ['0'.repeat(64)] })],
    [
      'are also made from something else',
      (copy) => ({ ...copy, derivedFrom: [...(copy.derivedFrom ?? []), '0'.repeat(64)] }),
    ],
    ['have the name of an original', (copy) => ({ ...copy, path: 'viewport.png' })],
    ['have another size', (copy) => ({ ...copy, bytes: copy.bytes + 1 })],
    ['have another type', (copy) => ({ ...copy, type: 'image/jpeg' })],
    ['are the original itself', (copy) => ({ ...copy, sha256: copy.derivedFrom?.[0] ?? '' })],
  ])('that %s are refused', async (_, masked) => {
    const itemId = freshItemId();
    const { answer } = await submit([makeCapture(itemId, { masked })], itemId);
    expect([answer.status, kindOf(answer.json)]).toEqual([422, 'invalid-body']);
    expect(problem.parse(answer.json).errors?.[0]?.path).toMatch(/^\/evidence\/0\/masked\/0/);
  });
});

describe('a whole page that somebody released', () => {
  const at = '2026-11-20T10:05:00.000Z';
  const released =
    (by: { userId: string; organisationId: string }) =>
    (copy: EvidenceFile): MaskedCopy => ({ ...copy, shows: 'page', released: { at, by } });

  it('is an entry of the audit chain: who released it and when, and who handed it in', async () => {
    const itemId = freshItemId();
    const { organisationId } = investigator;
    const by = { userId: randomUUID(), organisationId };
    const { answer, claim } = await submit([makeCapture(itemId, { masked: released(by) })], itemId);
    expect(answer.status).toBe(201);
    const { rows } = await test.owner.query(
      "select entry from app.audit where entry ->> 'action' = 'capture.page-released' and entry ->> 'entity' = $1",
      [claim.evidence[0]?.captureId],
    );
    expect(rows.map(({ entry }) => entry)).toMatchObject([
      {
        actorUserId: investigator.userId,
        detail: {
          number: claimReceipt.parse(answer.json).number,
          copies: 1,
          releasedBy: by.userId,
          releasedAt: at,
        },
      },
    ]);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('is refused where the release is not of the claim’s organisation', async () => {
    const itemId = freshItemId();
    const by = { userId: investigator.userId, organisationId: randomUUID() };
    const { answer } = await submit([makeCapture(itemId, { masked: released(by) })], itemId);
    expect(answer.status).toBe(422);
    expect(problem.parse(answer.json).errors).toMatchObject([
      { path: '/evidence/0/masked/0/released/by/organisationId', code: 'other-organisation' },
    ]);
  });
});

describe('a masked copy of a page', () => {
  it('is refused: only pictures can be painted over', async () => {
    const itemId = freshItemId();
    const page = makeCapture(itemId, { masked: (copy) => ({ ...copy, type: 'text/html' }) });
    const { answer } = await submit([page], itemId);
    expect(answer.status).toBe(422);
    const paths = problem.parse(answer.json).errors?.map(({ path }) => path);
    expect(paths).toContain('/evidence/0/masked/0/type');
  });
});

describe('the types of a capture’s files', () => {
  it.each(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])(
    '%s is taken and shown',
    async (type) => {
      const bytes = Buffer.from(randomUUID());
      expect((await putBlob(test, investigator, bytes, type)).status).toBe(201);
      const answer = await send(test, `/v1/blobs/${sha256(bytes)}`, { person: investigator });
      expect(answer.type).toBe(type);
      expect(answer.headers.get('content-disposition')).toMatch(/^inline/);
      expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    },
  );

  it('image/svg+xml is refused: it may hold scripts', async () => {
    const answer = await putBlob(test, investigator, Buffer.from('<svg/>'), 'image/svg+xml');
    expect(answer.status).toBe(415);
  });
});
