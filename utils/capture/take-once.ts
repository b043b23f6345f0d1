import type { KeyFacts, PageArea } from '@marketsafe/contract';
import { bothTraces } from './both-traces.ts';
import { askPage, type CaptureDeps, CaptureStopped, inTime, type TabState } from './capture-deps.ts';
import type { Answered, Picture, TabFacts } from './moment.ts';
import {
  type PageBegin,
  type PageCopy,
  type PageEnd,
  type PageLook,
  type PageSample,
  type PageTraces,
  pageBegin,
  pageCopy,
  pageEnd,
  pageLook,
  pageSample,
} from './page-sample.ts';
import { COPY_BESIDE_ELEMENTS, COPY_MS, END_MS, FACTS_MS, FIRST_MS, LOOK_MS } from './platform.ts';
import { addressesOf, becameAnother, isSameListing, keyFactsOf, stoodStill } from './same-moment.ts';
import { takePixels, takeRendering } from './take-picture.ts';
import { NOTHING_CERTAIN } from './viewer/boxes.ts';

/** What one try at a moment gave. */
export interface Taken {
  answered: Answered;
  /** What else is known of the tab. */
  tab: Omit<TabFacts, 'incognito'>;
  /** Null where the page never answered. */
  sample: PageSample | null;
  /** What the page held back while its picture was taken. */
  clipped: PageLook['clipped'];
  /** Where it showed the viewer and the listing, while its picture was taken and now: looks once more. Never rejects. */
  traces: () => Promise<PageTraces>;
  copy: PageCopy['snapshot'];
  picture: Picture;
  /** When the picture was there, on the capture's own clock. */
  pictureTicks: number;
  /** Where the page's button stood, in the window; null where there was none. */
  button: PageArea | null;
  /** See `keyFactsOf` and `addressesOf`. */
  changed: KeyFacts[];
  addresses: string[];
  /** The page is no longer what it was when it was read. */
  isAnother: boolean;
}

/** One try: the tab as it stood at the click, the script that reads its page, and that the capture began being on disk. */
export interface Try {
  tabId: number;
  before: TabState;
  script: 'sample' | 'sample-reading-off';
  noted: PromiseLike<unknown>;
}

/** The page's copy, for which it has a time of its own; null where it was not had. */
async function takeCopy(deps: CaptureDeps, tabId: number): Promise<PageCopy | null> {
  const asked = askPage(deps, tabId, 'copy', pageCopy).catch(() => null);
  return (await inTime(deps, asked, COPY_MS)) ?? null;
}

/** Where the page shows the viewer and the listing now, and what it holds back; undefined where this document does not say so in time. */
async function takeLook(deps: CaptureDeps, tabId: number, mark: string): Promise<PageLook | undefined> {
  const asked = askPage(deps, tabId, 'look', pageLook).catch(() => undefined);
  const look = await inTime(deps, asked, LOOK_MS);
  return look?.mark === mark ? look : undefined;
}

/** What can be said of a page that did not let itself be looked at: the window may hold more than it shows, and show the viewer. */
function unseen({ position: { x, y, width, height } }: PageSample): Omit<PageLook, 'mark'> {
  return { clipped: [{ area: { x, y, width, height }, of: null }], viewer: NOTHING_CERTAIN };
}

/** How a page that answered stands after its picture, with its copy. Throws where it moved or is not the one that was asked for. */
async function endOf(
  deps: CaptureDeps,
  { tabId, before }: Try,
  [begin, sample]: readonly [PageBegin, PageSample],
  beside: Promise<PageCopy | null> | null,
): Promise<
  Pick<Taken, 'sample' | 'copy' | 'button' | 'changed' | 'addresses' | 'isAnother'> & { isHeard: boolean }
