import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { press } from '../support/sign-in.ts';
import { tickEach } from '../support/tick-each.ts';
import { until } from '../support/until.ts';
import { consoleOf } from './console-person.ts';
import { had, type TourContext } from './context.ts';

const TIMEOUT = 20_000;
const ANALYST = 'analyst@demo.example';
const APPLICANT = 'lin@yunmu.example';
const NAME = '杭州云木茶器有限公司';

/** What the applicant writes, page by page. */
const PARTS: readonly (readonly [page: string, fields: Readonly<Record<string, string>>])[] = [
  [
    'organisation',
    { name: NAME, country: 'CN', number: '91330100MA2XXXXX1K', address: '浙江省杭州市西湖区龙井路1号' },
  ],
  ['contact', { name: '林晓', title: '总经理' }],
  ['reach', { brands: '云木', marketplaces: 'taobao' }],
  [
    'right/new',
    {
      ...{ type: 'trademark', mark: '云木', markKind: 'word', place: 'CN', number: '45678901', owner: NAME },
      ...{ niceClasses: '21', expiresOn: '2031-03-13', brand: '云木' },
    },
  ],
];

/** Sends the form of a page; the page that comes is the answer. */
async function sendForm(page: Page): Promise<void> {
  const button = await page.waitForSelector('main form button.button-main', { timeout: TIMEOUT });
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), button?.click()]);
}

/** Fills in what is named, a choice by its value. */
async function fillIn(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    await page.$$eval(
      `[name="${name}"]`,
      (controls, wanted) => {
        for (const control of controls as unknown as HTMLInputElement[]) {
          if (control.type === 'checkbox' || control.type === 'radio')
            control.checked = control.value === wanted;
          else control.value = wanted;
        }
      },
      value,
    );
  }
}

/** The link in the newest mail to the applicant. */
function mailedLink({ folder }: TourContext): Promise<string> {
  const mails = join(dirname(folder), 'mail');
  return until(
    `a mail to ${APPLICANT}`,
    async () => {
      for (const name of (await readdir(mails).catch(() => [])).sort().reverse()) {
        if (!name.endsWith('.eml')) continue;
        const text = (await readFile(join(mails, name), 'utf8'))
          .replace(/=\r?\n/g, '')
          .replaceAll('=3D', '=');
        const link = /https?:\/\/\S+\/program\/application\/[\w-]{43}/.exec(text)?.[0];
        if (text.includes(`To: ${APPLICANT}`) && link) return link;
      }
      return undefined;
    },
    TIMEOUT,
  );
}

/** A small brand finds the program's page, applies without an account, and hands in. */
export async function applicationSent(tour: TourContext): Promise<string> {
  const context = await tour.chromium.browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT);
  await page.setViewport({ width: 390, height: 844 });
  await page.goto(`${tour.program.url}/program?lang=${tour.language}`, { waitUntil: 'load' });
  await page.screenshot({ path: join(tour.folder, 'program-page.png'), fullPage: true });
  await page.goto(`${tour.program.url}/program/apply?lang=${tour.language}`, { waitUntil: 'load' });
  await fillIn(page, { kind: 'rights_holder', email: APPLICANT });
  await sendForm(page);
  // Nobody types an address so fast: what was filled in stands there again.
  while (!page.url().includes('/program/application/')) await sendForm(page);
  const link = await mailedLink(tour);
  for (const [part, fields] of PARTS) {
    await page.goto(`${link}/${part}?lang=${tour.language}`, { waitUntil: 'load' });
    await fillIn(page, fields);
    await sendForm(page);
  }
  const scan = join(tour.folder, 'certificate.pdf');
  await writeFile(scan, '%PDF-1.4\n%%EOF\n');
  for (const shown of ['company', 'certificate']) {
    await page.goto(`${link}/files?lang=${tour.language}`, { waitUntil: 'load' });
    const value = await page.$eval(
      `option[value^="${shown}"]`,
      (option) => option.getAttribute('value') ?? '',
    );
    await page.select('[name="shows"]', value);
    const chooser = await page.$('input[type="file"]');
    await chooser?.uploadFile(scan);
    await sendForm(page);
  }
  await page.goto(`${link}/hand-in?lang=${tour.language}`, { waitUntil: 'load' });
  await tickEach(page, 'input[type="checkbox"]');
  await page.screenshot({ path: join(tour.folder, 'application-sent.png'), fullPage: true });
  await sendForm(page);
  await page.locator(`::-p-text(${m.application_state_in_review()})`).wait();
  await context.close();
  return NAME;
}

/** An analyst reads the application and accepts it. */
export async function applicationAccepted(tour: TourContext): Promise<string> {
  const page = await consoleOf(tour, ANALYST, '/applications', m.application_list_title());
  await page.locator(`::-p-aria(${NAME}[role="link"])`).click();
  await page.locator(`::-p-aria(${m.application_screen_twins()}[role="heading"])`).wait();
  await press(page, m.application_screen_accept());
  await page.screenshot({ path: join(tour.folder, 'application-accepted.png') });
  await press(page, m.application_screen_accept_do());
  await page.locator(`::-p-text(${m.application_screen_made()})`).wait();
  tour.found.reviewer = page;
  return m.application_state_accepted();
}

/** The right stands in the vault as it was written; the analyst looks at each thing and verifies it. */
export async function rightVerified(tour: TourContext): Promise<string> {
  const page = had(tour.found.reviewer, 'reviewer');
  await page.goto(`${tour.program.url}/rights`, { waitUntil: 'load' });
  await page.locator('::-p-aria(云木[role="link"])').click();
  await page.locator(`::-p-aria(${m.rights_verify_title()}[role="heading"])`).wait();
  await tickEach(page, '.card input[type="checkbox"]');
  await press(page, m.rights_verify());
  await page.locator(`::-p-text(${m.rights_status_verified()})`).wait();
  await page.screenshot({ path: join(tour.folder, 'right-verified.png') });
  return '云木 45678901';
}
