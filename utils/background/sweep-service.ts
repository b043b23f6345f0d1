import type { StepCodes } from '@marketsafe/words';
import type { ReporterDatabase } from '../database/database.ts';
import type { SweepItemRow, SweepRow } from '../database/sweep-rows.ts';
import { type CaptureOutcome, keyOfPage, type PageStatus, type SweepKey } from '../messages/messages.ts';
import { Refusal } from '../refusals/refusal.ts';
import { signedIn } from '../session/session.ts';
import { dealtWith } from '../sweeps/add-items.ts';
import { keyOfUrl, type NextStop, nextStop, type SweptTab } from '../sweeps/next-stop.ts';
import { countItems, progressOf } from '../sweeps/pace.ts';
import { joinDraft, markListing, type SteppedListing, skipListing, undoStep } from '../sweeps/steps.ts';
import { pauseSweep, runningSweep } from '../sweeps/sweeps.ts';
import type { CaptureOrder } from './capture-service.ts';

/** The second look at a page that was captured is waited for so long, in milliseconds, before the page is left. */
const LOOK_MS = 3_000;

/** A page that is still empty is given so long, in milliseconds, to show its listing, and asked so often. */
const LOAD_MS = 5_000;
const ASK_AGAIN_MS = 250;

/** Listings of a list that are looked at for the next stop at once. */
const AHEAD = 50;

/** Every browser call of a sweep, so that order and failure can be tested without a browser. */
export interface SweepDeps {
  db: ReporterDatabase;
  now: () => number;
  capture: (tabId: number, order: CaptureOrder) => Promise<CaptureOutcome>;
  page: (tabId: number) => Promise<PageStatus>;
  tab: (tabId: number) => Promise<{ url?: string | undefined; title?: string | undefined; windowId: number }>;
  /** Tabs of a window, in their order. */
  tabsOf: (windowId: number) => Promise<SweptTab[]>;
  show: (tabId: number) => Promise<void>;
  /** Opens an address beside a tab; in front, or behind it so that it is loaded when its turn comes. Gives the new tab. */
  open: (url: string, beside: number, inFront: boolean) => Promise<number>;
  /** Leads a tab to another address. */
  lead: (tabId: number, url: string) => Promise<void>;
  close: (tabId: number) => Promise<void>;
  /** Shows in a tab's icon, and in its page where pages may be touched, what a key came to. */
  tell: (tabId: number, told: StepCodes, isLedTo: boolean) => void;
  wait: (ms: number) => Promise<void>;
}

/** Where a person is: the listing of the tab in which a key was pressed. */
interface Here extends SteppedListing {
  tabId: number;
}

const REFUSED: Readonly<Partial<Record<string, StepCodes['did']>>> = {
  'mark-has-draft': 'has-draft',
  'sweep-nothing-to-undo': 'nothing-to-undo',
  'undo-finished': 'undo-finished',
  'on-hold': 'on-hold',
};

/** What a key of a sweep does in the tab in front. */
export type SweepService = (tabId: number, key: SweepKey, grantsPixels: boolean) => Promise<StepCodes | null>;

/** The browser's name of a page, for a listing whose facts nobody has read. */
function nameOf(title: string | undefined): string | undefined {
  const name = title?.trim().slice(0, 200);
  return name === '' ? undefined : name;
}

