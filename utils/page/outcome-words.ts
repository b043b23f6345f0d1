import type { Language, OutcomeCodes, StepCodes } from '@marketsafe/words';

/**
 * Where the script that says what a capture came to (`entrypoints/capture-told.ts`) leaves its words for the button: the script on every
 * page holds only the button's own. Kept in the isolated world's globals, which the page cannot see.
 */
type OutcomeWords = (outcome: OutcomeCodes | StepCodes, language: Language) => string;

const KEY = Symbol.for('marketsafe-reporter.outcome-words');
type Registry = { [KEY]?: OutcomeWords };

export function registerOutcomeWords(words: OutcomeWords): void {
  (globalThis as Registry)[KEY] = words;
}

export function registeredOutcomeWords(): OutcomeWords | undefined {
  return (globalThis as Registry)[KEY];
}
