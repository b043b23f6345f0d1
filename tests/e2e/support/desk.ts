import type { Page } from 'puppeteer-core';
import { fillAndFinish } from '../../../scripts/support/fill-claim.ts';
import { until } from '../../../scripts/support/until.ts';
import type { DraftRow } from '../../../utils/database/draft-rows.ts';
import type { OutboxRow } from '../../../utils/database/outbox-rows.ts';
import { rows } from './extension-data.ts';
import type { Stack } from './stack.ts';

/** Opens a draft in the side panel's page, fills it in and presses Finish. Resolves when its entry is in the outbox. */
export async function finishReport(stack: Stack, control: Page, draft: DraftRow): Promise<Page> {
  const panel = await stack.chromium.extensionPage(`sidepanel.html?draft=${draft.draftId}`);
  await fillAndFinish(panel);
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
