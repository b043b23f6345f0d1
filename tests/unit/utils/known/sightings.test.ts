import { sightingNotices } from '@marketsafe/contract';
import { standingSentence } from '@marketsafe/words';
import { beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../../utils/api/client.ts';
import type { KnownRow } from '../../../../utils/database/known-rows.ts';
import { noteSighting, tellSightings } from '../../../../utils/known/sightings.ts';
import { standing } from '../../../../utils/known/standing.ts';
import { watchList } from '../../../../utils/known/watch-list.ts';
import type { PageStatus } from '../../../../utils/messages/messages.ts';
import { signedIn } from '../../../../utils/session/session.ts';
import { draftRow, MINUTE, NOW } from '../../support/rows.ts';
import { ME, SERVER_URL } from '../outbox/support/reports.ts';
import { newStage, type Stage } from '../outbox/support/stage.ts';

const ITEM = '1005006000000001';
const KEY = `aliexpress:${ITEM}`;
const LIVE: PageStatus = { marketplace: 'aliexpress', kind: 'listing', itemId: ITEM };
const GONE: PageStatus = { ...LIVE, kind: 'wall', wall: 'removed' };
const HOUR = 60 * MINUTE;

let stage: Stage;
beforeEach(async () => {
  stage = await newStage();
});

/** A claim of a colleague's that the marketplace has removed, an hour before. */
function claim(change: Partial<KnownRow> = {}): Promise<unknown> {
  return stage.db.known.put({
    ...{ id: 'claim:a', kind: 'claim', listingKey: KEY, number: 'MS-0000-0001', state: 'removed' },
    ...{ at: NOW - 2 * HOUR, since: NOW - HOUR, by: 'Marco Lead' },
    ...change,
  });
}

const note = (page: PageStatus, at = NOW) => noteSighting(stage.db, page, at);

async function kept() {
  const row = await stage.db.reference.get('sightings');
  return row?.key === 'sightings' ? row.rows.map(({ listingKey, seen, at }) => [listingKey, seen, at]) : [];
}

/** Tells the program, which answers so; what it was told is given back. */
async function tell(
  isShared = true,
  answer: () => Response | Promise<Response> = () => Response.json({ news: 1 }),
) {
  const told: unknown[] = [];
  stage.intercept = ({ method, path, body }) => {
    if (method !== 'PUT' || path !== '/v1/sightings') return undefined;
    told.push(...sightingNotices.parse(JSON.parse(new TextDecoder().decode(body))).sightings);
    return answer();
  };
  const session = await signedIn(stage.db);
  if (!session) throw new Error('nobody is signed in');
  const call = connect(stage.deps, { serverUrl: SERVER_URL, token: 'token' });
  await tellSightings(stage.db, call, session, { isShared, now: stage.clock.now });
  return told;
}

describe('what a visit finds where a removed listing had been', () => {
  it('is noted live or gone, and said at once with the way to a new claim', async () => {
    await claim();
    expect(await note(GONE, NOW - 10 * MINUTE)).toBe(true);
    expect(await standing(stage.db, KEY)).toMatchObject({ lastSeen: { seen: 'gone' } });
    expect(await note(LIVE)).toBe(true);
    const stands = await standing(stage.db, KEY);
    expect(stands).toMatchObject({ is: 'sent', lastSeen: { seen: 'live', at: NOW } });
    expect(standingSentence(stands, NOW)).toMatch(
      /^Reported by Marco Lead .* as MS-0000-0001 and removed; seen live again just now\. Capture it: the new claim is linked/,
    );
  });

  it('is nothing where the page says neither, such as a captcha, and of no listing', async () => {
    await claim();
    expect(await note({ ...LIVE, kind: 'wall', wall: 'captcha' })).toBe(false);
    expect(await note({ marketplace: 'aliexpress', kind: 'search' })).toBe(false);
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['nobody has a claim on it', null],
    ['the marketplace has not removed it', 'sent'],
    ['the removal was overturned', 'overturned'],
  ] as const)('is nobody’s business where %s', async (_, state) => {
    if (state) await claim({ state });
    expect(await note(LIVE)).toBe(false);
    expect(await kept()).toEqual([]);
  });

  it.each(['removed', 'countered', 'contested', 'upheld'] as const)(
    'is noted while it is %s',
    async (state) => {
      await claim({ state });
      expect(await note(LIVE)).toBe(true);
    },
  );

  it('is noted of nobody who is signed out', async () => {
    await claim();
    await stage.db.session.clear();
    expect(await note(LIVE)).toBe(false);
  });

  it('is the same for six hours, however often the page is shown; another finding is news at once', async () => {
    await claim();
    expect(await note(LIVE)).toBe(true);
    expect(await note(LIVE, NOW + 5 * HOUR)).toBe(false);
    expect(await note(GONE, NOW + 5 * HOUR)).toBe(true);
    expect(await note(GONE, NOW + 10 * HOUR)).toBe(false);
    expect(await note(GONE, NOW + 11 * HOUR + 1)).toBe(true);
    // One of each listing is remembered.
    expect(await kept()).toEqual([[KEY, 'gone', NOW + 11 * HOUR + 1]]);
  });

  it('remembers five hundred listings, and forgets those first that were seen first', async () => {
    const keys = Array.from({ length: 502 }, (_, index) => `aliexpress:${index + 1}`);
    await stage.db.known.bulkAdd(
      keys.map((listingKey) => ({
        ...{ id: `claim:${listingKey}`, kind: 'claim', listingKey, number: 'MS-0000-0001', state: 'removed' },
        ...{ at: NOW - 2 * HOUR, since: NOW - HOUR, by: null },
      })),
    );
    for (const key of keys) await note({ ...LIVE, itemId: key.split(':')[1] });
    const rows = await kept();
    expect([rows.length, rows[0]?.[0], rows.at(-1)?.[0]]).toEqual([500, keys[2], keys.at(-1)]);
  });

  it('does not outlive the state in which it was seen', async () => {
    await claim();
    await note(LIVE);
    await claim({ since: NOW + 1 });
    expect(await standing(stage.db, KEY)).not.toHaveProperty('lastSeen');
  });
});

describe('what was seen', () => {
  it('is told once, and again only when there is something new', async () => {
    await claim();
    await note(LIVE);
    expect(await tell()).toEqual([
      { listing: { marketplace: 'aliexpress', itemId: ITEM }, seen: 'live', at: new Date(NOW).toISOString() },
    ]);
    expect(await tell()).toEqual([]);
    await note(GONE, NOW + 1);
    expect(await tell()).toMatchObject([{ seen: 'gone' }]);
  });

  it('is kept to oneself where a person wants that, and is told when they do not any more', async () => {
    await claim();
    await note(LIVE);
    expect(await tell(false)).toEqual([]);
    expect(await tell()).toHaveLength(1);
  });

  it('is told again where the program did not take it, and not of what came since', async () => {
    await claim();
    await note(LIVE);
    expect(await tell(true, () => new Response('', { status: 503 }))).toHaveLength(1);
    // Seen anew while it was being told.
    expect(
      await tell(true, async () => {
        await note(GONE, NOW + 1);
        return Response.json({ news: 1 });
      }),
    ).toHaveLength(1);
    expect(await tell()).toMatchObject([{ seen: 'gone' }]);
  });

  it('is told to nobody’s organisation but the one for whom it was seen', async () => {
    await claim();
    await note(LIVE);
    const { user, organisation } = ME;
    const row = await stage.db.session.get('session');
    if (row?.state !== 'signed-in') throw new Error('nobody is signed in');
    const other = '0193a000-0000-7000-8000-0000000000ff';
    await stage.db.session.put({
      ...row,
      me: { user, organisation: { ...organisation, organisationId: other } },
    } as never);
    expect(await tell()).toEqual([]);
  });
});

describe('the list of removed listings', () => {
  const removed = (id: string, change: Partial<KnownRow> = {}) =>
    claim({ id: `claim:${id}`, listingKey: `aliexpress:${id}`, number: `MS-0000-000${id}`, ...change });

  it('begins with what was seen live again, then what nobody has come by for longest', async () => {
    await removed('1', { lastSeen: { seen: 'gone', at: NOW - 2 * MINUTE } });
    await removed('2', { lastSeen: { seen: 'live', at: NOW - MINUTE } });
    await removed('3');
    await removed('4', { lastSeen: { seen: 'gone', at: NOW - 9 * MINUTE } });
    const found = await watchList(stage.db);
    expect(found.map(({ itemId }) => itemId)).toEqual(['2', '3', '4', '1']);
    expect(found[0]).toMatchObject({ url: 'https://www.aliexpress.com/item/2.html', title: null });
  });

  it('has no listing that is being claimed again, nor one whose removal is over', async () => {
    await removed('1');
    await removed('2');
    await removed('3', { state: 'reinstated' });
    await removed('4');
    await stage.db.drafts.add(draftRow({ listingKey: 'aliexpress:1', openKey: 'aliexpress:1' }));
    await claim({ id: 'claim:again', listingKey: 'aliexpress:2', state: 'in_review', at: NOW });
    expect((await watchList(stage.db)).map(({ itemId }) => itemId)).toEqual(['4']);
  });

  it('has the country’s own site, and what the report here calls it', async () => {
    await claim({ listingKey: 'lazada:12@sg' });
    const report = draftRow({ state: 'finished', listingKey: 'lazada:12@sg' });
    await stage.db.drafts.add(report);
    expect(await watchList(stage.db)).toMatchObject([
      { url: expect.stringContaining('lazada.sg'), title: report.target.title, itemId: '12' },
    ]);
  });
});