> {
  const [heard, after] = await Promise.all([
    inTime(deps, askPage(deps, tabId, 'end', pageEnd), END_MS),
    deps.tab(tabId),
  ]);
  const end: PageEnd = heard ?? { position: sample.position, readings: [] };
  const unmoved =
    isSameListing(before.url, begin.position.url) &&
    stoodStill(begin.position, sample.position) &&
    stoodStill(begin.position, end.position) &&
    after.active &&
    after.windowId === before.windowId &&
    isSameListing(after.url, before.url);
  if (!unmoved) throw new CaptureStopped('page-changed');
  const copy = await (beside ?? takeCopy(deps, tabId));
  const urls = [before, begin.position, sample.position, end.position, after].map(({ url }) => url);
  return {
    isHeard: heard !== undefined,
    sample,
    copy: copy?.mark === begin.position.mark ? copy.snapshot : null,
    button: begin.button,
    changed: keyFactsOf(sample, end),
    addresses: addressesOf(urls),
    isAnother: becameAnother(sample, end),
  };
}

/** What there is of a page that never answered: its picture. Throws where there is none. */
async function silent(
  deps: CaptureDeps,
  { tabId, before }: Try,
  { picture, pictureTicks }: Pick<Taken, 'picture' | 'pictureTicks'>,
): Promise<Taken> {
  // Whenever it comes to itself again, it puts its button back.
  void deps.runScript(tabId, 'end').catch(() => undefined);
  if (picture.method !== 'pixels') throw new CaptureStopped('page-unreachable');
  const after = await deps.tab(tabId);
  if (!after.active || after.windowId !== before.windowId || !isSameListing(after.url, before.url))
    throw new CaptureStopped('page-changed');
  return {
    answered: 'never',
    tab: await deps.tabFacts(tabId, null),
    sample: null,
    clipped: [],
    traces: () => Promise.resolve(NOTHING_CERTAIN),
    copy: null,
    picture,
    pictureTicks,
    button: null,
    changed: [],
    addresses: addressesOf([before.url, after.url]),
    isAnother: false,
  };
}

/**
 * Tries once to take picture, facts and page copy of one moment. The page is read and its button hidden first, as long as that takes no
 * more than `FIRST_MS`: then the picture is taken whatever the page does, and what it says later is taken as said later.
 */
export async function takeOnce(deps: CaptureDeps, attempt: Try): Promise<Taken> {
  const { tabId, before, script, noted } = attempt;
  const answers = Promise.all([
    askPage(deps, tabId, 'begin', pageBegin),
    askPage(deps, tabId, script, pageSample),
  ]);
  // That a capture began is on disk before its picture is taken, and is written while the page answers.
  const [first] = await Promise.all([inTime(deps, answers, FIRST_MS), noted]);
  const isSmall = first !== undefined && first[1].elements <= COPY_BESIDE_ELEMENTS;
  const [taken, looked, beside, known, said] = await Promise.all([
    takePixels(deps, before.windowId).then((picture) => ({ picture, pictureTicks: deps.monotonic() })),
    first ? takeLook(deps, tabId, first[0].position.mark) : undefined,
    isSmall ? takeCopy(deps, tabId) : null,
    first ? deps.tabFacts(tabId, first[1].load) : null,
    first ?? inTime(deps, answers, FACTS_MS),
  ]);
  if (!said) return silent(deps, attempt, taken);
  // What is free on the disk is counted while the page says how it stands.
  void deps.db.lookAhead();
  const { isHeard, ...end } = await endOf(deps, attempt, said, isSmall ? Promise.resolve(beside) : null);
  const { mark } = said[0].position;
  const look = (first ? looked : await takeLook(deps, tabId, mark)) ?? unseen(said[1]);
  const traces = async () => {
    const after = await takeLook(deps, tabId, mark).catch(() => undefined);
    return after ? bothTraces(look.viewer, after.viewer) : NOTHING_CERTAIN;
  };
  const seen = { clipped: look.clipped, traces };
  const answered: Answered = first && isHeard ? 'first' : 'late';
  const tab = known ?? (await deps.tabFacts(tabId, said[1].load));
  if (taken.picture.method !== 'none') return { ...end, ...seen, ...taken, answered, tab };
  const picture = await takeRendering(deps, tabId, taken.picture);
  const pictureTicks = deps.monotonic();
  const last = await deps.tab(tabId);
  if (!isSameListing(last.url, before.url)) throw new CaptureStopped('page-changed');
  const addresses = addressesOf([...end.addresses, last.url]);
  return { ...end, ...seen, answered: 'first', tab, picture, pictureTicks, addresses };
}
