import { join } from 'node:path';
import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import { joinTexts, m } from '@marketsafe/words';
import type { DraftRow } from '../../utils/database/draft-rows.ts';
import { readTable, runIn } from '../support/extension-database.ts';
import { PRACTICE } from '../support/practice-pages.ts';
import { newestSweep, pressKey, setSweepUp, shownTab, startSweepOn, sweepItems } from '../support/sweep.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';

/** Listings of most marketplaces: one draws itself too late to be swept in a tour, and another tour may be about 1688. */
const LISTINGS = [
  PRACTICE.aliexpress,
  PRACTICE.aliexpressState,
  PRACTICE.spa,
  PRACTICE.alibaba,
  PRACTICE.taobao,
  PRACTICE.tmall,
  PRACTICE.tmallGlobal,
  PRACTICE.lazada,
  PRACTICE.daraz,
  PRACTICE.trendyol,
  PRACTICE.miravia,
];

const COUNT = 10;

/** Ten listings, none of them the one that the tour has reported. */
function listingsFor({ url }: TourContext): string[] {
  const reported = recogniseAddress(url)?.canonicalUrl;
  return LISTINGS.filter((listing) => recogniseAddress(listing)?.canonicalUrl !== reported).slice(0, COUNT);
}

/** A listing is captured and the next one loaded within so many milliseconds. */
const ARRIVE_MS = 20_000;

/** Ten reports are finished, and received, within so many milliseconds: for some seconds they can be taken back. */
const FINISH_MS = 40_000;

async function handled(tour: TourContext): Promise<number> {
  return (await sweepItems(tour.helper)).filter(({ state }) => state !== 'open').length;
}

/** Begins a sweep of ten listings and captures them with one key each. */
export async function sweepCaptures(tour: TourContext): Promise<string> {
  // A real key grants the tab that it is pressed in; one that is handed to the worker grants nothing.
  await tour.chromium.grantAllSites(tour.helper);
  const screen = await tour.chromium.extensionPage('workspace.html#/sweeps');
  const listings = listingsFor(tour);
  // The practice marketplace does not answer for every address that a link is cleaned to: those are swept as open tabs.
  const links = listings.filter((listing) => recogniseAddress(listing)?.canonicalUrl === listing);
  const tabs = listings.filter((listing) => !links.includes(listing));
  const list = await setSweepUp(screen, { name: m.start_sweep_name(), links });
  await screen.screenshot({ path: join(tour.folder, 'sweep-start.png'), fullPage: true });
  await startSweepOn(screen);
  if ((await sweepItems(tour.helper)).every(({ code }) => code === 'known')) {
    await screen.screenshot({ path: join(tour.folder, 'sweep.png'), fullPage: true });
    await screen.close();
    return joinTexts([list, m.start_sweep_known()], 'clauses');
  }
  for (const tab of tabs) await tour.chromium.open(tab);
  const started = performance.now();
  let last = '';
  for (let done = 0; done < COUNT; done += 1) {
    await until(
      'the next listing',
      async () => {
        const { url, status } = await shownTab(tour.helper);
        return (
          url !== last &&
          status === 'complete' &&
          listings.some((listing) => listing.split('?')[0] === url.split('?')[0])
        );
      },
      ARRIVE_MS,
    );
    last = (await shownTab(tour.helper)).url;
    await pressKey(tour.chromium, tour.helper, 'capture-listing');
    await until(`the capture of ${last}`, async () => (await handled(tour)) > done, ARRIVE_MS);
  }
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  await screen.bringToFront();
  await screen.screenshot({ path: join(tour.folder, 'sweep.png'), fullPage: true });
  const items = await sweepItems(tour.helper);
  const captured = items.filter(({ state }) => state === 'captured').length;
  if (captured !== COUNT) throw new Error(`of ten listings ${captured} were captured`);
  tour.found.sweepId = (await newestSweep(tour.helper))?.sweepId;
  await screen.close();
  return joinTexts([list, m.start_sweep_captured({ count: captured, seconds })], 'clauses');
}

/** The sweep's drafts. */
async function drafts(tour: TourContext): Promise<DraftRow[]> {
  const all = await readTable<DraftRow>(runIn(tour.helper), 'drafts');
  return all.filter(({ sweepId }) => sweepId === tour.found.sweepId);
}

const excluded = async (tour: TourContext) =>
  (await drafts(tour)).filter(({ exclusion }) => exclusion).length;

/** Looks at all drafts of the sweep at once, takes one out and back in. */
export async function sweepReview(tour: TourContext): Promise<string> {
  const { sweepId } = tour.found;
  if (sweepId === undefined) return m.start_sweep_nothing();
  const page = await tour.chromium.extensionPage(`workspace.html#/review/${sweepId}`);
  tour.found.reviewPage = page;
  await page.bringToFront();
  const pictures = await until('a picture of each draft', async () => {
    const shown = await page.$$('.review-card');
    return shown.length === COUNT && (await page.$$('.review-frame img')).length > 0 && shown.length;
  });
  await page.focus('.review-picture');
  await page.keyboard.press('x');
  await until('one to be excluded', async () => (await excluded(tour)) === 1);
  await page.screenshot({ path: join(tour.folder, 'sweep-review.png') });
  await page.keyboard.press('x');
  // On the sheet, too: the key that finishes all finishes those that it shows.
  await until(
    'it to be back',
    async () => (await excluded(tour)) === 0 && (await page.$('.review-card-excluded')) === null,
  );
  return m.start_sweep_reviewed({ count: pictures });
}

/** Finishes all drafts of the sweep that are ready with one key, and waits until the program has them. */
export async function sweepFinish(tour: TourContext): Promise<string> {
  if (tour.found.sweepId === undefined) return m.start_sweep_nothing();
  const page = had(tour.found.reviewPage, 'contact sheet');
  await page.focus('.review-picture');
  await page.keyboard.down('Shift');
  await page.keyboard.press('KeyF');
  await page.keyboard.up('Shift');
  await until(
    'all to be finished',
    async () => (await drafts(tour)).every(({ state }) => state === 'finished'),
    FINISH_MS,
  );
  await page.screenshot({ path: join(tour.folder, 'sweep-finish.png') });
  await until(
    'the program to have them',
    async () => (await drafts(tour)).every(({ receipt }) => receipt !== undefined),
    FINISH_MS,
  );
  const declared = (await drafts(tour)).filter(
    ({ declaredIn }) => declaredIn?.sweepId === tour.found.sweepId,
  );
  if (declared.length !== COUNT)
    throw new Error(`only ${declared.length} reports say for which sweep they were declared`);
  return m.start_sweep_finished({ count: declared.length });
}
