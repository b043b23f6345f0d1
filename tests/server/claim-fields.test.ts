import {
  type AddedFile,
  CLAIM_SCHEMA,
  type ClaimSubmission,
  claimDetail,
  PROBLEM_BASE,
  problem,
} from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Unpacked } from '../unit/evidence/support/tamper.ts';
import { makeCapture } from './captures.ts';
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

const ORDER = '5012345678901234';
const CONSENT = { text: 1, at: '2026-11-20T10:05:00.000Z' };
const REPORT = Buffer.from('%PDF-1.7 a signed report');

let test: TestServer;
let investigator: Person & { rightId: string };
beforeAll(async () => {
  test = await startTestServer();
  investigator = await addInvestigator(test);
});
afterAll(() => test.close());

const report: AddedFile = {
  name: 'report of Li Wei.pdf',
  sha256: sha256(REPORT),
  bytes: REPORT.length,
  type: 'application/pdf',
};

/** A claim on a test buy, whose captures are here. */
async function testBuy(particulars: ClaimSubmission['particulars'], schema = CLAIM_SCHEMA) {
  const itemId = freshItemId();
  const capture = makeCapture(itemId, { masked: (copy) => copy });
  await putCaptures(test, investigator, [capture]);
  return {
    ...makeClaim(investigator.rightId, itemId, [capture]),
    schema,
    reason: 'test-buy' as const,
    ...(particulars && { particulars }),
  };
}

const WHOLE = {
  testBuyOrder: ORDER,
  testBuyReport: [report],
  consents: { testBuyOrder: CONSENT },
};

async function refusalOf(claim: object) {
  const answer = await postClaim(test, investigator, claim);
  const { type, errors, missing } = problem.parse(answer.json);
  return {
    status: answer.status,
    kind: type.replace(PROBLEM_BASE, ''),
    errors: (errors ?? []).map(({ path, code, params }) => ({ path, code, params })),
    missing,
  };
}

describe('what a reason asks for', () => {
  it('comes back as it was handed in, whatever characters are in it, and is in the packages', async () => {
    expect((await putBlob(test, investigator, REPORT, 'application/pdf')).status).toBe(201);
    const claim = await testBuy({ ...WHOLE, ownerStatement: 'Never made.\u0000 未生产' });
    expect((await postClaim(test, investigator, claim)).status).toBe(201);
    const shown = await send(test, `/v1/claims/${claim.claimId}`, { person: investigator });
    const detail = claimDetail.parse(shown.json);
    expect(detail.particulars).toEqual(claim.particulars);
    expect(detail.declarations).toEqual(claim.declarations);

    const blob = await send(test, `/v1/blobs/${report.sha256}`, { person: investigator });
    expect([blob.type, blob.bytes]).toEqual(['application/pdf', REPORT]);
    expect(blob.headers.get('content-disposition')).toContain('attachment');

    const packed = async (kind: string) => {
      const answer = await send(test, '/v1/packages', {
        method: 'POST',
        person: investigator,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind, claimIds: [claim.claimId] }),
      });
      expect(answer.status).toBe(200);
      return (await Unpacked.of(new Blob([new Uint8Array(answer.bytes)]))).files;
    };
    expect(Buffer.from((await packed('evidence')).get('data/claim-01/file-001.pdf') ?? [])).toEqual(REPORT);
    const names = [...(await packed('disclosure')).keys()];
    expect(names.filter((name) => name.startsWith('data/claim-'))).toEqual(['data/claim-01.json']);
  });

  it('is asked for by its field and code', async () => {
    expect(await refusalOf(await testBuy({ testBuyOrder: ORDER }))).toMatchObject({
      status: 422,
      kind: 'not-ready',
      errors: [
        {
          path: '/particulars/testBuyReport',
          code: 'unmet',
          params: { requirement: 'field', field: 'testBuyReport' },
        },
      ],
    });
  });

  it('is not asked of a claim that an older extension made', async () => {
    const claim = await testBuy(undefined, 1);
    expect((await postClaim(test, investigator, claim)).status).toBe(201);
    const shown = await send(test, `/v1/claims/${claim.claimId}`, { person: investigator });
    expect(claimDetail.parse(shown.json).particulars).toEqual({});
  });

  it('has to be here in its bytes, and as what it is said to be', async () => {
    const absent = { ...report, sha256: 'e'.repeat(64) };
    expect(await refusalOf(await testBuy({ ...WHOLE, testBuyReport: [absent] }))).toMatchObject({
      kind: 'blobs-missing',
      missing: [absent.sha256],
    });
    const other = { ...report, bytes: report.bytes + 1 };
    expect(await refusalOf(await testBuy({ ...WHOLE, testBuyReport: [other] }))).toMatchObject({
      kind: 'invalid-body',
      errors: [{ path: '/particulars/testBuyReport', code: 'other-size-or-type' }],
    });
  });

  it.each<[string, NonNullable<ClaimSubmission['particulars']>, string]>([
    [
      'a consent to what is not there',
      { ...WHOLE, consents: { comparison: CONSENT } },
      '/particulars/consents/comparison',
    ],
    ['an order number of another form', { ...WHOLE, testBuyOrder: 'no number' }, '/particulars/testBuyOrder'],
    [
      'a file larger than is taken',
      { ...WHOLE, testBuyReport: [{ ...report, bytes: 21_000_000 }] },
      '/particulars/testBuyReport/0/bytes',
    ],
  ])('refuses %s by its path, and keeps nothing', async (_, particulars, path) => {
    const claim = await testBuy(particulars);
    const refused = await refusalOf(claim);
    expect([refused.status, refused.kind]).toEqual([422, 'invalid-body']);
    expect(refused.errors.map((error) => error.path)).toContain(path);
    expect((await send(test, `/v1/claims/${claim.claimId}`, { person: investigator })).status).toBe(404);
  });
});
