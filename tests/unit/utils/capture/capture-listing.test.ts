import { ADAPTER_VERSIONS, captureManifest } from '@marketsafe/contract';
import { canonicalJson, sha256Hex } from '@marketsafe/evidence';
import { outcomeSentence } from '@marketsafe/words';
import { describe, expect, it, vi } from 'vitest';
import type { CaptureDeps, TabState } from '../../../../utils/capture/capture-deps.ts';
import { captureListing } from '../../../../utils/capture/capture-listing.ts';
import type { PagePosition, PageTraces } from '../../../../utils/capture/page-sample.ts';
import { PixelsError } from '../../../../utils/capture/pixels.ts';
import { NOTHING_CERTAIN } from '../../../../utils/capture/viewer/boxes.ts';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import { editDraft, finishDraft } from '../../../../utils/drafts/drafts.ts';
import { maskCapture } from '../../../../utils/masking/masked-copies.ts';
import { SOON } from '../../../support/soon.ts';
import {
  CLICK,
  endOf,
  fakeDeps,
  ok,
  pageAnswer,
  SOUND_STORE,
  stored,
  TAB,
} from '../../support/capture-deps.ts';
import { LISTING_URL, pageSampleOf, VIEWER } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { READY_FIELDS } from '../../support/ready-fields.ts';
import { VERIFIED_RIGHT } from '../../support/verified-right.ts';

const NOTHING = { drafts: [], captures: [], blobs: [], jobs: [] };

