import type { FactName, ListingFacts } from '@marketsafe/contract';
import { FACT_ORDER, factName, factText } from '@marketsafe/words';

/** One fact as the side panel shows it; `value` is null when the page did not give it. */
export interface FactRow {
  id: FactName;
  name: string;
  value: string | null;
  /** The same uncut. */
  whole: string | null;
  /** Where on the page it stood. */
  source: string | null;
  /** The text it was read from, where that says more than the value. */
  raw: string | null;
}

/** Longest text shown before it is cut, in characters: a hostile title may have thousands. */
const LONGEST = 400;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The facts of a listing, each in one row and always in the same order, missing ones included. */
export function factRows(facts: ListingFacts): FactRow[] {
  return FACT_ORDER.map((id) => {
    const name = factName(id);
    const fact = facts[id];
    const text = factText(facts, id);
    if (!fact || text === undefined) return { id, name, value: null, whole: null, source: null, raw: null };
    const value = cut(text);
    const raw = cut(fact.raw.trim());
    return {
      id,
      name,
      value,
      whole: text,
      source: fact.source,
      raw: raw === '' || raw === value ? null : raw,
    };
  });
}
