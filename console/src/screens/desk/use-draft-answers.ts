import type { AnswerSaid } from '@marketsafe/contract';
import { useState } from 'react';

/** Answers that are entered and not sent, by the link; `null` in a change takes one away. */
export type DraftAnswers = ReadonlyMap<number, AnswerSaid>;

/** What somebody enters before they send it: nothing of it is anywhere else. Each step can be taken back, one after another. */
export function useDraftAnswers() {
  const [steps, setSteps] = useState<readonly DraftAnswers[]>([new Map()]);
  const drafts = steps.at(-1) ?? new Map<number, AnswerSaid>();
  return {
    drafts,
    canUndo: steps.length > 1,
    /** One step, however many links it is about. */
    change(given: Iterable<readonly [position: number, said: AnswerSaid | null]>) {
      const next = new Map(drafts);
      for (const [position, said] of given) {
        if (said === null) next.delete(position);
        else next.set(position, said);
      }
      setSteps([...steps, next]);
    },
    undo() {
      if (steps.length > 1) setSteps(steps.slice(0, -1));
    },
    clear() {
      setSteps([new Map()]);
    },
  };
}
