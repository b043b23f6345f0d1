import { type ListedSeller, sellerIdentity } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../../utils/api/client.ts';
import { listedSellerOf, listedSellersOf } from '../../../../utils/known/listed-seller.ts';
import { draftView } from '../../../../utils/panel/draft-view.ts';
import { refreshSellerLists } from '../../../../utils/reference/seller-lists.ts';
import { readReview, reviewCards } from '../../../../utils/review/review-view.ts';
import { endSession } from '../../../../utils/session/session.ts';
import { synchronise } from '../../../../utils/sync/synchronise.ts';
import { draftRow, MINUTE, NOW } from '../../support/rows.ts';
import { ME, SERVER_URL } from '../outbox/support/reports.ts';
import { newStage, type Stage } from '../outbox/support/stage.ts';

const ORGANISATION = ME.organisation.organisationId;
const VERSION = 'v'.repeat(32);

function listed(change: Partial<ListedSeller> = {}): ListedSeller {
  return {
    ...{ marketplace: 'aliexpress', id: '77', name: 'Silver Birch Store', list: 'allow', why: '' },
    ...{ since: '2026-01-01T00:00:00.000Z', ...change },
  } as ListedSeller;
}

/** Has the device hear of lists; what it asks for is given back. */
async function hear(stage: Stage, sellers: unknown[] | null, organisationId = ORGANISATION) {
  const asked: string[] = [];
  stage.intercept = ({ path }) => {
    if (!path.startsWith('/v1/seller-lists')) return undefined;
    asked.push(path);
    return Response.json({ version: VERSION, sellers });
  };
  const call = connect(stage.deps, { serverUrl: SERVER_URL, token: 'token' });
  await refreshSellerLists(stage.db, call, organisationId, stage.clock.now);
  return asked;
}

/** A draft of a listing of this seller. */
async function draftOf(stage: Stage, seller?: { id?: string; name?: string; url?: string }) {
  const row = draftRow();
  const draft = { ...row, target: { ...row.target, ...(seller && { seller }) } };
  await stage.db.drafts.add(draft);
  return draft;
}

