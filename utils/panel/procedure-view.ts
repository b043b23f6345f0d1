import type { DraftFields } from '@marketsafe/contract';
import type { ProcedureBrief } from '@marketsafe/contract/procedures/brief';
import { type FileDoubt, fileDoubts } from './procedure-files.ts';

type Reason = ProcedureBrief['reasons'][number];

/** What a draft shows of its marketplace's procedure. */
export interface ProcedureView
  extends Pick<ProcedureBrief, 'marketplace' | 'route' | 'links' | 'megabytes' | 'files' | 'sellerSees'> {
  /** The marketplace's own reason for the chosen one; null where none was found, `unchosen` while no reason is chosen. */
  reason: Reason | null | 'unchosen';
  /** Where rights have to be registered, where the chosen one is not; null where it is, or one of both is not known. */
  elsewhere: (NonNullable<ProcedureBrief['places']> & { place: string }) | null;
  /** What of the draft's added files does not agree with what the marketplace takes. */
  doubts: readonly FileDoubt[];
}

/** What of a procedure concerns a draft. `place`: where its right is registered. */
export function procedureView(
  brief: ProcedureBrief,
  draft: DraftFields,
  place: string | undefined,
): ProcedureView {
  const { marketplace, route, links, megabytes, files, sellerSees, reasons, places } = brief;
  const { reason } = draft;
  const isElsewhere =
    places !== null && place !== undefined && places.value !== 'any' && !places.value.includes(place);
  return {
    ...{ marketplace, route, links, megabytes, files, sellerSees },
    reason: reason === undefined ? 'unchosen' : (reasons.find(({ code }) => code === reason) ?? null),
    elsewhere: isElsewhere ? { ...places, place } : null,
    doubts: fileDoubts(brief, draft),
  };
}
