import type { ReporterDatabase } from '../database/database.ts';
import type { SweepItemRow, SweepRow } from '../database/sweep-rows.ts';
import { type CaptureOutcome, keyOfPage, type PageStatus } from '../messages/messages.ts';
import { noteItem } from '../sweeps/join-sweep.ts';
import { keyOfUrl } from '../sweeps/next-stop.ts';
import { joinDraft, skipListing } from '../sweeps/steps.ts';
import { pauseSweep, runningSweep } from '../sweeps/sweeps.ts';
import { stopVisit } from './start-visit.ts';

/** From one listing to the next at least so long, and up to so much longer, in milliseconds: as somebody who looks at each. */
const PACE_MS = 4_000;
const JITTER_MS = 4_000;

/** A page has so long to show its listing, in milliseconds, and is looked at this often. */
const SETTLES_MS = 30_000;
const LOOK_MS = 300;

/** The second look at a page that was captured is waited for so long, in milliseconds. */
const SECOND_LOOK_MS = 3_000;

/** So many failures in a row are no accident: the visit stops. */
const MOST_FAILURES = 3;

/** What a visit is asked to capture, as a capture takes it. */
interface VisitOrder {
  sweepId: string;
  profile: SweepRow['profile'];
  listing: string;
  grantsPixels: true;
  opensDraft: false;
  staysBehind: true;
  looking: (done: Promise<void>) => void;
}

/** A visit's own window and the tab in it. */
export interface Place {
  windowId: number;
  tabId: number;
}

/** Every browser call of a visit, so that order and failure can be tested without a browser. */
export interface VisitDeps {
  db: ReporterDatabase;
  now: () => number;
  random: () => number;
  wait: (ms: number) => Promise<void>;
  /** Where the visit goes on in this run of the browser; with the next one numbers of tabs begin anew. */
  place: { read: () => Promise<Place | undefined>; write: (place: Place | undefined) => Promise<void> };
  /** Opens an address in a window of its own, behind the others; undefined where it cannot. */
  open: (url: string) => Promise<Place | undefined>;
  /** Address of the tab and whether it has loaded; undefined where it is gone from that window. */
  tab: (place: Place) => Promise<{ url: string | undefined; loaded: boolean } | undefined>;
  lead: (tabId: number, url: string) => Promise<void>;
  /** Brings a minimised window back: what is minimised cannot be pictured. */
  unfold: (windowId: number) => Promise<void>;
  page: (tabId: number) => Promise<PageStatus>;
  capture: (tabId: number, order: VisitOrder) => Promise<CaptureOutcome>;
  close: (windowId: number) => Promise<void>;
}

type Visited = SweepRow & { visit: NonNullable<SweepRow['visit']> };

/** Walls that stand in front of every listing until a person has dealt with them. */
const STOPPING: ReadonlySet<string> = new Set(['captcha', 'login']);

/**
 * Visits the listings that were chosen on a page, one after another in a window of its own, and captures each: at a polite pace, until
 * the list or the number that was asked for is at its end, and as long as its sweep runs. Each step is on disk before the next: a worker
 * that dies leaves the list as far as it was, and the next one goes on there.
 * @returns what lets it look whether there is something to do; it does one thing at a time
 */
