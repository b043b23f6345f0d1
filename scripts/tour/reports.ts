import { join } from 'node:path';
import { m } from '@marketsafe/words';
import { until } from '../support/until.ts';
import { consoleOf } from './console-person.ts';
import type { TourContext } from './context.ts';

/** Who reads the program's figures. */
const LEAD = 'lead@demo.example';

/** The program's lead reads what became of all claims over a year, and what stands beside the first figures. */
export async function reports(tour: TourContext): Promise<string> {
  const page = await consoleOf(tour, LEAD, '/reports', m.figures_title());
  // A picture of the whole page would be taken while its charts are drawn anew for another window.
  await page.setViewport({ width: 1440, height: 2400 });
  await until('a chart with bars', () => page.$('.chart .recharts-bar-rectangle path'));
  await page.screenshot({ path: join(tour.folder, 'reports.png') });
  const figures = await page.$$eval('.figures-value strong', (all) => all.map((one) => one.textContent));
  await page.close();
  return figures.slice(0, 4).join(' · ');
}
