import { limitationSentence } from '../evidence/limitations.ts';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatList } from '../units/numbers.ts';
import { joinSentences } from '../units/sentences.ts';

const FAILURES = {
  'not-a-listing': m.outcome_failed_not_a_listing,
  'page-changed': m.outcome_failed_page_changed,
  'page-unreachable': m.outcome_failed_page_unreachable,
  'storage-full': m.outcome_failed_storage_full,
  'storage-failed': m.outcome_failed_storage_failed,
  'storage-unread': m.outcome_failed_storage_unread,
  'storage-lost': m.outcome_failed_storage_lost,
  'kept-for-later': m.outcome_failed_kept_for_later,
  internal: m.outcome_failed_internal,
};

/** Why a capture did not come about. */
export type CaptureFailure = keyof typeof FAILURES;

/** What a capture came to, as far as its sentence says it. Codes may be those of another version. */
export type OutcomeCodes =
  | { outcome: 'saved'; method: string; limitations: readonly string[]; slices: number }
  | { outcome: 'exists'; state: string }
  | { outcome: 'failed'; code: string };

type Message = (inputs: Record<never, never>, options: { locale: Language }) => string;

const WITHOUT_FACTS: ReadonlySet<string> = new Set(['facts-failed', 'reading-switched-off', 'wall']);

/** Limitations that are said at once, because they are about what somebody has just seen and may want to mend. */
const SAID_AT_ONCE: ReadonlySet<string> = new Set([
  'facts-failed',
  'facts-changed',
  'page-silent',
  'page-late',
  'reading-switched-off',
  'snapshot-failed',
  'snapshot-truncated',
  'wall',
  'partial-cancelled',
  'partial-moved',
  'partial-storage',
  'listing-images-missing',
  'height-capped',
]);

type Saved = Extract<OutcomeCodes, { outcome: 'saved' }>;

/** Names what is on disk, and nothing that is not. */
function savedSentence({ method, limitations, slices }: Saved, language: Language): string {
  const options = { locale: language };
  const page = [
    ...(limitations.some((limitation) => WITHOUT_FACTS.has(limitation)) ? [] : [m.outcome_part_facts]),
    ...(limitations.includes('snapshot-failed') ? [] : [m.outcome_part_snapshot]),
  ].map((part) => part({}, options));
  const sentence = (message: typeof m.outcome_saved, parts: readonly string[]) =>
    message({ parts: formatList(parts, language) }, options);
  switch (method) {
    case 'pixels': {
      const pictures =
        slices > 0
          ? m.outcome_part_slices({ count: slices + 1 }, options)
          : m.outcome_part_screenshot({}, options);
      return sentence(m.outcome_saved, [pictures, ...page]);
    }
    case 'rendered':
      return sentence(m.outcome_saved_rendered, [...page, m.outcome_part_rendering({}, options)]);
    default:
      return sentence(m.outcome_saved_none, page.length > 0 ? page : [m.outcome_part_address({}, options)]);
  }
}

/** Says what a capture came to: what happened, what was kept, what to do. */
export function outcomeSentence(outcome: OutcomeCodes, language: Language = currentLanguage()): string {
  switch (outcome.outcome) {
    case 'saved': {
      const lacks = outcome.limitations
        .filter((limitation) => SAID_AT_ONCE.has(limitation))
        .map((limitation) => limitationSentence(limitation, undefined, language));
      return joinSentences([savedSentence(outcome, language), ...lacks], language);
    }
    case 'exists':
      return (outcome.state === 'draft' ? m.outcome_exists_draft : m.outcome_exists_finished)(
        {},
        { locale: language },
      );
    case 'failed': {
      const failure: Message = known(FAILURES, outcome.code) ?? m.outcome_failed_unknown;
      return failure({}, { locale: language });
    }
  }
}
