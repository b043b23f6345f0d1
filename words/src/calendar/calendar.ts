import type { ClockKind, OpenClock } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const KINDS = {
  'counter-reply': m.calendar_counter_reply,
  'complaint-or-suit': m.calendar_suit,
  review: m.calendar_review,
  packet: m.calendar_packet,
  thread: m.calendar_thread,
  'mandate-end': m.calendar_mandate_end,
  'right-end': m.calendar_right_end,
} satisfies Record<ClockKind, unknown>;

/** What a calendar of clocks is called. */
export function calendarName(language: Language = currentLanguage()): string {
  return m.calendar_name({}, { locale: language });
}

/** A clock as an entry of a calendar: by number and kind, and no name of anybody. */
export function clockText(
  { kind, subject, provisional }: Pick<OpenClock, 'kind' | 'subject' | 'provisional'>,
  language: Language = currentLanguage(),
): { summary: string; description: string | null } {
  const locale = { locale: language };
  const what = KINDS[kind]({}, locale);
  const number = 'number' in subject ? subject.number : null;
  const named = number === null ? what : m.calendar_of({ number, what }, locale);
  return {
    summary: provisional ? m.calendar_provisional({ what: named }, locale) : named,
    description: provisional ? m.counter_clock_provisional({}, locale) : null,
  };
}
