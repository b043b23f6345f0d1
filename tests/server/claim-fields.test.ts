import { randomUUID } from 'node:crypto';
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
const CONSENT = { text: 1, at: '2026-11-20T10:05:00.000Z', by: { userId: randomUUID(), name: 'Li Wei' } };
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

/** Every text in a claim, with what makes the claim in which it ends differently. */
function textsOf(claim: object, at: string): { path: string; changed: (end: string) => object }[] {
  return Object.entries(claim).flatMap(([name, value]) => {
    const path = `${at}/${name}`;
    const put = (other: unknown) =>
      Array.isArray(claim)
        ? claim.map((one, index) => (String(index) === name ? other : one))
        : { ...claim, [name]: other };
    if (typeof value === 'string') return [{ path, changed: (end: string) => put(value + end) }];
    if (typeof value !== 'object' || value === null) return [];
    return textsOf(value, path).map((inner) => ({
      path: inner.path,
      changed: (end: string) => put(inner.changed(end)),
    }));
  });
}

function postText(body: string) {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  return send(test, '/v1/claims', { method: 'POST', person: investigator, headers, body });
}

function orderPackage(claimId: string, kind: string) {
  return send(test, '/v1/packages', {
    method: 'POST',
    person: investigator,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind, claimIds: [claimId] }),
  });
}

async function claimOf(claimId: string) {
  const shown = await send(test, `/v1/claims/${claimId}`, { person: investigator });
  return claimDetail.parse(shown.json);
}

/** A test buy that was taken, under an order of its own. */
async function handedIn(testBuyOrder = freshItemId()) {
  await putBlob(test, investigator, REPORT, 'application/pdf');
  const claim = await testBuy({ ...WHOLE, testBuyOrder, consents: {} });
  expect((await postClaim(test, investigator, claim)).status).toBe(201);
  return claim;
}

describe('what a reason asks for', () => {
  it('comes back as it was handed in, whatever characters are in it, and is in the packages', async () => {
    expect((await putBlob(test, investigator, REPORT, 'application/pdf')).status).toBe(201);
    const claim = await testBuy({ ...WHOLE, ownerStatement: 'Never made.\u0001 未生产' });
    expect((await postClaim(test, investigator, claim)).status).toBe(201);
    const shown = await send(test, `/v1/claims/${claim.claimId}`, { person: investigator });
    const detail = claimDetail.parse(shown.json);
    expect(detail.particulars).toEqual(claim.particulars);
    expect(detail.declarations).toEqual(claim.declarations);

    const blob = await send(test, `/v1/blobs/${report.sha256}`, { person: investigator });
    expect([blob.type, blob.bytes]).toEqual(['application/pdf', REPORT]);
    expect(blob.headers.get('content-disposition')).toContain('attachment');

    const packed = async (kind: string) => {
      const answer = await orderPackage(claim.claimId, kind);
      expect(answer.status).toBe(200);
      return (await Unpacked.of(new Blob([new Uint8Array(answer.bytes)]))).files;
    };
    expect(Buffer.from((await packed('evidence')).get('data/claim-01/file-001.pdf') ?? [])).toEqual(REPORT);
    const names = [...(await packed('disclosure')).keys()];
    expect(names.filter((name) => name.startsWith('data/claim-'))).toEqual(['data/claim-01.json']);
  });

  it('is refused by its path where a text holds half a character or U+0000, whatever the text', async () => {
    await putBlob(test, investigator, REPORT, 'application/pdf');
    const claim = await testBuy({ ...WHOLE, ownerStatement: 'Never made.\u0000\ud800 未生产' });
    expect(await refusalOf(claim)).toMatchObject({
      status: 422,
      kind: 'invalid-body',
      errors: [{ path: '/particulars/ownerStatement', code: 'text-broken' }],
    });
    const texts = textsOf(claim, '');
    expect(texts.length).toBeGreaterThan(30);
    for (const { path, changed } of texts) {
      for (const character of ['\ud800', '\u0000']) {
        const refused = await refusalOf(changed(character));
        expect([path, refused.status, refused.errors[0]]).toEqual([
          path,
          422,
          { path, code: 'text-broken', params: {} },
        ]);
      }
    }
    const deep = `{"a":${'['.repeat(200_000)}"\\ud800"${']'.repeat(200_000)}}`;
    expect((await postText(deep)).status).toBe(422);
  });

  it('that came before such text was refused is no package, and a problem by its code', async () => {
    const { claimId } = await handedIn();
    const { rows } = await test.owner.query('select body from app.claims where claim_id = $1', [claimId]);
    const body = JSON.parse(rows[0].body.toString());
    const broken = Buffer.from(JSON.stringify({ ...body, explanation: { en: '\ud800', zh: '' } }));
    await test.owner.query('update app.claims set body = $1, body_sha256 = $2 where claim_id = $3', [
      broken,
      sha256(broken),
      claimId,
    ]);
    const answer = await orderPackage(claimId, 'evidence');
    expect([answer.status, problem.parse(answer.json).code]).toEqual([422, 'package-impossible']);
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

describe('the order of a test buy', () => {
  it('supports one claim of the organisation, however it is written, until that came to nothing', async () => {
    const first = await handedIn('AB-5012345678');
    const again = await testBuy({
      ...WHOLE,
      testBuyOrder: 'ab-5012345678',
      ownerStatement: 'U+0001: \u0001',
    });
    const { number } = (await claimOf(first.claimId)) ?? {};
    expect(await refusalOf(again)).toMatchObject({
      status: 422,
      kind: 'not-ready',
      errors: [{ path: '/particulars/testBuyOrder', code: 'order-used', params: { number } }],
    });
    expect((await postClaim(test, investigator, first)).status).toBe(200);
    const others = await addInvestigator(test);
    expect((await postClaim(test, others, { ...again, rightId: others.rightId })).status).not.toBe(422);
    await test.owner.query("update app.claims set state = 'withdrawn' where claim_id = $1", [first.claimId]);
    expect((await postClaim(test, investigator, again)).status).toBe(201);
  });

  it('of two that come at once goes to one', async () => {
    const order = freshItemId();
    const both = [
      await testBuy({ ...WHOLE, testBuyOrder: order }),
      await testBuy({ ...WHOLE, testBuyOrder: order }),
    ];
    const answers = await Promise.all(both.map((claim) => postClaim(test, investigator, claim)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });
});
