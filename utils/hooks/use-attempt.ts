import { useState } from 'react';

/** What the last action came to, for a live region. */
export type ActionResult = { tone: 'good' | 'bad'; sentence: string } | null;

const UNKNOWN = 'This did not work and nothing was changed. Try again.';

/** The words of an error that was made for the user, or a sentence for one that was not. */
function sentenceOf(error: unknown): string {
  console.error(error);
  const own = error instanceof Error && error.constructor === Error && error.message.endsWith('.');
  return own ? error.message : UNKNOWN;
}

/** Runs actions of a screen and keeps the sentence about the last one. `attempt` gives false when the action failed; it never rejects. */
export function useAttempt(): {
  result: ActionResult;
  say: (result: ActionResult) => void;
  attempt: (work: () => Promise<string | null>) => Promise<boolean>;
} {
  const [result, say] = useState<ActionResult>(null);
  const attempt = async (work: () => Promise<string | null>): Promise<boolean> => {
    try {
      const sentence = await work();
      say(sentence === null ? null : { tone: 'good', sentence });
      return true;
    } catch (error) {
      say({ tone: 'bad', sentence: sentenceOf(error) });
      return false;
    }
  };
  return { result, say, attempt };
}