export function createVisit(deps: VisitDeps): () => Promise<void> {
  const { db } = deps;

  const running = async (): Promise<Visited | undefined> => {
    const sweep = await runningSweep(db);
    return sweep?.visit ? (sweep as Visited) : undefined;
  };
  const change = (sweepId: string, next: (visit: Visited['visit']) => Visited['visit'] | undefined) =>
    db.transaction('rw', db.sweeps, async () => {
      const sweep = await db.sweeps.get(sweepId);
      if (!sweep?.visit) return;
      const { visit, ...rest } = sweep;
      const changed = next(visit);
      await db.sweeps.put({ ...rest, ...(changed && { visit: changed }) });
    });
  const nextItem = async (sweepId: string): Promise<SweepItemRow | undefined> => {
    const open = await db.sweepItems.where('[sweepId+state]').equals([sweepId, 'open']).sortBy('order');
    return open.find(({ from }) => from === 'cards');
  };
  const end = async ({ sweepId }: Visited) => {
    await stopVisit(db, sweepId, deps.now());
    const place = await deps.place.read();
    await deps.place.write(undefined);
    if (place) await deps.close(place.windowId).catch(() => undefined);
  };
  const stop = (sweepId: string, stopped: NonNullable<SweepRow['stopped']>) =>
    pauseSweep(db, sweepId, deps.now(), stopped);

  /** Leads the visit's tab to a listing; undefined where its window was closed, which is a person's way to stop it. */
  const arrive = async ({ url, listingKey }: SweepItemRow): Promise<Place | undefined> => {
    const place = await deps.place.read();
    if (!place) {
      const opened = await deps.open(url);
      await deps.place.write(opened);
      return opened;
    }
    const tab = await deps.tab(place);
    if (!tab) {
      await deps.place.write(undefined);
      return undefined;
    }
    await deps.unfold(place.windowId);
    if (keyOfUrl(tab.url) !== listingKey) await deps.lead(place.tabId, url);
    return place;
  };

  /** What a tab shows once it has settled on a listing, or at last. */
  const settle = async (place: Place, listing: string): Promise<PageStatus | undefined> => {
    const until = deps.now() + SETTLES_MS;
    let page: PageStatus | undefined;
    while (deps.now() < until) {
      const tab = await deps.tab(place);
      if (!tab) return undefined;
      if (tab.loaded) {
        page = await deps.page(place.tabId);
        const isThere = keyOfPage(page) === listing;
        // What is drawn after it was loaded looks empty for a while.
        if (page.kind === 'listing' && isThere) return page;
        if (page.kind === 'wall' && page.wall !== 'empty-shell') return page;
      }
      await deps.wait(LOOK_MS);
    }
    return page;
  };

  const fail = (sweepId: string, item: SweepItemRow, code: string) =>
    db.transaction('rw', db.sweepItems, () =>
      noteItem(
        db,
        { sweepId, listingKey: item.listingKey, marketplace: item.marketplace, url: item.url },
        { state: 'failed', code, at: deps.now() },
      ),
    );

  /** Captures a listing, and says whether that came about. */
  const take = async (sweep: Visited, item: SweepItemRow, tabId: number): Promise<boolean> => {
    const { sweepId, profile } = sweep;
    const { listingKey } = item;
    let looked: Promise<void> = Promise.resolve();
    const outcome = await deps.capture(tabId, {
      ...{ sweepId, profile, listing: listingKey, grantsPixels: true, opensDraft: false },
      staysBehind: true,
      looking: (done) => {
        looked = done;
      },
    });
    if (outcome.outcome === 'failed') {
      await fail(sweepId, item, outcome.code);
      return false;
    }
    if (outcome.outcome === 'exists' && outcome.state === 'finished')
      await skipListing(db, item, {
        ...{ sweepId, code: 'reported', draftId: outcome.draftId, now: deps.now() },
      });
    else if (outcome.outcome === 'exists') await joinDraft(db, outcome.draftId, sweepId, deps.now());
    else await Promise.race([looked, deps.wait(SECOND_LOOK_MS)]);
    return true;
  };

  /** One listing. False where the visit cannot go on by itself. */
  const step = async (sweep: Visited, item: SweepItemRow): Promise<boolean> => {
    const { sweepId } = sweep;
    const at = deps.now();
    const place = await arrive(item);
    if (!place) {
      await stop(sweepId, { code: 'window-gone', at });
      return false;
    }
    const page = await settle(place, item.listingKey);
    const isGone = page?.kind === 'wall' && page.wall === 'removed';
    const wall = page?.kind === 'wall' && page.wall !== undefined && STOPPING.has(page.wall);
    if (wall) {
      await stop(sweepId, { code: 'wall', wall: page.wall ?? 'captcha', at });
      return false;
    }
    let isTaken = isGone;
    if (isGone) await skipListing(db, item, { sweepId, code: 'removed', now: deps.now() });
    else if (page && keyOfPage(page) === item.listingKey && page.kind === 'listing')
      isTaken = await take(sweep, item, place.tabId);
    else await fail(sweepId, item, page?.kind === 'wall' ? 'wall' : 'not-shown');
    const failures = isTaken ? 0 : sweep.visit.failures + 1;
    const nextAt = deps.now() + PACE_MS + deps.random() * JITTER_MS;
    const isTooMany = failures >= MOST_FAILURES;
    await change(sweepId, (visit) => ({
      ...visit,
      failures: isTooMany ? 0 : failures,
      nextAt,
      done: visit.done + 1,
    }));
    if (!isTooMany) return true;
    await stop(sweepId, { code: 'failures', at: deps.now() });
    return false;
  };

  const run = async (): Promise<void> => {
    for (;;) {
      const sweep = await running();
      if (!sweep) return;
      const { sweepId, visit } = sweep;
      const left = visit.nextAt - deps.now();
      if (left > 0) {
        // In pieces, so that a pause is heard soon.
        await deps.wait(Math.min(left, 1_000));
        continue;
      }
      const item = visit.done < visit.most ? await nextItem(sweepId) : undefined;
      if (!item) return end(sweep);
      if (!(await step(sweep, item))) return;
    }
  };

  let current: Promise<void> | undefined;
  return () => {
    current ??= run()
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        current = undefined;
      });
    return current;
  };
}
