/**
 * How a seller's counter-notice stands. `open`: waits for the complainant's reply. `conceded`: the complainant gave in, the listing may return.
 * `contested`: replied with evidence, the marketplace decides. `upheld`: the removal stands; `overturned`: it does not; `reinstated`: the listing
 * is back although nobody decided so.
 */
export const COUNTER_STATES = [
  'open',
  'conceded',
  'contested',
  'upheld',
  'overturned',
  'reinstated',
] as const;
export type CounterState = (typeof COUNTER_STATES)[number];

/** What the marketplace decides, or does. */
export const COUNTER_OUTCOMES = ['upheld', 'overturned', 'reinstated'] as const;
export type CounterOutcome = (typeof COUNTER_OUTCOMES)[number];

/** Why a complainant gives in, in the order of the keys that choose them. */
export const CONCEDE_CAUSES = [
  'genuine-goods',
  'authorised-seller',
  'wrong-listing',
  'right-does-not-cover',
  'evidence-insufficient',
  'settled',
  'other',
] as const;
export type ConcedeCause = (typeof CONCEDE_CAUSES)[number];

/** Chances that a seller has (Alibaba IPP, rule of 20 January 2022). */
export const MOST_CHANCES = 3;

/** Longest text that a complainant or staff write beside a code, in UTF-16 code units. */
export const COUNTER_TEXT_LIMIT = 3_000;
