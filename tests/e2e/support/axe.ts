import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { until } from '../../../scripts/support/until.ts';

interface Axe {
  axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
}

/** Waits until no colour or place is on its way to another: half way, a contrast is neither the old nor the new. */
export async function settled(page: Page): Promise<void> {
  await until('every transition to have ended', () =>
    page.evaluate(() => !document.getAnimations().some((animation) => animation instanceof CSSTransition)),
  );
}

/** What axe finds on a page that has come to rest: each rule that is broken, with where. */
export async function violationsOf(page: Page): Promise<string[]> {
  await settled(page);
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const found = await (globalThis as unknown as Axe).axe.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`);
  });
}