describe('capturing a listing', () => {
  it('has draft, capture and every file on disk when it says saved', async () => {
    const db = newDatabase();
    const outcome = await captureListing(fakeDeps(db), CLICK);
    expect(outcome).toMatchObject({ outcome: 'saved', method: 'pixels' });
    const { drafts, captures, blobs, jobs } = await stored(db);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({
      listingKey: 'aliexpress:1005006000000001',
      state: 'draft',
      target: { title: 'Aurora jacket' },
    });
    const manifest = captureManifest.parse(captures[0]?.manifest);
    expect(manifest.files.map((file) => file.path)).toEqual(['viewport.png', 'snapshot.html']);
    expect(await sha256Hex(canonicalJson(manifest))).toBe(captures[0]?.manifestSha256);
    for (const blob of blobs) expect(await sha256Hex(await blob.bytes.arrayBuffer())).toBe(blob.sha256);
    expect(new Set(blobs.map((blob) => blob.sha256))).toEqual(
      new Set([captures[0]?.manifestSha256, ...manifest.files.map((file) => file.sha256)]),
    );
    expect(jobs).toEqual([]);
  });

  it('opens the existing draft on a second click instead of making a twin', async () => {
    const db = newDatabase();
    await captureListing(fakeDeps(db), CLICK);
    const second = await captureListing(fakeDeps(db), CLICK);
    expect(second).toMatchObject({ outcome: 'exists', state: 'draft' });
    expect((await stored(db)).captures).toHaveLength(1);
  });

  it('makes one draft when two clicks race', async () => {
    const db = newDatabase();
    const deps = fakeDeps(db);
    await Promise.all([captureListing(deps, CLICK), captureListing(deps, CLICK)]);
    expect((await stored(db)).drafts).toHaveLength(1);
  });

  it('adds a capture to the open draft when asked to capture again', async () => {
    const db = newDatabase();
    await captureListing(fakeDeps(db), CLICK);
    await captureListing(fakeDeps(db), { ...CLICK, again: true });
    const { drafts, captures } = await stored(db);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.evidence).toHaveLength(2);
    expect(captures).toHaveLength(2);
  });

  it('starts a new draft for a listing whose report is finished, when asked to capture again', async () => {
    const db = newDatabase();
    const first = await captureListing(fakeDeps(db), CLICK);
    if (first.outcome !== 'saved') throw new Error('not saved');
    await editDraft(db, first.draftId, READY_FIELDS);
    const finished = await finishDraft(db, first.draftId, {
      right: VERIFIED_RIGHT,
      today: '2026-01-01',
      version: '0.1.0',
      now: 1_700_000_001_000,
      masker: PLAIN_MASKER,
    });
    expect(finished).toHaveProperty('queued');
    expect(await captureListing(fakeDeps(db), CLICK)).toMatchObject({ outcome: 'exists', state: 'finished' });
    expect(await captureListing(fakeDeps(db), { ...CLICK, again: true })).toMatchObject({ outcome: 'saved' });
    expect((await stored(db)).drafts).toHaveLength(2);
  });

  it('labels a rendering as rendered where the browser grants no pixels, and says how to get them', async () => {
    const db = newDatabase();
    const pixels = () => Promise.reject(new PixelsError('grant', 'no permission'));
    const outcome = await captureListing(fakeDeps(db, { pixels }), { ...CLICK, grantsPixels: false });
    expect(outcome).toMatchObject({ outcome: 'saved', method: 'rendered' });
    expect(outcomeSentence(outcome, 'en')).toContain('toolbar button');
    const manifest = (await stored(db)).captures[0]?.manifest;
    expect(manifest?.files[0]).toMatchObject({ path: 'rendered.png', method: 'rendered', role: 'working' });
    expect(manifest?.limitations).toContain('no-pixel-grant');
  });

  it('gives a draft that has only a rendering its screenshot on a click that grants pixels', async () => {
    const db = newDatabase();
    const pixels = () => Promise.reject(new PixelsError('grant', 'no permission'));
    await captureListing(fakeDeps(db, { pixels }), { ...CLICK, grantsPixels: false });
    expect(await captureListing(fakeDeps(db), CLICK)).toMatchObject({ outcome: 'saved', method: 'pixels' });
    const { drafts } = await stored(db);
    expect(drafts[0]?.evidence.flatMap((item) => item.files.map((file) => file.method))).toContain('pixels');
    expect(await captureListing(fakeDeps(db), CLICK)).toMatchObject({ outcome: 'exists' });
  });

  it('saves facts and snapshot when neither pixels nor a rendering can be had', async () => {
    const db = newDatabase();
    const deps = fakeDeps(db, { pixels: () => Promise.reject(new PixelsError('failed', 'readback')) });
    const outcome = await captureListing(
      { ...deps, runScript: (tab, script) => (script === 'render' ? ok(1) : deps.runScript(tab, script)) },
      CLICK,
    );
    expect(outcome).toMatchObject({ outcome: 'saved', method: 'none' });
    const { limitations } = (await stored(db)).captures[0]?.manifest ?? { limitations: [] };
    expect(limitations.slice(0, 2)).toEqual(['pixels-failed', 'rendering-failed']);
  });
});

