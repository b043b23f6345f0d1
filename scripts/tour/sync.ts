import { join } from 'node:path';
import { entryProblemSentence, m, stateName } from '@marketsafe/words';
import type { DraftRow } from '../../utils/database/draft-rows.ts';
import type { OutboxRow } from '../../utils/database/outbox-rows.ts';
import { readTable, runIn } from '../support/extension-database.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';

const SENT_TIMEOUT = 60_000;
const SHOWN_TIMEOUT = 20_000;

/** Waits until the outbox holds the backend's stored answer to the claim. */
export async function waitUntilSent(tour: TourContext): Promise<string> {
  const draftId = had(tour.found.draftId, 'draft');
  const receipt = await until(
    'the claim to be sent',
    async () => {
      const drafts = await readTable<DraftRow>(runIn(tour.helper), 'drafts');
      return drafts.find((draft) => draft.draftId === draftId)?.receipt;
    },
    SENT_TIMEOUT,
  ).catch(async (error: unknown) => {
    const entries = await readTable<OutboxRow>(runIn(tour.helper), 'outbox');
    const problem = entries.find((entry) => entry.entityId === draftId)?.lastProblem;
    throw problem === undefined
      ? error
      : new Error(`the claim is not sent: ${entryProblemSentence(problem)}`);
  });
  tour.found.receipt = receipt;
  return m.start_sent({ number: receipt.number, state: stateName(receipt.state) });
}

/** Clicks the toolbar button again: the popup must show the number that the backend gave. */
export async function popupShowsNumber(tour: TourContext): Promise<string> {
  const { number } = had(tour.found.receipt, 'receipt');
  const popup = await tour.chromium.openPopup(had(tour.found.listingPage, 'listing page'));
  const line = await until(
    `the popup to show ${number}`,
    async () => {
      const shown = await popup.$(`::-p-text(${number})`);
      return shown?.evaluate((element) => element.textContent);
    },
    SHOWN_TIMEOUT,
  );
  tour.found.popupAnswer = line;
  await popup.screenshot({ path: join(tour.folder, 'popup-sent.png') });
  await popup.close();
  return `“${line}”`;
}
