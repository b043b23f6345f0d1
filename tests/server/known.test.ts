import { randomUUID } from 'node:crypto';
import { type KnownItem, knownList, problem, TOKEN_SCOPES } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addInvestigator,
  addPerson,
  freshItemId,
  noteDraft,
  type Person,
  postClaim,
  preparedClaim,
  putDrafts,
  send,
  startTestServer,
  type TestServer,
  withToken,
} from './support.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let colleague: Person & { rightId: string };
let theirs: Person & { rightId: string };
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  colleague = { ...(await addPerson(test, ours.organisationId)), rightId: ours.rightId };
  theirs = await addInvestigator(test);
});
afterAll(() => test.close());

const ask = async (person: Person, cursor = 0) =>
  knownList.parse((await send(test, `/v1/known?cursor=${cursor}`, { person })).json);

/** Everything there is to know, a page after another. */
async function everything(person: Person): Promise<KnownItem[]> {
  const items = new Map<string, KnownItem>();
  for (let cursor = 0, more = true; more; ) {
    const page = await ask(person, cursor);
    for (const item of page.items) items.set(item.kind === 'claim' ? item.claimId : item.draftId, item);
    ({ cursor, more } = page);
  }
  return [...items.values()];
}

const claimOf = (items: readonly KnownItem[], claimId: string) =>
  items.find((item) => item.kind === 'claim' && item.claimId === claimId);
const draftOf = (items: readonly KnownItem[], draftId: string) =>
  items.find((item) => item.kind === 'draft' && item.draftId === draftId);

describe('GET /v1/known', () => {
  it('tells a colleague of a claim by its listing, with number, state, who and when', async () => {
    const claim = await preparedClaim(test, ours);
    const target = { ...claim.target, seller: { id: '912345', name: 'Mountain Store' } };
    const receipt = (await postClaim(test, ours, { ...claim, target })).json as { number: string };
    const found = claimOf(await everything(colleague), claim.claimId);
    expect(found).toMatchObject({
      kind: 'claim',
      number: receipt.number,
      state: 'in_review',
      by: { userId: ours.userId, name: 'Test Person' },
      listing: { marketplace: 'aliexpress', itemId: claim.target.itemId },
      seller: { id: '912345', name: 'Mountain Store' },
    });
    expect(JSON.stringify(found)).not.toContain(claim.target.title);
  });

  it('names the open claim that a duplicate is the same as', async () => {
    const claim = await preparedClaim(test, ours);
    const { number } = (await postClaim(test, ours, claim)).json as { number: string };
    const again = { ...claim, claimId: randomUUID() };
    expect((await postClaim(test, colleague, again)).json).toMatchObject({ state: 'duplicate' });
    expect(claimOf(await everything(ours), again.claimId)).toMatchObject({
      state: 'duplicate',
      sameAs: number,
    });
  });

  it('says what changed after a cursor, each thing once and as it is now, and nothing again', async () => {
    const { cursor } = await ask(ours, 0);
    const draftId = randomUUID();
    await noteDraft(test, colleague, { draftId });
    await putDrafts(test, colleague, { begun: [], ended: [draftId] });
    const news = await ask(ours, cursor);
    expect(news.items).toMatchObject([{ kind: 'draft', draftId, ended: true }]);
    expect(news.cursor).toBe(cursor + 2);
    expect(await ask(ours, news.cursor)).toEqual({ items: [], cursor: news.cursor, more: false });
  });

  it('comes a page at a time and leaves nothing out', async () => {
    const many = await addInvestigator(test);
    const draftIds = Array.from({ length: 700 }, () => randomUUID());
    const notice = (draftId: string) => ({
      draftId,
      listing: { marketplace: 'lazada', itemId: freshItemId(), scope: 'my' },
      begunAt: '2026-11-20T10:00:00.000Z',
    });
    for (const part of [draftIds.slice(0, 500), draftIds.slice(500)]) {
      await putDrafts(test, many, { begun: part.map(notice), ended: [] });
    }
    expect((await ask(many)).more).toBe(true);
    const found = await everything(many);
    expect(found.map((item) => item.kind === 'draft' && item.draftId).sort()).toEqual([...draftIds].sort());
    expect(found[0]).toMatchObject({ listing: { marketplace: 'lazada', scope: 'my' } });
  });

  it('tells nobody of another organisation, by whatever cursor', async () => {
    const claim = await preparedClaim(test, ours);
    await postClaim(test, ours, claim);
    await noteDraft(test, ours);
    for (const cursor of [0, 1, 2, 100]) expect((await ask(theirs, cursor)).items).toEqual([]);
    const liaison = await addPerson(test, ours.organisationId, ['liaison']);
    expect((await send(test, '/v1/known', { person: liaison })).status).toBe(403);
    expect((await send(test, '/v1/known')).status).toBe(401);
  });

  it('is open to an extension’s token that follows claims, and to no narrower one', async () => {
    const follows = await withToken(test, ours, ['claims:follow']);
    expect((await send(test, '/v1/known', { person: follows })).status).toBe(200);
    const others = TOKEN_SCOPES.filter((scope) => scope !== 'claims:follow');
    const narrower = await withToken(test, ours, others);
    expect((await send(test, '/v1/known', { person: narrower })).status).toBe(403);
  });

  it('refuses a cursor that is none', async () => {
    for (const cursor of ['x', '-1', '1.5', '1'.repeat(16)]) {
      const answer = await send(test, `/v1/known?cursor=${cursor}`, { person: ours });
      expect([cursor, answer.status]).toEqual([cursor, 400]);
    }
  });
});