describe('what a capture knows of the viewer', () => {
  it('is what the page showed while its picture was taken and after, and of the listing what stood in both', async () => {
    const db = newDatabase();
    const at = (x: number) => ({ x, y: 0, width: 10, height: 10 });
    const title = (x: number) => ({ part: 'title' as const, area: at(x) });
    const regions = [title(10), { part: 'price' as const, area: at(60) }];
    const looks = [
      { areas: [at(1)], texts: ['Anna'], regions },
      { areas: [at(1), at(2)], texts: ['Anna', 'Anna Smith'], regions: [title(13)] },
    ];
    await captureListing(fakeDeps(db, { runScript: looksLike(looks) }), CLICK);
    const viewerNow = async () => (await stored(db)).captures[0]?.viewer;
    await expect.poll(viewerNow, SOON).toEqual({
      areas: [at(1), at(1), at(2)],
      texts: ['Anna', 'Anna Smith'],
      // The listing's is what was so at both times: nothing of a price that is gone, of a title that moved what it kept.
      regions: [{ part: 'title', area: { x: 13, y: 0, width: 7, height: 10 } }],
    });
  });

  it.each<[string, (PageTraces | null)[]]>([
    ['does not come', [VIEWER, null]],
    ['is not waited for', [VIEWER]],
  ])(
    'is that nothing is certain until the page was looked at a second time: where that %s, too',
    async (_, looks) => {
      const db = newDatabase();
      const outcome = await captureListing(fakeDeps(db, { runScript: looksLike(looks) }), CLICK);
      expect(outcome.outcome).toBe('saved');
      const [capture] = (await stored(db)).captures;
      if (!capture) throw new Error('nothing was saved');
      expect(capture.viewer).toEqual(NOTHING_CERTAIN);
      expect(await maskCapture(db, capture, PLAIN_MASKER, 0)).toEqual([]);
    },
  );

  it('is that nothing is certain, nor what the window holds back, where the page cannot be looked at at all', async () => {
    const db = newDatabase();
    const runScript = looksLike([null, VIEWER]);
    expect(await captureListing(fakeDeps(db, { runScript }), CLICK)).toMatchObject({ outcome: 'saved' });
    const [capture] = (await stored(db)).captures;
    if (!capture) throw new Error('nothing was saved');
    const { listing, page, limitations } = captureManifest.parse(capture.manifest);
    expect(listing.facts.title?.value).toBe('Aurora jacket');
    expect(limitations).toContain('content-clipped');
    expect(page.clipped).toEqual([{ area: { x: 0, y: 0, width: 1280, height: 800 }, of: null }]);
    await expect
      .poll(async () => (await db.captures.get(capture.captureId))?.viewer.areas.length, SOON)
      .toBe(1);
    const known = (await db.captures.get(capture.captureId)) ?? capture;
    expect(known.viewer.regions).toEqual([]);
    expect(await maskCapture(db, known, PLAIN_MASKER, 0)).toEqual([]);
  });
});

