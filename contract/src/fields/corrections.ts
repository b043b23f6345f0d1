import type { CorrectableFact } from './list.ts';
import { type DraftFields, fieldOf } from './values.ts';

/** What a person says a fact is, where that is not what was read from the page. */
export type Corrections = Partial<Record<CorrectableFact, string>>;

/** The corrections of a claim by fact; those in which nothing stands are left out. */
export function correctionsOf(claim: DraftFields): Corrections {
  const said = fieldOf(claim, 'corrections').flatMap(({ fact, says }) =>
    fact === '' || says.trim() === '' ? [] : [[fact, says]],
  );
  return Object.fromEntries(said) as Corrections;
}

/** The field with one fact corrected, in the words of the person; with nothing, it is what the page says again. */
export function withCorrection(claim: DraftFields, fact: CorrectableFact, says: string) {
  const others = fieldOf(claim, 'corrections').filter((row) => row.fact !== fact);
  return says === '' ? others : [...others, { fact, says }];
}
