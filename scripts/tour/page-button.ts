import { join } from 'node:path';
import { m } from '@marketsafe/words';
import { middleOf, readButton } from '../support/in-page-button.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';

/** Lays something over the page's button that clicks go through, as a page would that wants a click for itself. */
const COVER = `
  const cover = document.createElement('div');
  cover.popover = 'manual';
  cover.style.cssText = 'inset:auto 0 0 auto;width:200px;height:70px;margin:0;pointer-events:none';
  document.body.append(cover);
  cover.showPopover();
  globalThis.uncover = () => cover.remove();`;

/** Clicks the page's button while something lies over it: the click must not count, and the button must say so. */
export async function pageButton(tour: TourContext): Promise<string> {
  const page = had(tour.found.listingPage, 'listing page');
  const debug = await page.createCDPSession();
  try {
    const button = await until('the button in the page', async () => {
      const found = await readButton(debug);
      return found?.counts && found;
    });
    const { x, y } = await middleOf(debug, button);
    await page.evaluate(COVER);
    await page.mouse.click(x, y);
    await page.evaluate('globalThis.uncover()');
    const said = m.button_refused();
    await until('the button to refuse the click', async () =>
      (await readButton(debug))?.text.startsWith(said),
    );
    await page.screenshot({ path: join(tour.folder, 'page-button.png') });
    return m.start_button_refused({ said });
  } finally {
    await debug.detach();
  }
}
