import type { Page } from 'puppeteer-core';
import { until } from '../../../scripts/support/until.ts';
import type { DraftRow, OutboxRow } from '../../../utils/drafts/database.ts';
import { rows } from './extension-data.ts';
import type { Stack } from './stack.ts';

const VERIFIED = /AURORA.*CN/;

/** Fills a draft's form in the side panel: a verified right, the suggested reason, the three declarations. */
export async function fillForm(panel: Page): Promise<void> {
  await until('the rights to be listed', () =>
    panel.evaluate((pattern) => {
      const options = [...document.querySelectorAll('#draft-right option')];
      return options.some((option) => new RegExp(pattern).test(option.textContent ?? ''));
    }, VERIFIED.source),
  );
  const rightId = await panel.evaluate((pattern) => {
    const options = [...document.querySelectorAll<HTMLOptionElement>('#draft-right option')];
    return options.find((option) => new RegExp(pattern).test(option.textContent ?? ''))?.value ?? '';
  }, VERIFIED.source);
  await panel.select('#draft-right', rightId);
  await until('a reason to be suggested', () =>
    panel.evaluate(() => document.querySelector<HTMLSelectElement>('#draft-reason')?.value),
  );
  for (const name of ['goodFaith', 'accurate', 'authorised']) {
    await panel.locator(`#draft-declaration-${name}:not(:checked)`).click();
  }
}

/** Opens a draft in the side panel's page, fills it in and presses Finish. Resolves when its entry is in the outbox. */
export async function finishReport(stack: Stack, control: Page, draft: DraftRow): Promise<Page> {
  const panel = await stack.chromium.extensionPage(`sidepanel.html?draft=${draft.draftId}`);
  await fillForm(panel);
  await panel.locator('::-p-aria(Finish[role="button"])').click();
  await until('the report to be queued', async () => entryOf(control, draft.draftId));
  return panel;
}

/** The outbox entry of a draft. */
export async function entryOf(control: Page, draftId: string): Promise<OutboxRow | undefined> {
  return (await rows(control, 'outbox')).find((entry) => entry.entityId === draftId);
}

/** Waits until the server's answer to a report is stored on the device, and gives its number. */
export function numberOf(control: Page, draftId: string, timeoutMs = 60_000): Promise<string> {
  return until(
    'the report to be acknowledged',
    async () => {
      const entry = await entryOf(control, draftId);
      return entry?.state === 'acked' && entry.receipt?.number;
    },
    timeoutMs,
  );
}
