import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { DraftRow } from '../../utils/drafts/database.ts';
import { readTable, runIn } from '../support/extension-database.ts';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';

/** Right under which the tour claims: the demo program's verified trademark. */
const RIGHT = /^AURORA · Trademark/;
const TIMEOUT = 20_000;

/** Chooses in the list with this accessible name the first entry that matches; returns that entry's text. */
async function choose(page: Page, list: string, wanted: RegExp): Promise<string> {
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

/** Chooses right and reason, makes the declarations and finishes the draft. */
export async function finishDraft(tour: TourContext): Promise<string> {
  const desk = had(tour.found.desk, 'draft page');
  const right = await choose(desk, 'Brand and right', RIGHT);
  const reason = await choose(desk, 'Reason', /./);
  for (const box of await desk.$$('::-p-aria([role="checkbox"])')) {
    if (!(await box.evaluate((element) => (element as HTMLInputElement).checked))) await box.click();
  }
  await desk.screenshot({ path: join(tour.folder, 'sidepanel.png'), fullPage: true });
  await press(desk, 'Finish');
  const draftId = had(tour.found.draftId, 'draft');
  await until('the draft to be queued', async () => {
    const drafts = await readTable<DraftRow>(runIn(tour.helper), 'drafts');
    return drafts.find((draft) => draft.draftId === draftId)?.state === 'finished';
  });
  return `${right}; ${reason}`;
}
