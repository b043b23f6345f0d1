import type { RootCause, TroubleLevel } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const LEVELS = {
  analyst: m.trouble_level_analyst,
  lead: m.trouble_level_lead,
  liaison: m.trouble_level_liaison,
} satisfies Record<TroubleLevel, unknown>;

const CAUSES = {
  'evidence-unclear': m.trouble_cause_evidence,
  'right-data-wrong': m.trouble_cause_right,
  'category-outside': m.trouble_cause_category,
  'marketplace-rule': m.trouble_cause_rule,
  'marketplace-slow': m.trouble_cause_slow,
  'seller-dispute': m.trouble_cause_seller,
  'participant-mistake': m.trouble_cause_participant,
  'program-mistake': m.trouble_cause_program,
  technical: m.trouble_cause_technical,
  other: m.trouble_cause_other,
} satisfies Record<RootCause, unknown>;

const EVENTS = {
  opened: m.trouble_event_opened,
  answered: m.trouble_event_answered,
  escalated: m.trouble_event_escalated,
  closed: m.trouble_event_closed,
};

/** What happened to a thread, as those whom it concerns are told. */
export type ThreadEvent = keyof typeof EVENTS;

/** What happened to a thread, as part of a line. */
export function threadEventName(event: ThreadEvent, language: Language = currentLanguage()): string {
  return EVENTS[event]({}, { locale: language });
}

/** Who has to answer. */
export function troubleLevelName(level: TroubleLevel, language: Language = currentLanguage()): string {
  return LEVELS[level]({}, { locale: language });
}

/** What was at the bottom of it. */
export function rootCauseName(cause: RootCause, language: Language = currentLanguage()): string {
  return CAUSES[cause]({}, { locale: language });
}
