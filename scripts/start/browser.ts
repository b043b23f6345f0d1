import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { Chromium } from '../support/chromium.ts';
import type { CleanUp } from '../support/clean-up.ts';
import { openConsole } from '../support/console-session.ts';
import { ensureChineseFont } from '../support/find-fonts.ts';
import { CHROME_BUILD } from '../support/paths.ts';
import { PRACTICE } from '../support/practice-pages.ts';
import { type PracticeSite, startPracticeSite } from '../support/practice-site.ts';
import type { Program } from '../support/program.ts';
import { isSignedIn, pointAtBackend, signIn } from '../support/sign-in.ts';
import type { StartOptions } from './options.ts';

/** A browser with the extension, signed in to the program. */
export interface ReadyBrowser {
  chromium: Chromium;
  /** An open page of the extension. */
  helper: Page;
  /** The listing to begin with; undefined when the browser goes to the real network. */
  listing: string | undefined;
}

async function practiceFor(options: StartOptions, cleanUp: CleanUp): Promise<PracticeSite | undefined> {
  if (!options.practice) return undefined;
  const practice = await cleanUp.ends(startPracticeSite(), (started) => started.close());
  if (options.saved) practice.servePage(options.saved.url, options.saved.file);
  return practice;
}

/** Starts the practice marketplace if it is wanted and the browser, and signs the extension in to the demo program. */
export async function readyBrowser(
  options: StartOptions,
  program: Program,
  cleanUp: CleanUp,
): Promise<ReadyBrowser> {
  const practice = await practiceFor(options, cleanUp);
  await ensureChineseFont();
  const launching = Chromium.launch({
    extensionDir: CHROME_BUILD,
    headless: options.headless,
    language: options.language,
    ...(practice && { practice }),
    // What an investigator makes must outlive the window; what the tour makes must not mix with it.
    ...(!options.tour && { profileDir: join(options.data, 'browser') }),
  });
  const chromium = await cleanUp.ends(launching, (started) => started.close());
  const helper = await chromium.extensionPage('workspace.html');
  await pointAtBackend(helper, program.url);
  if (!(await isSignedIn(helper))) {
    // The console speaks as the account last chose, which may be another language than the one whose buttons are pressed now.
    await (await openConsole(program)).speak(options.language);
    await signIn(chromium, helper, program.url, program.credentials);
  }
  return { chromium, helper, listing: options.saved?.url ?? (practice && PRACTICE.aliexpress) };
}
