import type { ReasonCode } from '../../reasons.ts';
import type { Bilingual, Period, PeriodUnit } from '../kinds.ts';
import type { Grade, Sourced } from '../sourced.ts';
import { SOURCES, type SourceName } from './sources.ts';

/** The day on which the release's sources were looked at. They were read as stored copies, which may be older than the page is now. */
const SEEN_ON = '2026-11-28';

/** Our reasons that say that goods are counterfeit. That a marketplace counts each among them is inferred. */
export const COUNTERFEITS: ReasonCode[] = ['counterfeit-features', 'model-does-not-exist', 'test-buy'];

/** One sentence in both languages. */
export function both(en: string, zh: string): Bilingual {
  return { en, zh };
}

/** Exactly `n` of a unit, or from `least` to it. */
export function exactly(n: number, unit: PeriodUnit): Period {
  return { least: n, most: n, unit };
}
export function between(least: number, most: number, unit: PeriodUnit): Period {
  return { least, most, unit };
}
export function atMost(most: number, unit: PeriodUnit): Period {
  return { least: null, most, unit };
}

function leaf<Value>(
  value: Value,
  grade: Grade,
  source: SourceName | null,
  note: Bilingual | undefined,
): Sourced<Value> {
  return {
    value,
    grade,
    source: source === null ? null : SOURCES[source],
    seenOn: SEEN_ON,
    verified: null,
    ...(note && { note }),
  };
}

/** From the marketplace's own page, or an exact copy of it. */
export const own = <Value>(value: Value, source: SourceName, note?: Bilingual) =>
  leaf(value, 'D', source, note);

/** From the text of a law. */
export const law = <Value>(value: Value, source: SourceName, note?: Bilingual) =>
  leaf(value, 'L', source, note);

/** From a third party. */
export const third = <Value>(value: Value, source: SourceName, note?: Bilingual) =>
  leaf(value, '3', source, note);

/** From memory: no page was found that says it. */
export const remembered = <Value>(value: Value, note?: Bilingual) => leaf(value, 'M', null, note);

/** Inferred from other values. */
export const inferred = <Value>(value: Value, source: SourceName | null = null, note?: Bilingual) =>
  leaf(value, 'I', source, note);

/** Looked for and not found. */
export function notFound(note?: Bilingual): Sourced<never> {
  return { value: null, grade: null, source: null, seenOn: SEEN_ON, verified: null, ...(note && { note }) };
}