describe('a capture that must not be kept', () => {
  it.each<[string, Partial<CaptureDeps>]>([
    [
      'the tab moved to another address',
      { tab: tabsInTurn(TAB, { ...TAB, url: 'https://www.aliexpress.com/item/2.html' }) },
    ],
    ['another tab came to the front', { tab: tabsInTurn(TAB, { ...TAB, active: false }) }],
    ['the tab moved to another window', { tab: tabsInTurn(TAB, { ...TAB, windowId: 8 }) }],
    ['the tab was behind another from the start', { tab: tabsInTurn({ ...TAB, active: false }) }],
    ['the document was loaded again', { runScript: endsAt({ mark: '' }) }],
    ['the page scrolled', { runScript: endsAt({ y: 300 }) }],
    ['the tab went away and came back', { runScript: endsAt({ turns: 2 }) }],
    [
      'the page moved inside itself to another listing',
      { runScript: endsAt({ url: 'https://www.aliexpress.com/item/2.html' }) },
    ],
    [
      'the page moved inside itself to no listing',
      { runScript: endsAt({ url: 'https://www.aliexpress.com/' }) },
    ],
  ])('saves nothing when %s', async (_, change) => {
    const db = newDatabase();
    expect(await captureListing(fakeDeps(db, change), CLICK)).toMatchObject({
      outcome: 'failed',
      code: 'page-changed',
    });
    expect(await stored(db)).toEqual(NOTHING);
  });

  it('saves nothing when the page still shows the listing that its address has left', async () => {
    const db = newDatabase();
    const sample = pageSampleOf({ settled: false });
    const runScript: CaptureDeps['runScript'] = (_, script) => ok(pageAnswer(script, sample));
    const outcome = await captureListing(fakeDeps(db, { runScript }), CLICK);
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'page-changed' });
    expect(await stored(db)).toEqual(NOTHING);
  });

  it('saves nothing when the tab shows another listing than the user was shown', async () => {
    const db = newDatabase();
    const outcome = await captureListing(fakeDeps(db), { ...CLICK, listing: 'aliexpress:7' });
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'page-changed' });
    expect(await stored(db)).toEqual(NOTHING);
  });

  it.each([
    ['https://www.aliexpress.com/w/wholesale-jacket.html'],
    ['https://www.alibaba.com.evil.example/product-detail/x_1600000000001.html'],
    ['https://fake-alibaba.com/product-detail/x_1600000000001.html'],
    [undefined],
  ])('refuses %s', async (url) => {
    const db = newDatabase();
    const outcome = await captureListing(
      fakeDeps(db, { tab: () => Promise.resolve({ ...TAB, url }) }),
      CLICK,
    );
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'not-a-listing' });
    expect(await stored(db)).toEqual(NOTHING);
  });

  it.each([[null], [{ ok: false, error: 'x' }], [{ ok: true, value: { position: 1 } }], ['<html>']])(
    'treats a page that answers %j as unreachable',
    async (answer) => {
      const db = newDatabase();
      const outcome = await captureListing(fakeDeps(db, { runScript: () => Promise.resolve(answer) }), CLICK);
      expect(outcome).toMatchObject({ outcome: 'failed', code: 'page-unreachable' });
      expect(await stored(db)).toEqual(NOTHING);
    },
  );

  it('refuses before the disk is full', async () => {
    const db = newDatabase();
    const estimate = () => Promise.resolve({ usage: 900, quota: 1_000 });
    expect(await captureListing(fakeDeps(db, { estimate }), CLICK)).toMatchObject({ code: 'storage-full' });
    expect(await stored(db)).toEqual(NOTHING);
  });

  it('says that nothing was saved when the database runs out of room in the middle, and keeps what was there', async () => {
    const db = newDatabase();
    await captureListing(fakeDeps(db), CLICK);
    const before = await stored(db);
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    db.captures.hook('creating', full);
    const outcome = await captureListing(fakeDeps(db), { ...CLICK, again: true });
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'storage-full' });
    db.captures.hook('creating').unsubscribe(full);
    expect(await stored(db)).toEqual(before);
  });

  it.each([
    ['no-room', 'storage-lost'],
    ['unreadable', 'storage-unread'],
  ] as const)('takes nothing while what is stored is %s', async (state, code) => {
    const db = newDatabase();
    const store = { ...SOUND_STORE, look: async () => ({ state }) };
    expect(await captureListing(fakeDeps(db, { store }), CLICK)).toEqual({ outcome: 'failed', code });
    expect(await stored(db)).toEqual(NOTHING);
  });

  it.each([
    ['there is no room', { estimate: () => Promise.resolve({ usage: 900, quota: 1_000 }) }],
    ['the capture fails', { context: null as unknown as CaptureDeps['context'] }],
  ])(
    'does not say that everything is there when that could not be looked up, where %s',
    async (_, change) => {
      vi.spyOn(console, 'error').mockImplementation(() => undefined);
      const deps = fakeDeps(newDatabase(), {
        ...change,
        store: { ...SOUND_STORE, allThere: async () => false },
      });
      expect(await captureListing(deps, CLICK)).toMatchObject({ outcome: 'failed', code: 'storage-unread' });
    },
  );
});

describe('a wall in the listing’s place', () => {
  it('is stored as the wall it is and blocks the report', async () => {
    const db = newDatabase();
    const sample = pageSampleOf({
      reading: {
        marketplace: 'aliexpress',
        kind: 'wall',
        wall: 'captcha',
        itemId: '1005006000000001',
        facts: {},
      },
    });
    const runScript: CaptureDeps['runScript'] = (_, script) => ok(pageAnswer(script, sample));
    await captureListing(fakeDeps(db, { runScript }), CLICK);
    const { drafts, captures } = await stored(db);
    expect(drafts[0]?.wall).toBe('captcha');
    expect(captures[0]?.manifest.listing).toMatchObject({ kind: 'wall', wall: 'captcha', facts: {} });
    const finished = await finishDraft(db, drafts[0]?.draftId ?? '', {
      right: undefined,
      today: '2026-01-01',
      version: '0.1.0',
      now: 0,
      masker: PLAIN_MASKER,
    });
    expect(finished).toMatchObject({ unmet: [{ code: 'wall' }, {}, {}, {}, {}] });
  });
});