describe('PUT /v1/drafts', () => {
  it('tells colleagues of a draft until it has ended, and takes what it was told before as no news', async () => {
    const draftId = randomUUID();
    const itemId = freshItemId();
    expect((await noteDraft(test, ours, { draftId, itemId })).json).toEqual({ begun: 1, ended: 0 });
    expect((await noteDraft(test, ours, { draftId, itemId })).json).toEqual({ begun: 0, ended: 0 });
    expect(draftOf(await everything(colleague), draftId)).toEqual({
      kind: 'draft',
      draftId,
      begunAt: '2026-11-20T10:00:00.000Z',
      by: { userId: ours.userId, name: 'Test Person' },
      listing: { marketplace: 'aliexpress', itemId },
    });
    expect((await putDrafts(test, ours, { begun: [], ended: [draftId] })).json).toEqual({
      begun: 0,
      ended: 1,
    });
    expect(draftOf(await everything(colleague), draftId)).toMatchObject({ ended: true });
  });

  it('ends nobody else’s draft, of a colleague or of another organisation', async () => {
    const draftId = randomUUID();
    await noteDraft(test, ours, { draftId });
    for (const other of [colleague, theirs]) {
      const answer = await putDrafts(test, other, { begun: [], ended: [draftId] });
      expect(answer.json).toEqual({ begun: 0, ended: 0 });
      await noteDraft(test, other, { draftId });
    }
    const found = draftOf(await everything(colleague), draftId);
    expect(found).toMatchObject({ by: { userId: ours.userId } });
    expect(found).not.toHaveProperty('ended');
  });

  it('puts no draft into the future, whatever a device’s clock says', async () => {
    const draftId = randomUUID();
    const listing = { marketplace: 'aliexpress', itemId: freshItemId() };
    await putDrafts(test, ours, {
      begun: [{ draftId, listing, begunAt: '2999-01-01T00:00:00.000Z' }],
      ended: [],
    });
    const found = draftOf(await everything(colleague), draftId);
    expect(found?.kind === 'draft' && Date.parse(found.begunAt)).toBeLessThanOrEqual(Date.now());
  });

  it('refuses whoever may hand in nothing, too much at once, and what names no listing', async () => {
    const analyst = await addPerson(test, ours.organisationId, ['analyst']);
    expect(problem.parse((await noteDraft(test, analyst)).json).code).toBe('may-not-submit');
    const listing = { marketplace: 'aliexpress', itemId: '1' };
    const notice = { draftId: randomUUID(), listing, begunAt: '2026-11-20T10:00:00.000Z' };
    for (const body of [
      { begun: Array.from({ length: 501 }, () => notice), ended: [] },
      { begun: [{ ...notice, listing: { ...listing, marketplace: 'elsewhere' } }], ended: [] },
      { begun: [{ ...notice, title: 'A jacket' }], ended: [] },
    ]) {
      expect((await putDrafts(test, ours, body)).status).toBe(422);
    }
  });
});
