import {
  type ClaimTarget,
  claimFields,
  claimTarget,
  consentedFields,
  type DeclarationName,
  type FilledField,
  filledFields,
  type SentFields,
} from '@marketsafe/contract';
import { releasable } from '../release.ts';

/** What is looked at of a claim, or of a draft that is to become one. */
export interface PartsSource {
  target: ClaimTarget;
  reason?: SentFields['reason'] | undefined;
  explanation: SentFields['explanation'];
  declarations: { [Name in DeclarationName]?: boolean | undefined };
  particulars?: SentFields['particulars'];
}

/** What people say with a claim, and its listing, as far as it goes to the marketplace. */
export interface DisclosedParts {
  target: Omit<ClaimTarget, 'capturedAt'>;
  explanation: SentFields['explanation'];
  declarations: PartsSource['declarations'];
  particulars: FilledField[];
}

const sent = claimTarget.omit({ capturedAt: true });

/**
 * Picks out of a claim what may go to the marketplace: read off the classes of its fields, with the consents that are recorded on this very
 * claim. The one place that does so for people's eyes: what the extension shows before, and what the program's report shows after.
 */
export function disclosedParts({
  target,
  reason,
  explanation,
  declarations,
  particulars,
}: PartsSource): DisclosedParts {
  const filledIn = { reason, explanation, declarations, particulars };
  const { particulars: some = {}, ...said } = releasable(
    claimFields,
    filledIn,
    consentedFields({ particulars }),
  ) as Partial<typeof filledIn>;
  return {
    explanation: said.explanation ?? { en: '', zh: '' },
    declarations: said.declarations ?? {},
    particulars: filledFields(some),
    target: sent.parse(releasable(sent, target)),
  };
}
