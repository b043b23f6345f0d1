import { join } from 'node:path';
import { packetCandidates, packetDetail } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { runIn } from '../support/extension-database.ts';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { consoleOf } from './console-person.ts';
import { had, type TourContext } from './context.ts';
import { analystPage } from './review.ts';

const TIMEOUT = 20_000;
/** How long the files that a packet goes out as may take: a process of its own draws them. */
const MAKING_TIMEOUT = 60_000;
const LEAD = 'lead@demo.example';
const LIAISON = 'liaison@demo.example';

/** What a route answers to whoever is signed in on a page. */
const ask = (page: Page, path: string): Promise<unknown> =>
  runIn(page)('return (await fetch(arguments[0])).json();', path);

/** Where the group that the tour's claim waits in stands among all that wait. */
async function placeOfClaim(tour: TourContext, page: Page): Promise<number> {
  const { claimId } = had(tour.found.receipt, 'receipt');
  const { groups } = packetCandidates.parse(await ask(page, '/v1/packets/candidates'));
  for (const [place, { group }] of groups.entries()) {
    const query = new URLSearchParams(Object.entries(group));
    const answer = await ask(page, `/v1/packets/candidates/claims?${query}`);
    if (JSON.stringify(answer).includes(claimId)) return place;
  }
  throw new Error('the approved claim waits for no packet');
}

/** The analyst builds a packet of what was approved, with two keys. */
export async function packetBuilt(tour: TourContext): Promise<string> {
  const page = await analystPage(tour);
  await page.goto(`${tour.program.url}/packets`, { waitUntil: 'load' });
  await page.locator('.packet-group').wait();
  const place = await placeOfClaim(tour, page);
  for (let pressed = 0; pressed <= place; pressed += 1) await page.keyboard.press('j');
  await page.keyboard.press('b');
  const link = await page.waitForSelector('[role="status"] a[href^="/packets/"]');
  const packetId = await link?.evaluate((one) => one.getAttribute('href')?.split('/').at(-1));
  const { packet } = packetDetail.parse(await ask(page, `/v1/packets/${had(packetId, 'packet')}`));
  tour.found.packet = { packetId: packet.packetId, number: packet.number };
  await page.screenshot({ path: join(tour.folder, 'packet-built.png') });
  return (await link?.evaluate((one) => one.textContent)) ?? '';
}

/** Somebody else looks at what goes beside what stays, with its pictures, and then byte for byte. */
export async function firewallShown(tour: TourContext): Promise<string> {
  const { packetId, number } = had(tour.found.packet, 'packet');
  const page = await consoleOf(tour, LEAD, `/packets/${packetId}`, m.packets_title_one({ number }));
  tour.found.lead = page;
  // So high that a link stands there with all its pictures.
  await page.setViewport({ width: 1440, height: 2_000 });
  await page.locator(`::-p-text(${m.packets_goes()})`).wait();
  const pictures = '.disclosed-pictures img';
  await until(
    'the pictures that go',
    () =>
      page.$$eval(
        pictures,
        (all) => all.length > 0 && all.every((one) => (one as HTMLImageElement).naturalWidth > 0),
      ),
    TIMEOUT,
  );
  await page.screenshot({ path: join(tour.folder, 'firewall.png') });
  await page.locator(`::-p-aria(${m.packets_view_bytes()}[role="tab"])`).click();
  await until('the same hash', () => page.$(`::-p-text(${m.packets_bytes_same()})`), TIMEOUT);
  await page.screenshot({ path: join(tour.folder, 'firewall-bytes.png') });
  await page.locator(`::-p-aria(${m.packets_view_side()}[role="tab"])`).click();
  await page.setViewport({ width: 1440, height: 900 });
  const { disclosed, claims } = packetDetail.parse(await ask(page, `/v1/packets/${packetId}`));
  const own = disclosed.links.flatMap((link) => link.pictures);
  if (own.some(({ shows }) => shows === 'page')) throw new Error('a whole page goes that nobody released');
  const stay = claims.reduce((sum, { filesThatStay }) => sum + filesThatStay, 0);
  return m.start_firewall({ goes: own.length, stays: stay });
}

/** That second person releases it, and the marketplace's own people have it. */
export async function secondPersonReleases(tour: TourContext): Promise<string> {
  const { packetId, number } = had(tour.found.packet, 'packet');
  const page = had(tour.found.lead, 'second person');
  await page.keyboard.press('r');
  await page.locator(`::-p-text(${m.packets_release_desk_help()})`).wait();
  await page.screenshot({ path: join(tour.folder, 'packet-release.png') });
  await press(page, m.packets_release_now());
  const done = m.packets_released_done({ number });
  await until('the release', () => page.$(`::-p-text(${done})`), MAKING_TIMEOUT);
  await page.screenshot({ path: join(tour.folder, 'packet-released.png') });
  await page.browserContext().close();
  delete tour.found.lead;

  const desk = await consoleOf(tour, LIAISON, `/desk/${packetId}`, m.packets_desk_one({ number }));
  await desk.setViewport({ width: 1440, height: 1_700 });
  // Its name has the number of links in it.
  await desk.locator(`::-p-xpath(//*[@role="tab"][contains(., "${m.packets_column_links()}")])`).click();
  await desk.locator('.disclosed-pictures img').wait();
  await desk.screenshot({ path: join(tour.folder, 'marketplace-reads.png') });
  await desk.browserContext().close();
  return done;
}
