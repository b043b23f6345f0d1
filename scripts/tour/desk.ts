import { join } from 'node:path';
import type { DraftRow } from '../../utils/database/draft-rows.ts';
import { readTable, runIn } from '../support/extension-database.ts';
import { fillAndFinish } from '../support/fill-claim.ts';
import { until } from '../support/until.ts';
import { had, type TourContext } from './context.ts';

/** Chooses right and reason, takes the standing statements over, makes the declarations and finishes the draft. */
export async function finishDraft(tour: TourContext): Promise<string> {
  const desk = had(tour.found.desk, 'draft page');
  const { right, reason } = await fillAndFinish(desk, () =>
    desk.screenshot({ path: join(tour.folder, 'sidepanel.png'), fullPage: true }),
  );
  const draftId = had(tour.found.draftId, 'draft');
  await until('the draft to be queued', async () => {
    const drafts = await readTable<DraftRow>(runIn(tour.helper), 'drafts');
    return drafts.find((draft) => draft.draftId === draftId)?.state === 'finished';
  });
  return `${right}; ${reason}`;
}
