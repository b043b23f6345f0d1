import { join } from 'node:path';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import { readTable, runIn } from '../support/extension-database.ts';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';

const TIMEOUT = 20_000;

/** What the screen of a capture shows of a picture, by the button that shows it, and the file that it is kept in. */
const SHOWN = [
  { button: m.viewer_original, alt: m.viewer_picture_original, file: 'evidence-regions.png' },
  { button: m.viewer_masked, alt: m.viewer_picture_masked, file: 'evidence-goes-out.png' },
  { button: m.viewer_page, alt: m.viewer_picture_page, file: 'evidence-release.png' },
] as const;

async function keep(
  page: Page,
  folder: string,
  { button, alt, file }: (typeof SHOWN)[number],
): Promise<void> {
  await press(page, button());
  const ending = alt({ label: '' });
  await until('the picture', () => page.$(`.evidence-image img[alt$="${ending}"]`), TIMEOUT);
  await page.screenshot({ path: join(folder, file) });
}

/** Looks at what of the capture goes out: the listing's own places, everything else painted, and the whole page as a person may release it. */
export async function lookAtWhatGoesOut(tour: TourContext): Promise<string> {
  const { captureId } = had(tour.found.capture, 'capture');
  const page = await tour.chromium.extensionPage(`workspace.html#/evidence/${captureId}`);
  await page.bringToFront();
  for (const shown of SHOWN) await keep(page, tour.folder, shown);
  await page.close();
  const row = (await readTable<CaptureRow>(runIn(tour.helper), 'captures')).find(
    (one) => one.captureId === captureId,
  );
  const parts = new Set(row?.viewer.regions?.map(({ part }) => part));
  await tour.found.desk?.bringToFront();
  return m.start_goes_out({ count: parts.size });
}
