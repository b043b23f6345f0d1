import type { DecisionOrder, DecisionOutcome, Problem } from '@marketsafe/contract';
import { createContext, useContext } from 'react';

export type Order = DecisionOrder['decisions'][number] & { number: string };

/** What was done last, as it can be taken back. */
export interface LastDone {
  claimId: string;
  number: string;
  sequence: number;
  kind: Order['decision']['kind'];
  waitsForSecond: boolean;
}

/** A claim that could not be decided, and why. */
export interface Refused {
  claimId: string;
  number: string;
  problem: Problem;
}

/** What the screens of the review do together. */
export interface Decisions {
  /** Sends decisions; what comes of each is shown wherever one is by then. */
  decide: (orders: readonly Order[]) => Promise<readonly DecisionOutcome[]>;
  /** What can be taken back with one key; null where nothing can. */
  last: LastDone | null;
  /** Takes it back. Gives the claim that is in review again, null where there is none. */
  undo: () => Promise<string | null>;
  busy: boolean;
}

export const DecisionsContext = createContext<Decisions | null>(null);

/** Decides about claims, within the review's screens. */
export function useDecisions(): Decisions {
  const decisions = useContext(DecisionsContext);
  if (!decisions) throw new Error('decisions outside the review');
  return decisions;
}
