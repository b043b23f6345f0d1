import { failureSentence, refusalSentence } from '@marketsafe/words';
import { useState } from 'react';
import { isDiskFull } from '../database/reserve.ts';
import { Refusal } from '../refusals/refusal.ts';

/** What the last action came to, for a live region. */
export type ActionResult = { tone: 'good' | 'bad'; sentence: string } | null;

/** Makes a sentence in the language of the moment: what stays on the screen follows a change of the language. */
export type Say = () => string;

/** The same, as it is kept. */
type Kept = { tone: 'good' | 'bad'; say: Say } | null;

/** Errors of the database as a whole: what became of a write is then not known. */
const OF_DATABASE = /Dexie|Database|Abort|Open|Unknown|InvalidState|Timeout/;

/** What a person is told of an error, and the error for the log. */
export function sayError(error: unknown): Say {
  console.error(error);
  if (error instanceof Refusal) return () => refusalSentence(error.refused);
  if (isDiskFull(error)) return () => refusalSentence({ code: 'storage-full' });
  if (error instanceof Error && OF_DATABASE.test(error.name)) {
    return () => refusalSentence({ code: 'not-stored' });
  }
  return () => failureSentence();
}

/** Runs actions of a screen and keeps the sentence about the last one. `attempt` gives false when the action failed; it never rejects. */
export function useAttempt(): {
  result: ActionResult;
  say: (result: Kept) => void;
  attempt: (work: () => Promise<Say | null>) => Promise<boolean>;
} {
  const [kept, say] = useState<Kept>(null);
  const attempt = async (work: () => Promise<Say | null>): Promise<boolean> => {
    try {
      const done = await work();
      say(done && { tone: 'good', say: done });
      return true;
    } catch (error) {
      say({ tone: 'bad', say: sayError(error) });
      return false;
    }
  };
  return { result: kept && { tone: kept.tone, sentence: kept.say() }, say, attempt };
}
