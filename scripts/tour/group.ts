import { join } from 'node:path';
import { SIGNAL_SMALLEST_COHORT } from '@marketsafe/contract';
import { m, topicKindName } from '@marketsafe/words';
import { fillDay } from '../support/fill-day.ts';
import { press } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { consoleOf } from './console-person.ts';
import type { TourContext } from './context.ts';

/**
 * Somebody who answers for a participant reads the signals of all members, puts an item on the agenda of the next meeting, opens a topic under
 * the organisation's name alone, and sees whom they can mention.
 */
export async function workingGroup(tour: TourContext): Promise<string> {
  await meetingOpened(tour);
  const page = await consoleOf(tour, 'manager@demo.example', '/group', m.group_title());
  await page.locator(`::-p-aria(${m.group_signals()}[role="link"])`).click();
  const told = [
    m.group_signals_terms(),
    m.group_signals_none(),
    m.group_signals_too_few({ count: SIGNAL_SMALLEST_COHORT }),
  ];
  await until('the signals, or that there are none', () =>
    page.evaluate((texts) => texts.some((text) => document.body.textContent.includes(text)), told),
  );
  await page.screenshot({ path: join(tour.folder, 'working-group-signals.png'), fullPage: true });
  await page.locator(`::-p-aria(${m.group_back()}[role="link"])`).click();
  await page.locator(`::-p-aria(${topicKindName('meeting')}[role="link"])`).click();
  await page.locator(`::-p-aria(${m.group_agenda_item()}[role="textbox"])`).fill('AURORA 极光');
  await page.locator(`::-p-aria(${m.group_agenda_add()}[role="button"])`).click();
  await until('the item', () => page.$('li ::-p-text(AURORA 极光)'));
  await page.screenshot({ path: join(tour.folder, 'working-group-agenda.png'), fullPage: true });
  await page.locator(`::-p-aria(${m.group_back()}[role="link"])`).click();
  await page.locator(`::-p-aria(${m.group_new()}[role="button"])`).click();
  const field = (name: string) => page.locator(`dialog ::-p-aria(${name}[role="textbox"])`);
  await field(m.group_field_title()).fill('AURORA 极光');
  await field(m.group_field_text()).fill('AURORA?');
  await page.locator('dialog [type="submit"]').click();
  await until('the topic', () => page.$(`::-p-text(${m.group_dialogue_none()})`));
  await page.screenshot({ path: join(tour.folder, 'working-group.png'), fullPage: true });
  await page.locator(`form ::-p-aria(${m.group_field_text()}[role="textbox"])`).fill('@');
  await page.locator('[role="option"]').wait();
  await page.screenshot({ path: join(tour.folder, 'working-group-mention.png'), fullPage: true });
  await page.close();
  return m.group_title();
}

/** One of the program's staff calls a meeting in a week. */
async function meetingOpened(tour: TourContext): Promise<void> {
  const page = await consoleOf(tour, 'analyst@demo.example', '/group', m.group_title());
  await press(page, m.group_new());
  await page.select('dialog select', 'meeting');
  const inAWeek = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);
  await fillDay(page, 'dialog input[type="date"]', inAWeek.toISOString().slice(0, 10));
  const field = (name: string) => page.locator(`dialog ::-p-aria(${name}[role="textbox"])`);
  await field(m.group_field_title()).fill(topicKindName('meeting'));
  await field(m.group_field_agenda()).fill('AURORA 极光');
  await page.locator('dialog [type="submit"]').click();
  await page.waitForSelector('dialog[open]', { hidden: true });
  await page.close();
}
