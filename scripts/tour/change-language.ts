import { join } from 'node:path';
import { LANGUAGE_NAMES, LANGUAGES, type Language, m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';

const TIMEOUT = 10_000;

async function languageOf(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.lang);
}

/** Chooses a language in the settings, as a person does, and waits until every open page of the extension reads in it. */
async function choose(tour: TourContext, pages: readonly Page[], language: Language): Promise<void> {
  // Not a locator: it waits for frames, and a tab that is not in front draws none.
  const field = await until(
    'the choice of language',
    () => tour.helper.$(`select:has(option[value="${language}"])`),
    TIMEOUT,
  );
  await field.select(language);
  for (const page of pages) {
    await until(
      `the page to read in ${language}`,
      async () => (await languageOf(page)) === language,
      TIMEOUT,
    );
  }
}

/** Changes the language of the extension while a draft is open, keeps a picture of it, and changes it back. */
export async function changeLanguage(tour: TourContext): Promise<string> {
  const desk = had(tour.found.desk, 'draft page');
  const other = LANGUAGES.find((language) => language !== tour.language) ?? tour.language;
  await tour.helper.goto(tour.chromium.extensionUrl('workspace.html#/settings'));
  await choose(tour, [tour.helper, desk], other);
  await desk.screenshot({ path: join(tour.folder, 'sidepanel-other-language.png'), fullPage: true });
  await choose(tour, [tour.helper, desk], tour.language);
  return m.start_language_changed({ language: LANGUAGE_NAMES[other] });
}
