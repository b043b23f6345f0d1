import { randomUUID } from 'node:crypto';
import {
  changeList,
  claimDetail,
  claimList,
  claimReceipt,
  PROBLEM_BASE,
  problem,
} from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCapture } from './captures.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addRight,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  preparedClaim,
  putCaptures,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let investigator: Person & { rightId: string };
beforeAll(async () => {
  test = await startTestServer();
  investigator = await addInvestigator(test);
});
afterAll(() => test.close());

const kindOf = (json: unknown) => problem.parse(json).type.replace(PROBLEM_BASE, '');
const count = async (sql: string, values: unknown[]) =>
  Number((await test.owner.query(`select count(*) from ${sql}`, values)).rows[0]?.count);

describe('POST /v1/claims', () => {
  it('takes a finished claim in: 201, a receipt, and the whole claim with its evidence and history to read', async () => {
    const claim = await preparedClaim(test, investigator);
    const body = JSON.stringify(claim);
    const answer = await postClaim(test, investigator, body);
    expect(answer.status).toBe(201);
    const receipt = claimReceipt.parse(answer.json);
    expect(receipt).toMatchObject({ claimId: claim.claimId, state: 'in_review', bodySha256: sha256(body) });

    const shown = await send(test, `/v1/claims/${claim.claimId}`, { person: investigator });
    const detail = claimDetail.parse(shown.json);
    expect(detail.target).toEqual(claim.target);
    expect(detail.explanation).toEqual(claim.explanation);
    expect(detail.evidence[0]).toMatchObject({
      ...claim.evidence[0],
      facts: { title: { value: 'A jacket' } },
    });
    expect(detail.events.map(({ from, to }) => [from, to])).toEqual([
      [null, 'received'],
      ['received', 'in_review'],
    ]);
    expect(detail.screenshot).toBe(claim.evidence[0]?.files[0]?.sha256);
    const kept = await test.owner.query('select body from app.claims where claim_id = $1', [claim.claimId]);
    expect(kept.rows[0].body.toString()).toBe(body);
  });

  it('keeps for which sweep a claim was declared, in which wordings, when and by whom, and refuses a wording that there is not', async () => {
    const declaredIn = {
      sweepId: randomUUID(),
      sweep: 'Aurora 夹克',
      texts: { goodFaith: 1, accurate: 1, authorised: 1 },
      at: '2026-11-20T09:00:00.000Z',
      by: { userId: investigator.userId, name: 'Ana' },
    };
    const claim = { ...(await preparedClaim(test, investigator)), declaredIn };
    expect((await postClaim(test, investigator, claim)).status).toBe(201);
    const shown = await send(test, `/v1/claims/${claim.claimId}`, { person: investigator });
    expect(claimDetail.parse(shown.json).declaredIn).toEqual(declaredIn);

    const other = await preparedClaim(test, investigator);
    const unknown = { ...declaredIn, texts: { ...declaredIn.texts, accurate: 99 } };
    expect((await postClaim(test, investigator, { ...other, declaredIn: unknown })).status).toBe(422);
  });

  it('gives the stored answer to the same key and body, and makes nothing twice', async () => {
    const claim = await preparedClaim(test, investigator);
    const key = randomUUID();
    const first = await postClaim(test, investigator, claim, key);
    const again = await postClaim(test, investigator, claim, key);
    expect(again.status).toBe(first.status);
    expect(again.json).toEqual(first.json);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await count('app.claim_events where claim_id = $1', [claim.claimId])).toBe(2);
    expect(await count('app.changes where entity_id = $1', [claim.claimId])).toBe(1);
    expect(await count("app.audit where entry ->> 'entity' = $1", [claim.claimId])).toBe(1);
  });

  it('reads the key as a quoted string too', async () => {
    const claim = await preparedClaim(test, investigator);
    const key = randomUUID();
    await postClaim(test, investigator, claim, key);
    const again = await postClaim(test, investigator, claim, `"${key}"`);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('refuses the same key with another body, and leaves the first claim as it was', async () => {
    const claim = await preparedClaim(test, investigator);
    const key = randomUUID();
    await postClaim(test, investigator, claim, key);
    const other = await preparedClaim(test, investigator);
    const answer = await postClaim(test, investigator, other, key);
    expect([answer.status, kindOf(answer.json)]).toEqual([422, 'idempotency-key-reused']);
    const shown = await send(test, `/v1/claims/${other.claimId}`, { person: investigator });
    expect(shown.status).toBe(404);
  });

  it('has one effect when the same request arrives many times at once', async () => {
    const claim = await preparedClaim(test, investigator);
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => postClaim(test, investigator, claim, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
    expect(answers.filter(({ headers }) => !headers.has('idempotency-replayed'))).toHaveLength(1);
    expect(await count('app.claims where claim_id = $1', [claim.claimId])).toBe(1);
    expect(await count('app.changes where entity_id = $1', [claim.claimId])).toBe(1);
  });

  it('gives the same receipt to the same claim under another key, and refuses another claim under its id', async () => {
    const claim = await preparedClaim(test, investigator);
    const first = await postClaim(test, investigator, claim);
    const again = await postClaim(test, investigator, claim);
    expect([again.status, again.json]).toEqual([200, first.json]);
    const changed = await postClaim(test, investigator, { ...claim, reason: 'model-does-not-exist' });
    expect([changed.status, kindOf(changed.json)]).toEqual([422, 'idempotency-key-reused']);
  });

  it('does not replay the answer of another organisation’s key', async () => {
    const stranger = await addInvestigator(test);
    const key = randomUUID();
    await postClaim(test, investigator, await preparedClaim(test, investigator), key);
    const theirs = await preparedClaim(test, stranger);
    const answer = await postClaim(test, stranger, theirs, key);
    expect(answer.status).toBe(201);
    expect(claimReceipt.parse(answer.json).claimId).toBe(theirs.claimId);
  });

  it('names the files it does not have, keeps nothing, and takes the same key once they are there', async () => {
    const itemId = freshItemId();
    const capture = makeCapture(itemId);
    const claim = makeClaim(investigator.rightId, itemId, [capture]);
    const key = randomUUID();
    const refused = await postClaim(test, investigator, claim, key);
    expect([refused.status, kindOf(refused.json)]).toEqual([409, 'blobs-missing']);
    expect(problem.parse(refused.json).missing?.sort()).toEqual(
      capture.blobs.map(({ bytes }) => sha256(bytes)).sort(),
    );
    await putCaptures(test, investigator, [capture]);
    expect((await postClaim(test, investigator, claim, key)).status).toBe(201);
  });

  it('does not count the files of another organisation', async () => {
    const stranger = await addInvestigator(test);
    const claim = await preparedClaim(test, stranger);
    const answer = await postClaim(test, investigator, { ...claim, rightId: investigator.rightId });
    expect(kindOf(answer.json)).toBe('blobs-missing');
  });

  it('needs a UUID as Idempotency-Key', async () => {
    const claim = await preparedClaim(test, investigator);
    for (const key of ['', 'abc']) {
      const answer = await postClaim(test, investigator, claim, key);
      expect([answer.status, kindOf(answer.json)]).toEqual([400, 'idempotency-key-missing']);
    }
  });

  it.each<[string, (claim: ReturnType<typeof makeClaim>) => object, string]>([
    ['a right of nobody', (claim) => ({ ...claim, rightId: randomUUID() }), 'not-ready'],
    ['no explanation', (claim) => ({ ...claim, explanation: { en: 'Fake', zh: '' } }), 'not-ready'],
    ['a reason for another kind of right', (claim) => ({ ...claim, reason: 'image-theft' }), 'not-ready'],
    [
      'a declaration that was not made',
      (claim) => ({ ...claim, declarations: { ...claim.declarations, accurate: false } }),
      'invalid-body',
    ],
    ['a field nobody knows', (claim) => ({ ...claim, secret: 1 }), 'invalid-body'],
    [
      'another listing than was captured',
      (claim) => ({
        ...claim,
        target: {
          ...claim.target,
          itemId: '1005001',
          canonicalUrl: 'https://www.aliexpress.com/item/1005001.html',
        },
      }),
      'invalid-body',
    ],
    [
      'an address that is not the listing’s',
      (claim) => ({
        ...claim,
        target: { ...claim.target, canonicalUrl: 'https://evil.example/item/1.html' },
      }),
      'invalid-body',
    ],
    [
      'files the manifest does not list',
      (claim) => ({
        ...claim,
        evidence: claim.evidence.map((item) => ({ ...item, files: item.files.slice(1) })),
      }),
      'invalid-body',
    ],
    [
      'another capture id than the manifest’s',
      (claim) => ({
        ...claim,
        evidence: claim.evidence.map((item) => ({ ...item, captureId: randomUUID() })),
      }),
      'invalid-body',
    ],
    [
      'a time outside the capture',
      (claim) => ({
        ...claim,
        evidence: claim.evidence.map((item) => ({ ...item, capturedAt: '2026-11-21T10:00:00.000Z' })),
      }),
      'invalid-body',
    ],
    [
      'a manifest that is none',
      (claim) => ({
        ...claim,
        evidence: claim.evidence.map((item) => ({ ...item, manifestSha256: item.files[0]?.sha256 })),
      }),
      'invalid-body',
    ],
  ])('refuses %s with 422, and keeps nothing', async (_, change, kind) => {
    const claim = await preparedClaim(test, investigator);
    const answer = await postClaim(test, investigator, change(claim));
    expect([answer.status, kindOf(answer.json)]).toEqual([422, kind]);
    expect(problem.parse(answer.json).errors?.length).toBeGreaterThan(0);
    expect(await count('app.claims where claim_id = $1', [claim.claimId])).toBe(0);
  });

  it('refuses a right of another organisation as one that is not registered', async () => {
    const stranger = await addInvestigator(test);
    const claim = await preparedClaim(test, investigator);
    const answer = await postClaim(test, investigator, { ...claim, rightId: stranger.rightId });
    const unknown = await postClaim(test, investigator, { ...claim, rightId: randomUUID() });
    const { instance: _one, ...theirs } = problem.parse(answer.json);
    const { instance: _two, ...nobodys } = problem.parse(unknown.json);
    expect(theirs).toEqual(nobodys);
  });

  it('refuses a capture of a wall by the requirement that the investigator reads about', async () => {
    const itemId = freshItemId();
    const capture = makeCapture(itemId, { wall: 'captcha' });
    await putCaptures(test, investigator, [capture]);
    const answer = await postClaim(test, investigator, makeClaim(investigator.rightId, itemId, [capture]));
    expect(kindOf(answer.json)).toBe('not-ready');
    expect(problem.parse(answer.json).errors?.[0]).toEqual({
      path: '/wall',
      code: 'unmet',
      params: { requirement: 'wall' },
    });
  });

  it('refuses a claim all of whose captures are walls, by what they say or by their own address', async () => {
    const itemId = freshItemId();
    const captures = [
      makeCapture(itemId, { wall: 'login' }),
      makeCapture(itemId, {
        url: `https://www.aliexpress.com/item/${itemId}.html/_____tmd_____/punish?x5secdata=1`,
      }),
      makeCapture(itemId, { url: 'https://login.aliexpress.com/?return=item' }),
    ];
    await putCaptures(test, investigator, captures);
    for (const evidence of [captures, captures.slice(1, 2), captures.slice(2)]) {
      const claim = makeClaim(investigator.rightId, itemId, evidence);
      expect(kindOf((await postClaim(test, investigator, claim)).json)).toBe('not-ready');
    }
  });

  it('takes a listing whose captures show a wall before or after it, names the wall, and shows the listing’s picture', async () => {
    for (const order of [
      ['captcha', undefined],
      [undefined, 'removed'],
    ]) {
      const itemId = freshItemId();
      const captures = order.map((wall) => makeCapture(itemId, wall === undefined ? {} : { wall }));
      await putCaptures(test, investigator, captures);
      const claim = makeClaim(investigator.rightId, itemId, captures);
      expect((await postClaim(test, investigator, claim)).status).toBe(201);
      const shown = await send(test, `/v1/claims/${claim.claimId}`, { person: investigator });
      const detail = claimDetail.parse(shown.json);
      expect(detail.evidence.map(({ wall }) => wall)).toEqual(order);
      const listing = captures[order.indexOf(undefined)];
      expect(detail.screenshot).toBe(listing?.item.files[0]?.sha256);
    }
  });

  it('holds a claim on an unverified right, and refuses one on an expired right', async () => {
    const held = await addRight(test, investigator.organisationId, { status: 'unverified' });
    const first = await postClaim(
      test,
      investigator,
      await preparedClaim(test, { ...investigator, rightId: held }),
    );
    expect(claimReceipt.parse(first.json).state).toBe('held');
    const gone = await addRight(test, investigator.organisationId, { expiresOn: '2020-01-01' });
    const second = await postClaim(
      test,
      investigator,
      await preparedClaim(test, { ...investigator, rightId: gone }),
    );
    expect(kindOf(second.json)).toBe('not-ready');
  });

  it('marks a second claim on the same listing and right as duplicate and names the first, even when both come at once', async () => {
    const itemId = freshItemId();
    const captures = [makeCapture(itemId), makeCapture(itemId)];
    await putCaptures(test, investigator, captures);
    const claims = captures.map((capture) => makeClaim(investigator.rightId, itemId, [capture]));
    const answers = await Promise.all(claims.map((claim) => postClaim(test, investigator, claim)));
    const receipts = answers.map(({ json }) => claimReceipt.parse(json));
    expect(receipts.map(({ state }) => state).sort()).toEqual(['duplicate', 'in_review']);
    const first = receipts.find(({ state }) => state === 'in_review');
    const second = receipts.find(({ state }) => state === 'duplicate');
    const shown = await send(test, `/v1/claims/${second?.claimId}`, { person: investigator });
    expect(claimDetail.parse(shown.json).events[1]?.reason).toEqual({
      code: 'same-as-open-claim',
      params: { number: first?.number },
    });
  });

  it('keeps every text that can be stored exactly as it was sent', async () => {
    const claim = await preparedClaim(test, investigator);
    const title = 'a\u0001b\ufffdc \u202Eevil \u{1F600}\uffff';
    const odd = { ...claim, target: { ...claim.target, title } };
    expect((await postClaim(test, investigator, odd)).status).toBe(201);
    const shown = await send(test, `/v1/claims/${claim.claimId}`, { person: investigator });
    expect(claimDetail.parse(shown.json).target.title).toBe(title);
  });

  it('is not for the program’s staff', async () => {
    const analyst = await addPerson(test, investigator.organisationId, ['analyst']);
    const answer = await postClaim(test, analyst, await preparedClaim(test, investigator));
    expect([answer.status, kindOf(answer.json)]).toEqual([403, 'forbidden']);
  });
});

describe('GET /v1/claims', () => {
  it('lists newest first in pages that neither repeat nor leave out', async () => {
    const person = await addInvestigator(test);
    const sent: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const claim = await preparedClaim(test, person);
      await postClaim(test, person, claim);
      sent.unshift(claim.claimId);
    }
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page = await send(test, `/v1/claims?limit=2${next ? `&cursor=${next}` : ''}`, { person });
      const list = claimList.parse(page.json);
      seen.push(...list.claims.map(({ claimId }) => claimId));
      next = list.next;
    }
    expect(seen).toEqual(sent);
  });

  it('takes no more than 100 at a time and refuses a cursor that is none', async () => {
    expect((await send(test, '/v1/claims?limit=999', { person: investigator })).status).toBe(200);
    for (const cursor of ['x', Buffer.from('[1]').toString('base64url'), "'; drop table app.claims; --"]) {
      const answer = await send(test, `/v1/claims?cursor=${encodeURIComponent(cursor)}`, {
        person: investigator,
      });
      expect([answer.status, kindOf(answer.json)]).toEqual([400, 'bad-request']);
    }
  });
});

describe('GET /v1/changes', () => {
  it('has no gap and no disorder when many claims are committed at once by several people', async () => {
    const first = await addInvestigator(test);
    const second = { ...(await addPerson(test, first.organisationId)), rightId: first.rightId };
    const claims = [];
    for (let index = 0; index < 12; index += 1) claims.push(await preparedClaim(test, first));
    let cursor = 0;
    const seen: number[] = [];
    const read = async () => {
      const answer = await send(test, `/v1/changes?cursor=${cursor}`, { person: first });
      const list = changeList.parse(answer.json);
      seen.push(...list.changes.map(({ sequence }) => sequence));
      cursor = list.cursor;
    };
    let sending = true;
    const posts = Promise.all(
      claims.map((claim, index) => postClaim(test, index % 2 ? first : second, claim)),
    ).finally(() => {
      sending = false;
    });
    while (sending) await read();
    await posts;
    await read();
    expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it('starts an organisation at nothing', async () => {
    const person = await addPerson(test, await addOrganisation(test));
    const answer = await send(test, '/v1/changes', { person });
    expect(answer.json).toEqual({ changes: [], cursor: 0, more: false });
  });
});
