import {
  type DialogueStep,
  type SellerPattern,
  SIGNAL_TERM_TEXTS,
  type SignalTerm,
  type TopicKind,
} from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatDay } from '../units/time.ts';

const KINDS = {
  policy: m.group_about_policy,
  practice: m.group_about_practice,
  program: m.group_about_program,
  meeting: m.group_about_meeting,
} satisfies Record<TopicKind, unknown>;

const STEPS = {
  raised: m.group_step_raised,
  discussed: m.group_step_discussed,
  put: m.group_step_put,
  answered: m.group_step_answered,
} satisfies Record<DialogueStep, unknown>;

const PATTERNS = {
  'three-removed': m.group_pattern_three_removed,
  'goes-on': m.group_pattern_goes_on,
  'there-again': m.group_pattern_there_again,
  'counter-notice': m.group_pattern_counter_notice,
} satisfies Record<SellerPattern, unknown>;

/** What a topic of the working group is about. */
export function topicKindName(kind: TopicKind, language: Language = currentLanguage()): string {
  return KINDS[kind]({}, { locale: language });
}

/** How far a topic has come in the dialogue with the marketplace. */
export function dialogueStepName(step: DialogueStep, language: Language = currentLanguage()): string {
  return STEPS[step]({}, { locale: language });
}

/** Who wrote something: the organisation, whether it is the reader's, and the person where they chose to be named. */
export function groupAuthorName(
  { organisation, name, ours }: { organisation: string; name: string | null; ours: boolean },
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  const by = ours ? m.group_by_ours({ organisation }, locale) : organisation;
  return name === null ? by : m.group_by_named({ name, organisation: by }, locale);
}

/** What is seen of sellers. */
export function sellerPatternName(pattern: SellerPattern, language: Language = currentLanguage()): string {
  return PATTERNS[pattern]({}, { locale: language });
}

/** A word of titles, as it stands in them. */
export function signalTermText(term: SignalTerm): string {
  return SIGNAL_TERM_TEXTS[term].shown;
}

/** A quarter by its first and last day. @param period its first day */
export function quarterName(period: string, language: Language = currentLanguage()): string {
  const first = new Date(`${period}T00:00:00Z`);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 3, 0))
    .toISOString()
    .slice(0, 10);
  return m.group_signals_quarter_name(
    { from: formatDay(period, language), to: formatDay(last, language) },
    { locale: language },
  );
}

/** What a meeting is called in a calendar. */
export function meetingEventName(title: string, language: Language = currentLanguage()): string {
  return m.group_meeting_event({ title }, { locale: language });
}