/** Makes what the keys of a sweep do. A second press while the first is under way is the same press. */
export function createSweepService(deps: SweepDeps): SweepService {
  const { db } = deps;

  const count = async (sweep: SweepRow | undefined): Promise<Pick<StepCodes, 'count'>> => {
    if (!sweep) return {};
    const counts = await countItems(db, sweep.sweepId);
    return { count: { done: progressOf(sweep, counts, deps.now()).done, open: counts.open } };
  };

  const hereOf = async (tabId: number, sweep: SweepRow | undefined): Promise<Here | undefined> => {
    const [page, { url = '', title }] = await Promise.all([deps.page(tabId), deps.tab(tabId)]);
    const listingKey = keyOfPage(page);
    if (listingKey === undefined || page.marketplace === null) return undefined;
    const item = sweep && (await db.sweepItems.get([sweep.sweepId, listingKey]));
    const named = item?.card?.title ?? nameOf(title);
    return {
      ...{ tabId, listingKey, marketplace: page.marketplace, url: item?.url ?? url },
      ...(named !== undefined && { title: named }),
      ...(item?.card?.seller && { seller: item.card.seller }),
    };
  };

  const openItems = (sweepId: string): Promise<SweepItemRow[]> =>
    db.sweepItems
      .where('[sweepId+state]')
      .equals([sweepId, 'open'])
      .sortBy('order')
      .then((items) => items.slice(0, AHEAD));

  const stopFrom = async (
    sweep: SweepRow,
    tabId: number,
    tabs: readonly SweptTab[],
  ): Promise<NextStop | undefined> => {
    const open = await openItems(sweep.sweepId);
    const keys = [...tabs.map(({ url }) => keyOfUrl(url)), ...open.map(({ listingKey }) => listingKey)];
    const dealt = await dealtWith(
      db,
      keys.filter((key) => key !== undefined),
    );
    const gone = await db.sweepItems
      .bulkGet([...new Set(keys)].flatMap((key): [string, string][] => (key ? [[sweep.sweepId, key]] : [])))
      .then((items) => items.filter((item) => item !== undefined && item.state !== 'open'));
    for (const item of gone) if (item) dealt.add(item.listingKey);
    return nextStop(tabs, tabId, { dealt, open });
  };

  /** Opens the listing after the next behind the others, where it would have to be opened: it is loaded when its turn comes. */
  const openAhead = async (sweep: SweepRow, at: number, windowId: number): Promise<void> => {
    const after = await stopFrom(sweep, at, await deps.tabsOf(windowId));
    if (after && 'url' in after) await deps.open(after.url, at, false);
  };

  /** Goes to the next listing, and gives the tab that is in front then. */
  const goOn = async (sweep: SweepRow, tabId: number): Promise<number> => {
    if (sweep.next === 'stay') return tabId;
    const { windowId } = await deps.tab(tabId);
    const stop = await stopFrom(sweep, tabId, await deps.tabsOf(windowId));
    // Nothing is left: the last page stays, and with it its window.
    if (!stop) return tabId;
    let next = tabId;
    if ('tabId' in stop) {
      await deps.show(stop.tabId);
      next = stop.tabId;
      if (sweep.next === 'close') await deps.close(tabId);
    } else if (sweep.next === 'close') await deps.lead(tabId, stop.url);
    else next = await deps.open(stop.url, tabId, true);
    void openAhead(sweep, next, windowId).catch((error: unknown) => console.error(error));
    return next;
  };

  /** Tells what was done, here and where the sweep went. */
  const told = async (sweep: SweepRow | undefined, tabId: number, step: StepCodes, moves: boolean) => {
    // What was done is done: a tab or window that is gone meanwhile keeps nothing from being told.
    const next = sweep && moves ? await goOn(sweep, tabId).catch(() => tabId) : tabId;
    const full = { ...step, ...(await count(sweep)) };
    for (const id of new Set([tabId, next])) deps.tell(id, full, moves && id === next);
    return full;
  };

  const say = (did: StepCodes['did'], here?: Here): StepCodes => ({
    ...{ outcome: 'step', did },
    ...(here?.title !== undefined && { title: here.title }),
  });

  /** What a page is, once there is something in it. */
  const loadedPage = async (tabId: number): Promise<PageStatus> => {
    for (let left = LOAD_MS; ; left -= ASK_AGAIN_MS) {
      const page = await deps.page(tabId);
      if (page.kind !== 'wall' || page.wall !== 'empty-shell' || left <= 0) return page;
      await deps.wait(ASK_AGAIN_MS);
    }
  };

  const stopAtWall = async (sweep: SweepRow, tabId: number, wall: string): Promise<StepCodes> => {
    await pauseSweep(db, sweep.sweepId, deps.now(), { code: 'wall', wall, at: deps.now() });
    return told(sweep, tabId, say('wall'), false);
  };

  const captureHere = async (
    sweep: SweepRow,
    tabId: number,
    grantsPixels: boolean,
  ): Promise<StepCodes | null> => {
    const { sweepId, profile } = sweep;
    const page = await loadedPage(tabId);
    const here = await hereOf(tabId, sweep);
    if (page.kind === 'wall' && page.wall === 'removed' && here) {
      await skipListing(db, here, { sweepId, code: 'removed', now: deps.now() });
      return told(sweep, tabId, say('removed', here), true);
    }
    // No wall of the marketplace's: somebody was faster than the page.
    if (page.kind === 'wall' && page.wall === 'empty-shell')
      return told(sweep, tabId, say('not-loaded'), false);
    if (page.kind === 'wall') return stopAtWall(sweep, tabId, page.wall ?? 'captcha');
    if (!here) return told(sweep, tabId, say('no-listing'), false);
    let looked: Promise<void> = Promise.resolve();
    const outcome = await deps.capture(tabId, {
      ...{ sweepId, profile, grantsPixels, opensDraft: false, listing: here.listingKey },
      looking: (done) => {
        looked = done;
      },
    });
    // What it failed for is in the icon and in the page.
    if (outcome.outcome === 'failed') return null;
    if (outcome.outcome === 'exists' && outcome.state === 'finished') {
      const { draftId } = outcome;
      await skipListing(db, here, { sweepId, code: 'reported', draftId, now: deps.now() });
      return told(sweep, tabId, say('reported', here), true);
    }
    if (outcome.outcome === 'exists') {
      await joinDraft(db, outcome.draftId, sweepId, deps.now());
      return told(sweep, tabId, say('there', here), true);
    }
    const after = await db.sweeps.get(sweepId);
    if (after?.stopped) {
      const { stopped } = after;
      const trouble = stopped.code === 'mandate' ? stopped.trouble : undefined;
      const step = { ...say(stopped.code as StepCodes['did'], here), ...(trouble && { trouble }) };
      return told(sweep, tabId, step, false);
    }
    await Promise.race([looked, deps.wait(LOOK_MS)]);
    return told(after, tabId, say('captured', here), true);
  };

  const mark = async (
    sweep: SweepRow | undefined,
    tabId: number,
    kind: 'not-infringing' | 'watch',
  ): Promise<StepCodes> => {
    const here = await hereOf(tabId, sweep);
    if (!here) return told(sweep, tabId, say('no-listing'), false);
    const by = (await signedIn(db))?.me.user.name ?? null;
    await markListing(db, here, { kind, sweepId: sweep?.sweepId, by, now: deps.now() });
    return told(sweep, tabId, say(kind, here), true);
  };

  /** The sweep whose last key is taken back: the running one, or the one that stopped last. */
  const sweepToUndo = async (): Promise<SweepRow | undefined> =>
    (await runningSweep(db)) ??
    (await db.sweeps.where('state').equals('paused').sortBy('updatedAt')).findLast(
      ({ steps }) => steps.length > 0,
    );

  const undo = async (tabId: number): Promise<StepCodes> => {
    const sweep = await sweepToUndo();
    if (!sweep) return told(undefined, tabId, say('nothing-to-undo'), false);
    const url = await db.sweepItems.get([sweep.sweepId, sweep.steps.at(-1)?.listingKey ?? '']);
    const step = await undoStep(db, sweep.sweepId, deps.now());
    const { windowId } = await deps.tab(tabId);
    const there = (await deps.tabsOf(windowId)).find((tab) => keyOfUrl(tab.url) === step.listingKey);
    if (there) await deps.show(there.id);
    const back = there?.id ?? (url ? await deps.open(url.url, tabId, true) : tabId);
    return told(await db.sweeps.get(sweep.sweepId), back, { ...say('undone'), title: step.title }, false);
  };

  const run = async (tabId: number, key: SweepKey, grantsPixels: boolean): Promise<StepCodes | null> => {
    try {
      if (key === 'undo') return await undo(tabId);
      const sweep = await runningSweep(db);
      if (key !== 'capture') return await mark(sweep, tabId, key);
      if (sweep) return await captureHere(sweep, tabId, grantsPixels);
      await deps.capture(tabId, { grantsPixels, opensDraft: true });
      return null;
    } catch (error) {
      const did = error instanceof Refusal ? REFUSED[error.refused.code] : undefined;
      if (did === undefined) throw error;
      return told(await runningSweep(db), tabId, say(did), false);
    }
  };

  const running = new Map<number, Promise<StepCodes | null>>();
  return (tabId, key, grantsPixels) => {
    const already = running.get(tabId);
    if (already) return already;
    const step = run(tabId, key, grantsPixels).finally(() => running.delete(tabId));
    running.set(tabId, step);
    return step;
  };
}
