import type { DialogueStep, TopicKind } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

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