describe('a wall that only the address tells of', () => {
  it('is stored as the wall it is when the page could not be read', async () => {
    const db = newDatabase();
    const url = `${LISTING_URL}/_____tmd_____/punish?x5secdata=1`;
    const sample = pageSampleOf({ reading: null });
    sample.position.url = url;
    const runScript: CaptureDeps['runScript'] = (_, script) => ok(pageAnswer(script, sample));
    const tab = () => Promise.resolve({ ...TAB, url });
    const outcome = await captureListing(fakeDeps(db, { runScript, tab }), CLICK);
    expect(outcome).toMatchObject({ outcome: 'saved' });
    const { drafts, captures } = await stored(db);
    expect(drafts[0]?.wall).toBe('captcha');
    expect(captures[0]?.manifest.listing).toMatchObject({ kind: 'wall', wall: 'captcha' });
    expect(captures[0]?.manifest.limitations).toContain('wall');
  });

  it('is no listing where it has left the listing for another host', async () => {
    for (const url of [
      'https://login.taobao.com/member/login.jhtml?redirectURL=x',
      'https://s.click.taobao.com/abc',
    ]) {
      const db = newDatabase();
      const direct = await captureListing(
        fakeDeps(db, { tab: () => Promise.resolve({ ...TAB, url }) }),
        CLICK,
      );
      expect(direct).toMatchObject({ outcome: 'failed', code: 'not-a-listing' });
      const moved = await captureListing(fakeDeps(db, { tab: tabsInTurn(TAB, { ...TAB, url }) }), CLICK);
      expect(moved).toMatchObject({ outcome: 'failed', code: 'page-changed' });
      expect(await stored(db)).toEqual(NOTHING);
    }
  });
});

