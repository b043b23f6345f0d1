import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { press } from './sign-in.ts';
import { tickEach } from './tick-each.ts';
import { until } from './until.ts';

const TIMEOUT = 30_000;

/** The demo program's verified trademark. */
const DEMO_TRADEMARK = /^AURORA · (?:Trademark|商标)/;

/** Chooses in the list with this accessible name the first entry that matches; returns that entry's text. */
export async function choose(page: Page, list: string, wanted: RegExp): Promise<string> {
  const select = page.locator(`::-p-aria(${list}[role="combobox"])`).setTimeout(TIMEOUT);
  const option = await until(
    `an entry ${wanted} in “${list}”`,
    async () => {
      const handle = await select.waitHandle();
      const options = await handle.evaluate((element) =>
        [...(element as HTMLSelectElement).options].map(({ value, text }) => ({ value, text })),
      );
      return options.find(({ value, text }) => value !== '' && wanted.test(text));
    },
    TIMEOUT,
  );
  await select.fill(option.value);
  return option.text;
}

/** Ticks every box of the form that is not: declarations, and consents. */
export async function tickAll(page: Page): Promise<void> {
  await tickEach(page, 'input[type="checkbox"]');
}

/** What a person of the practice holder writes where a reason asks for a text. */
const OWN_WORDS = 'Aurora Outdoor Ltd. has never made or licensed a product of this model.';

/** Takes the chosen reason's standing statement over in both languages. */
export async function takeStatements(page: Page): Promise<void> {
  await press(page, m.desk_standing());
}

/** Writes into every field of the chosen reason that is still empty. */
async function write(page: Page): Promise<void> {
  for (const field of await page.$$('textarea[id^="draft-field-"]')) {
    const empty = await field.evaluate((element) => (element as HTMLTextAreaElement).value === '');
    if (!empty) continue;
    await field.focus();
    // At once, as from the clipboard: letter by letter would be saved letter by letter.
    await page.keyboard.sendCharacter(OWN_WORDS);
  }
}

/**
 * Fills the draft that a page shows, as a person does: the demo program's verified trademark, the first reason offered with its
 * standing statements, what that reason asks for in words, the three declarations. Returns the texts of right and reason. `beforeFinish` runs on the filled form.
 */
export async function fillAndFinish(
  page: Page,
  beforeFinish: () => Promise<unknown> = async () => undefined,
): Promise<{ right: string; reason: string }> {
  const right = await choose(page, m.desk_right(), DEMO_TRADEMARK);
  const reason = await choose(page, m.desk_reason(), /./);
  await takeStatements(page);
  await write(page);
  await tickAll(page);
  await beforeFinish();
  await press(page, m.desk_finish());
  return { right, reason };
}
