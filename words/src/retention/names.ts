import type { DeletionOutcome, DeletionState } from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const STATES = {
  proposed: m.retention_state_proposed,
  approved: m.retention_state_approved,
  refused: m.retention_state_refused,
  done: m.retention_state_done,
} satisfies Record<DeletionState, unknown>;

/** How a proposal of deletion stands; a state that this version does not know stands for itself. */
export function deletionStateName(state: string, language: Language = currentLanguage()): string {
  return known(STATES, state)?.({}, { locale: language }) ?? state;
}

const OUTCOMES = {
  deleted: m.retention_outcome_deleted,
  held: m.retention_outcome_held,
  moved: m.retention_outcome_moved,
  named: m.retention_outcome_named,
  refused: m.retention_outcome_refused,
} satisfies Record<DeletionOutcome, unknown>;

/** What became of a claim of a proposal; null while that is open. */
export function deletionOutcomeName(
  outcome: DeletionOutcome | null,
  language: Language = currentLanguage(),
): string {
  return (outcome === null ? m.retention_outcome_open : OUTCOMES[outcome])({}, { locale: language });
}
