import type { DraftRow } from '../../../../../utils/database/draft-rows.ts';
import { type LineRow, lineOf } from '../../../../../utils/database/line-rows.ts';
import type { OutboxRow } from '../../../../../utils/database/outbox-rows.ts';
import type { Rows } from './types.ts';

/** The lines of an example's drafts. What a line holds, `version-1.ts` says word for word. */
export function linesOf({ drafts = [], outbox = [] }: Rows): LineRow[] {
  return (drafts as DraftRow[]).map((draft) =>
    lineOf(
      draft,
      (outbox as OutboxRow[]).find(({ entityId }) => entityId === draft.draftId),
    ),
  );
}