describe('sellers on the organisation’s lists', () => {
  it('are known by the marketplace’s own id, or by their name where the page shows none', async () => {
    const stage = await newStage();
    await hear(stage, [listed(), listed({ id: null, name: 'Äpfel & Söhne', list: 'watch' })]);
    const listOf = async (seller?: { id?: string; name?: string; url?: string }) =>
      (await listedSellerOf(stage.db, (await draftOf(stage, seller)).listingKey))?.list ?? null;
    expect(await listOf({ id: '77', name: 'Renamed since' })).toBe('allow');
    expect(await listOf({ name: 'äpfel & söhne' })).toBe('watch');
    // Of the same name, and another seller by the marketplace's own word.
    expect(await listOf({ id: '78', name: 'Silver Birch Store' })).toBeNull();
    expect(await listOf({ name: 'Silver Birch Store' })).toBeNull();
    expect(await listOf({ url: 'https://www.aliexpress.com/store/77' })).toBeNull();
    expect(await listOf()).toBeNull();
    expect(sellerIdentity('taobao', { id: '77' })).not.toBe(sellerIdentity('tmall', { id: '77' }));
  });

  it('are told of a listing that only a colleague has a claim on', async () => {
    const stage = await newStage();
    await hear(stage, [listed({ list: 'deny' })]);
    await stage.db.known.add({
      ...{ id: 'claim:a', kind: 'claim', listingKey: 'aliexpress:12', seller: 'aliexpress/id/77' },
      ...{ at: NOW, by: 'Marco Lead' },
    });
    expect(await listedSellerOf(stage.db, 'aliexpress:12')).toMatchObject({ list: 'deny' });
  });

  it('are said on draft and sheet with the reason, and hold nothing back', async () => {
    const stage = await newStage();
    const draft = await draftOf(stage, { id: '77' });
    const context = { now: NOW, signedIn: true, pausedUntil: 0 };
    const source = { draft, captures: [], entry: undefined, rights: [] };
    const before = draftView(source, context);
    expect(before.listed).toBeNull();
    const view = draftView({ ...source, listed: listed({ why: 'Licensed until 2027.' }) }, context);
    expect(view.listed).toEqual({
      tone: 'warn',
      sentence:
        'Your organisation allows this seller. You can report the listing all the same. Why: Licensed until 2027.',
    });
    expect(view.unmet).toEqual(before.unmet);
    const cards = async () => reviewCards(await readReview(stage.db, null), NOW);
    const [plain] = await cards();
    await hear(stage, [listed()]);
    const [warned] = await cards();
    expect(warned?.unusual.filter(({ sentence }) => /allows this seller/.test(sentence))).toHaveLength(1);
    expect([warned?.ready, warned?.together]).toEqual([plain?.ready, plain?.together]);
    await hear(stage, [listed({ list: 'deny' })]);
    expect((await cards())[0]?.unusual).toEqual(plain?.unusual);
  });

  it('stay for when there is no connection, and are asked for by their version', async () => {
    const stage = await newStage();
    const { listingKey } = await draftOf(stage, { id: '77' });
    expect(await hear(stage, [listed(), { ...listed({ id: '79' }), list: 'friends' }, null])).toEqual([
      '/v1/seller-lists',
    ]);
    expect(await hear(stage, null)).toEqual([`/v1/seller-lists?known=${VERSION}`]);
    expect(await listedSellerOf(stage.db, listingKey)).toMatchObject({ list: 'allow' });
    stage.intercept = () => new Response('', { status: 503 });
    const call = connect(stage.deps, { serverUrl: SERVER_URL, token: 'token' });
    expect((await refreshSellerLists(stage.db, call, ORGANISATION, stage.clock.now)).ok).toBe(false);
    expect(await listedSellerOf(stage.db, listingKey)).toMatchObject({ list: 'allow' });
    expect(await hear(stage, [])).toEqual([`/v1/seller-lists?known=${VERSION}`]);
    expect(await listedSellerOf(stage.db, listingKey)).toBeNull();
  });

  it('are one organisation’s: another one’s are asked for whole, and they go with who signs out', async () => {
    const stage = await newStage();
    const { listingKey } = await draftOf(stage, { id: '77' });
    await hear(stage, [listed()], 'another');
    expect(await hear(stage, [])).toEqual(['/v1/seller-lists']);
    expect(await listedSellerOf(stage.db, listingKey)).toBeNull();
    await hear(stage, [listed()]);
    await endSession(stage.db, stage.deps);
    expect(await stage.db.reference.get('sellers')).toBeUndefined();
  });

  it('are heard in a round when somebody looks, otherwise every minute; an older server has none', async () => {
    const stage = await newStage();
    const asked = () => stage.server.requests.filter((each) => each === 'GET /v1/seller-lists').length;
    await synchronise(stage.deps, { hurry: false });
    await synchronise(stage.deps, { hurry: false });
    expect(asked()).toBe(1);
    await synchronise(stage.deps, { hurry: true });
    expect(asked()).toBe(2);
    stage.clock.advance(MINUTE + 1);
    await synchronise(stage.deps, { hurry: false });
    expect(asked()).toBe(3);
  });

  it('are told of a page’s listings by what the page says of them, otherwise by what is known of the listing', async () => {
    const stage = await newStage();
    await hear(stage, [listed(), listed({ id: null, name: 'Äpfel & Söhne', list: 'deny' })]);
    const drafted = await draftOf(stage, { id: '77' });
    const shown = [
      { key: drafted.listingKey },
      { key: 'aliexpress:1', seller: { name: 'äpfel & söhne' } },
      { key: 'aliexpress:2', seller: { id: '78' } },
      { key: 'taobao:3', seller: { id: '77' } },
      { key: 'nowhere:4', seller: { id: '77' } },
    ];
    const found = await listedSellersOf(stage.db, shown);
    expect([...found].map(([key, { list }]) => [key, list])).toEqual([
      ['aliexpress:1', 'deny'],
      [drafted.listingKey, 'allow'],
    ]);
  });
});
