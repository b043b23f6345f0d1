// npm start: backend, console and a browser with the extension, signed in to a demo program; or the unattended tour through it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { m, setLanguage } from '@marketsafe/words';
import { type ReadyBrowser, readyBrowser } from './start/browser.ts';
import { hasDisplay, readOptions, type StartOptions } from './start/options.ts';
import { ensureBuilt } from './support/builds.ts';
import { missingChineseFont } from './support/chinese-font.ts';
import { CleanUp, Interrupted, interruption } from './support/clean-up.ts';
import type { OpensslAuthority } from './support/openssl-authority.ts';
import { type Program, startProgram } from './support/program.ts';
import { within } from './support/until.ts';
import { reportFailure } from './support/user-error.ts';
import { tourAuthority } from './tour/authority.ts';
import { emptyTourFolder, runTour } from './tour/run-tour.ts';

/** The tour shows how a program begins: with none. */
const DEMO_CLAIMS = 300;
const SERVER_TIMEOUT = 120_000;
const BROWSER_TIMEOUT = 180_000;

/** Ends when the person closes the browser. */
function closed({ chromium }: ReadyBrowser): Promise<void> {
  return new Promise((resolve) => chromium.browser.once('disconnected', () => resolve()));
}

async function tour(
  options: StartOptions,
  program: Program,
  ready: ReadyBrowser,
  authority: OpensslAuthority | null,
): Promise<boolean> {
  const folder = join(options.data, 'tour');
  await emptyTourFolder(folder);
  const answer = await fetch(`${program.url}/v1/openapi.json`);
  await writeFile(join(options.data, 'openapi.json'), await answer.text());
  const { chromium, helper, listing } = ready;
  if (listing === undefined) throw new Error('the tour needs a listing');
  const well = await runTour(
    {
      chromium,
      helper,
      program,
      authority,
      url: listing,
      folder,
      language: options.language,
      found: {},
    },
    options.story,
  );
  if (well) console.log(m.start_left({ folder }));
  return well;
}

/** Arranges the window for a person: the console, and the listing in front where there is one. */
async function showWindow(program: Program, { chromium, helper, listing }: ReadyBrowser): Promise<void> {
  await helper.goto(`${program.url}/claims`);
  for (const page of await chromium.browser.pages()) {
    if (page.url() === 'about:blank') await page.close();
  }
  if (listing !== undefined) await chromium.open(listing);
}

function tellWhereThingsAre(options: StartOptions, program: Program): void {
  console.log(m.start_console({ url: program.url, email: program.credentials.email }));
  console.log(m.start_password({ file: join(options.data, 'demo-credentials.json') }));
}

async function work(options: StartOptions, cleanUp: CleanUp): Promise<number> {
  await ensureBuilt(['console', 'chrome']);
  const authority = options.tour ? await tourAuthority(cleanUp) : null;
  const authorities = authority ? [{ url: authority.url, caFile: authority.rootFile }] : [];
  const starting = cleanUp.ends(
    startProgram(options.data, options.port, authorities, options.tour ? 0 : DEMO_CLAIMS),
    (started) => started.close(),
  );
  const program = await within('the backend', starting, SERVER_TIMEOUT);
  console.log(m.start_backend({ url: program.url }));
  const ready = await within('the browser', readyBrowser(options, program, cleanUp), BROWSER_TIMEOUT);
  console.log(m.start_browser({ version: await ready.chromium.version() }));
  const note = await missingChineseFont();
  if (note !== null) console.log(note);

  if (options.tour) {
    const well = await tour(options, program, ready, authority);
    if (options.once) return well ? 0 : 1;
    await ready.chromium.close();
    tellWhereThingsAre(options, program);
    console.log(m.start_until_stopped());
    await new Promise<never>(() => undefined);
  }
  await showWindow(program, ready);
  tellWhereThingsAre(options, program);
  console.log(ready.listing ? m.start_how_to_capture() : m.start_how_to_begin());
  console.log(m.start_how_to_end());
  await closed(ready);
  return 0;
}

const cleanUp = new CleanUp();
let exitCode: number;
try {
  const options = readOptions(process.argv.slice(2), hasDisplay());
  setLanguage(options.language);
  exitCode = await Promise.race([work(options, cleanUp), interruption()]);
} catch (error) {
  exitCode = error instanceof Interrupted ? 130 : reportFailure(error);
}
await cleanUp.run();
// A stage that was given up may still hold the process open.
process.exit(exitCode);