describe('a marketplace whose reading is switched off', () => {
  const off = (upToVersion: number) => ({
    key: 'marketplaces' as const,
    settings: [
      {
        marketplace: 'aliexpress' as const,
        upToVersion,
        reason: 'Prices are wrong.',
        since: '2026-11-20T10:00:00.000Z',
      },
    ],
    fetchedAt: 0,
  });
  const withoutFacts = pageSampleOf();
  if (withoutFacts.reading) withoutFacts.reading = { ...withoutFacts.reading, facts: {} };
  const scripts: string[] = [];
  const runScript: CaptureDeps['runScript'] = (_, script) => {
    scripts.push(script);
    return ok(script === 'sample' ? pageSampleOf() : pageAnswer(script, withoutFacts));
  };

  it('is captured by the script without an adapter: picture, page and identity, no facts, and it says so', async () => {
    const db = newDatabase();
    await db.reference.put(off(ADAPTER_VERSIONS.aliexpress));
    scripts.length = 0;
    const outcome = await captureListing(fakeDeps(db, { runScript }), CLICK);
    expect(scripts).toEqual(['begin', 'sample-reading-off', 'look', 'copy', 'end', 'look']);
    expect(outcomeSentence(outcome, 'en')).toBe(
      'Saved: screenshot and page snapshot. The program had switched off the reading of this marketplace’s pages: no facts were read.',
    );
    const { drafts, captures } = await stored(db);
    expect(drafts[0]).toMatchObject({ listingKey: 'aliexpress:1005006000000001', facts: {} });
    expect(drafts[0]?.wall).toBeUndefined();
    const manifest = captureManifest.parse(captures[0]?.manifest);
    expect(manifest.limitations).toContain('reading-switched-off');
    expect(manifest.tool).not.toHaveProperty('adapter');
    expect(manifest.files.map(({ path }) => path)).toEqual(['viewport.png', 'snapshot.html']);
  });

  it.each<[string, () => Parameters<ReporterDatabase['reference']['put']>[0] | undefined]>([
    ['nothing was heard', () => undefined],
    ['an older version is', () => off(ADAPTER_VERSIONS.aliexpress - 1)],
    [
      'another marketplace is',
      () => ({
        ...off(9),
        settings: [{ ...off(9).settings[0], marketplace: 'lazada', upToVersion: 9, reason: 'x', since: '' }],
      }),
    ],
  ])('is read where %s, and the record names the adapter', async (_, row) => {
    const db = newDatabase();
    const setting = row();
    if (setting) await db.reference.put(setting);
    scripts.length = 0;
    await captureListing(fakeDeps(db, { runScript }), CLICK);
    expect(scripts).toEqual(['begin', 'sample', 'look', 'copy', 'end', 'look']);
    const manifest = captureManifest.parse((await stored(db)).captures[0]?.manifest);
    expect(manifest.tool.adapter).toEqual({ id: 'aliexpress', version: ADAPTER_VERSIONS.aliexpress });
    expect(manifest.limitations).not.toContain('reading-switched-off');
  });

  it('leaves what an earlier capture read, and adds its own as evidence', async () => {
    const db = newDatabase();
    await captureListing(fakeDeps(db, { runScript }), CLICK);
    const [before] = (await stored(db)).drafts;
    await db.reference.put(off(ADAPTER_VERSIONS.aliexpress));
    await captureListing(fakeDeps(db, { runScript }), { ...CLICK, again: true });
    const [after] = (await stored(db)).drafts;
    expect(after).toMatchObject({ target: before?.target, facts: before?.facts });
    expect(after?.evidence).toHaveLength(2);
  });
});

describe('a wall over a draft that has a good capture', () => {
  it('is added as evidence and leaves what the claim is about', async () => {
    const db = newDatabase();
    await captureListing(fakeDeps(db), CLICK);
    const [before] = (await stored(db)).drafts;
    const sample = pageSampleOf({
      reading: {
        marketplace: 'aliexpress',
        kind: 'wall',
        wall: 'removed',
        itemId: '1005006000000001',
        facts: {},
      },
    });
    const runScript: CaptureDeps['runScript'] = (_, script) => ok(pageAnswer(script, sample));
    await captureListing(fakeDeps(db, { runScript }), { ...CLICK, again: true });
    const [after] = (await stored(db)).drafts;
    expect(after?.target).toEqual(before?.target);
    expect(after?.wall).toBeUndefined();
    expect(after?.evidence).toHaveLength(2);
  });
});

/** A page that shows this each time it is looked at; `null`: it does not say. Where there is no more, it never answers. */
function looksLike(looks: readonly (PageTraces | null)[]): CaptureDeps['runScript'] {
  const sample = pageSampleOf();
  const left = [...looks];
  return (_, script) => {
    if (script !== 'look') return ok(pageAnswer(script, sample));
    const viewer = left.shift();
    if (viewer === undefined) return new Promise(() => undefined);
    return ok(viewer && { mark: sample.position.mark, clipped: [], viewer });
  };
}

function tabsInTurn(first: TabState, ...later: TabState[]): CaptureDeps['tab'] {
  let call = 0;
  return () => {
    const tab = call === 0 ? first : (later[Math.min(call, later.length) - 1] ?? first);
    call += 1;
    return Promise.resolve(tab);
  };
}

function endsAt(change: Partial<PagePosition>): CaptureDeps['runScript'] {
  const sample = pageSampleOf();
  return (_, script) =>
    ok(pageAnswer(script, sample, endOf({ ...sample, position: { ...sample.position, ...change } })));
}
