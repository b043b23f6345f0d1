import { type CaptureManifest, clockAgreement, type TimeWindow, type WindowEnd } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { joinSentences } from '../units/sentences.ts';
import { formatLocalTime, formatSpan, formatUtc, wholeSecond } from '../units/time.ts';

const SHOWN_BY = {
  challenge: m.evidence_shown_by_challenge,
  receipt: m.evidence_shown_by_receipt,
  'time-stamp': m.evidence_shown_by_time_stamp,
} satisfies Record<WindowEnd['by'], unknown>;

type Bound = 'not-before' | 'not-after';

/** An end of a window in UTC, never so that the window seems narrower than it is. The time is ISO 8601. */
export function boundInUtc(at: string, end: Bound, language: Language = currentLanguage()): string {
  return formatUtc(wholeSecond(at, end), language);
}

/** The same where the reader is. */
export function boundInLocalTime(at: string, end: Bound, language: Language = currentLanguage()): string {
  return formatLocalTime(wholeSecond(at, end), { timeStyle: 'medium' }, language);
}

/** How a sentence shows its time: in UTC, or where the reader is and said to be so. */
type Clock = 'utc' | 'local';

function boundText(at: string, end: Bound, clock: Clock, language: Language): string {
  if (clock === 'utc') return boundInUtc(at, end, language);
  return m.evidence_bound_local({ time: boundInLocalTime(at, end, language) }, { locale: language });
}

/** Why an end of the window stands, in a sentence about its time. */
export function shownBySentence(by: WindowEnd['by'], language: Language = currentLanguage()): string {
  return SHOWN_BY[by]({}, { locale: language });
}

/** Why nothing shows the earliest time. */
export function noLowerBound(language: Language = currentLanguage()): string {
  return m.evidence_no_lower_bound({}, { locale: language });
}

/** Why nothing shows the latest time yet. */
export function noUpperBound(language: Language = currentLanguage()): string {
  return m.evidence_no_upper_bound({}, { locale: language });
}

/** Between which times a capture was finished, in one line without its reasons. */
export function windowLine(
  { notBefore, notAfter }: TimeWindow,
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  const [first] = notAfter;
  if (notBefore && first) {
    const ends = {
      from: boundInUtc(notBefore.at, 'not-before', language),
      to: boundInUtc(first.at, 'not-after', language),
    };
    return m.evidence_window_between(ends, locale);
  }
  if (notBefore) {
    const from = boundInUtc(notBefore.at, 'not-before', language);
    return m.evidence_window_not_before({ from }, locale);
  }
  if (first) {
    return m.evidence_window_not_after({ to: boundInUtc(first.at, 'not-after', language) }, locale);
  }
  return m.evidence_window_open({}, locale);
}

/** The earliest time and what shows it, or that nothing does. */
export function lowerBoundSentence(
  { notBefore }: TimeWindow,
  language: Language = currentLanguage(),
  clock: Clock = 'utc',
): string {
  const locale = { locale: language };
  return joinSentences(
    notBefore
      ? [
          m.evidence_bound_not_before({ at: boundText(notBefore.at, 'not-before', clock, language) }, locale),
          shownBySentence(notBefore.by, language),
        ]
      : [m.evidence_bound_before_unknown({}, locale), noLowerBound(language)],
    language,
  );
}

/** Each time that closes the window and what shows it, earliest first, or that nothing does. */
export function upperBoundSentences(
  { notAfter }: TimeWindow,
  language: Language = currentLanguage(),
  clock: Clock = 'utc',
): string[] {
  const locale = { locale: language };
  if (notAfter.length === 0) {
    return [joinSentences([m.evidence_bound_after_unknown({}, locale), noUpperBound(language)], language)];
  }
  return notAfter.map(({ at, by }) =>
    joinSentences(
      [
        m.evidence_bound_not_after({ at: boundText(at, 'not-after', clock, language) }, locale),
        shownBySentence(by, language),
      ],
      language,
    ),
  );
}

/** What the device's own clock said, and what that is worth. Times are ISO 8601. */
export function claimedSentence(
  { start, end }: { start: string; end: string },
  language: Language = currentLanguage(),
): string {
  const ends = { start: formatUtc(start, language), end: formatUtc(end, language) };
  return m.evidence_claimed(ends, { locale: language });
}

/** How long a capture took by a clock that nobody can set, and when in it its picture was there. */
export function durationSentence(
  { monotonicMs, pictureMs }: Pick<CaptureManifest['time'], 'monotonicMs' | 'pictureMs'>,
  language: Language = currentLanguage(),
): string {
  const span = formatSpan(monotonicMs, 'nearest', language);
  const locale = { locale: language };
  if (pictureMs === undefined) return m.evidence_claimed_took({ span }, locale);
  const picture = formatSpan(pictureMs, 'nearest', language);
  return m.evidence_claimed_took_picture({ span, picture }, locale);
}

/** How the device's clock stood to the program's when they were last compared. */
export function clockSentence(
  skew: CaptureManifest['time']['skew'],
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  const agreement = clockAgreement(skew);
  if (!agreement) return m.evidence_clock_never_compared({}, locale);
  const { stands, byMs, uncertainMs, measuredAt } = agreement;
  const at = formatUtc(measuredAt, language);
  if (stands === 'agrees') {
    return m.evidence_clock_agreed({ at, within: formatSpan(byMs + uncertainMs, 'up', language) }, locale);
  }
  const said = {
    at,
    span: formatSpan(byMs, 'nearest', language),
    within: formatSpan(uncertainMs, 'up', language),
  };
  return stands === 'ahead' ? m.evidence_clock_ahead(said, locale) : m.evidence_clock_behind(said, locale);
}
