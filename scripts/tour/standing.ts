import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { consoleOf } from './console-person.ts';
import type { TourContext } from './context.ts';

/** Whose claims the tour goes through, and who leaves: another one, so that what comes later is not refused. */
const READER = 'manager@demo.example';
const PARTICIPANT = 'manager@borealis.demo.example';
const STAFF = ['analyst@demo.example', 'analyst2@demo.example'] as const;
/** Packing reads every file of every claim. */
const PACKED = 180_000;

const shows = (page: Page, text: string) => until(text, () => page.$(`::-p-text(${text})`));

/** Somebody of a participant reads how its complaints have fared, and what would be if everything pending failed. */
export async function standing(tour: TourContext): Promise<string> {
  const page = await consoleOf(tour, READER, '/standing', m.goodfaith_title());
  await until(
    'figures, or that there are none',
    async () => (await page.$('.standing-meter')) ?? (await page.$(`::-p-text(${m.goodfaith_empty()})`)),
  );
  const whatIf = await page.$(`main label.check::-p-text(${m.goodfaith_whatif()})`);
  await page.screenshot({ path: join(tour.folder, 'standing.png'), fullPage: true });
  await whatIf?.click();
  await page.screenshot({ path: join(tour.folder, 'standing-what-if.png'), fullPage: true });
  const figures = await page.$$eval('.standing-figure strong', (all) => all.map((one) => one.textContent));
  await page.close();
  return figures.length === 0 ? m.goodfaith_empty() : figures.join(' · ');
}

/** The participant asks to leave, two people of the program approve, and everything that it filed is packed and downloaded. */
export async function graduationExport(tour: TourContext): Promise<string> {
  const page = await consoleOf(tour, PARTICIPANT, '/standing', m.goodfaith_title());
  const at = await until(
    'the way out, or that it was gone',
    async () =>
      ((await page.$(`::-p-text(${m.goodfaith_left_notice()})`)) && 'left') ??
      ((await page.$(`::-p-aria(${m.goodfaith_ask()}[role="button"])`)) && 'here'),
  );
  // A tour that goes on with the program of an earlier one finds the participant gone.
  if (at === 'here') await leave(tour, page);
  await page.reload({ waitUntil: 'load' });
  await press(page, m.goodfaith_export_start());
  const link = await page.waitForSelector(`::-p-aria(${m.goodfaith_export_download()}[role="link"])`, {
    timeout: PACKED,
  });
  await page.screenshot({ path: join(tour.folder, 'graduation-export.png'), fullPage: true });
  const [href, name] =
    (await link?.evaluate((one) => [one.getAttribute('href'), one.getAttribute('download')])) ?? [];
  const base64 = await page.evaluate(async (address) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    let binary = '';
    for (let at = 0; at < bytes.length; at += 0x8000) {
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(binary);
  }, href ?? '');
  await writeFile(join(tour.folder, name ?? 'export.zip'), Buffer.from(base64, 'base64'));
  await page.close();
  return name ?? '';
}

/** Asks to leave, and two people of the program approve. */
async function leave(tour: TourContext, page: Page): Promise<void> {
  await press(page, m.goodfaith_ask());
  await page.locator('dialog button[type="submit"]').click();
  await shows(page, m.goodfaith_state_asked());
  const organisation = await organisationOf(page);
  for (const [email, becomes] of [
    [STAFF[0], m.goodfaith_state_seconded()],
    [STAFF[1], m.goodfaith_state_left()],
  ] as const) {
    const staff = await consoleOf(tour, email, `/standing/${organisation.id}`, organisation.name);
    await press(staff, m.goodfaith_approve());
    await shows(staff, becomes);
    await staff.close();
  }
}

/** Whose standing is open. */
async function organisationOf(page: Page): Promise<{ id: string; name: string }> {
  return page.evaluate(async () => {
    const { organisation } = await (await fetch('/v1/standing')).json();
    return { id: String(organisation.organisationId), name: String(organisation.name) };
  });
}
