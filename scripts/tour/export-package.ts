import { stat, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { captureSeal, serverKeys } from '@marketsafe/contract';
import { pemOfPublicKey } from '@marketsafe/evidence';
import { conclusionOf, currentLanguage, m, packageFindingSentence } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { runIn } from '../support/extension-database.ts';
import { ROOT } from '../support/paths.ts';
import { saveDownload } from '../support/save-download.ts';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { verifyFile } from '../verify/run.ts';
import { had, type TourContext } from './context.ts';

const STAMP_TIMEOUT = 30_000;
const PROGRAM_KEY = 'program.pub.pem';
const AUTHORITY_ROOT = 'authority-root.pem';

/** Waits for the token of an authority that there is; the claim itself was not held up by it. */
async function waitForToken(tour: TourContext, page: Page): Promise<boolean> {
  if (tour.authority === null) return false;
  const { captureId } = had(tour.found.capture, 'capture');
  await until(
    'the time-stamp of the capture',
    async () => {
      const answer = await runIn(page)(
        `return (await fetch('/v1/captures/' + arguments[0] + '/seal')).json();`,
        captureId,
      );
      return captureSeal.parse(answer).timeStamp.state === 'stamped';
    },
    STAMP_TIMEOUT,
  );
  return true;
}

/** Keys and root beside the package, as a stranger would get them from the program and from the authority. */
export async function keepTrust(tour: TourContext): Promise<string[]> {
  const answer = await fetch(`${tour.program.url}/v1/keys`);
  const newest = serverKeys.parse(await answer.json()).keys.at(-1);
  await writeFile(
    join(tour.folder, PROGRAM_KEY),
    pemOfPublicKey(had(newest, 'key of the program').publicKey),
  );
  if (tour.authority === null) return ['--server-key', PROGRAM_KEY];
  await writeFile(join(tour.folder, AUTHORITY_ROOT), tour.authority.rootPem);
  return ['--server-key', PROGRAM_KEY, '--roots', AUTHORITY_ROOT];
}

/** Exports the claim as an evidence package from the console, as a person does. */
export async function exportPackage(tour: TourContext): Promise<string> {
  const { claimId } = had(tour.found.receipt, 'receipt');
  const page = await tour.chromium.open(`${tour.program.url}/claims/${claimId}`);
  try {
    const timeStamped = await waitForToken(tour, page);
    const path = await saveDownload(page, tour.folder, () =>
      press(page, m.console_packages_export_evidence()),
    );
    await until('the console to say that it is saved', () =>
      page.$(`::-p-text(${m.console_packages_done()})`),
    );
    const shown = relative(ROOT, tour.folder);
    const at = (name: string) => join(shown.startsWith('..') ? tour.folder : shown, name);
    const trust = (await keepTrust(tour)).map((word) => (word.startsWith('--') ? word : at(word)));
    const { size: bytes } = await stat(path);
    tour.found.package = {
      file: path,
      bytes,
      timeStamped,
      verify: `npm run --silent verify -- ${[at(basename(path)), ...trust].join(' ')}`,
    };
    return (timeStamped ? m.start_package : m.start_package_unstamped)({ file: basename(path), bytes });
  } finally {
    await page.close();
  }
}

/** Checks the package as `npm run verify` does, with the program's key and the authority's root, and says how to do it again. */
export async function verifyExported(tour: TourContext): Promise<string> {
  const { file, verify } = had(tour.found.package, 'package');
  const verdict = await verifyFile(
    {
      file,
      serverKeys: [PROGRAM_KEY],
      roots: tour.authority === null ? undefined : AUTHORITY_ROOT,
      unbroken: false,
      language: currentLanguage(),
      json: false,
    },
    tour.folder,
  );
  const wrong = verdict.checks.find(({ state }) => state === 'failed' || state === 'untrusted');
  if (wrong) throw new Error(`the package is not accepted: ${packageFindingSentence(wrong)}`);
  const passed = verdict.checks.filter(({ state }) => state === 'passed').length;
  return m.start_verified({ conclusion: conclusionOf(verdict), passed, command: verify });
}
