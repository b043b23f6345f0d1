import { type AskedFiles, MAX_ANSWER_FILES, waysFrom } from '@marketsafe/contract';
import { askCauseName, entryProblemSentence, formatLocalTime, wantedList } from '@marketsafe/words';
import type { DraftRow } from '../database/draft-rows.ts';
import type { OutboxRow } from '../database/outbox-rows.ts';
import { replyOf } from '../drafts/asked.ts';

/** The program's question about a report in words, with the answer as far as it is written; null where nothing is asked. */
export function inquiryView(draft: DraftRow, followers: readonly OutboxRow[], attachments: AskedFiles) {
  const { question } = draft;
  const reply = replyOf(draft);
  if (!question || !reply) return null;
  const entry = followers.find(({ opId }) => opId === reply.opId);
  const isParked = entry?.state === 'parked' && entry.lastProblem !== undefined;
  return {
    questionId: question.questionId,
    cause: askCauseName(question.cause),
    by: question.by,
    wanted: wantedList(question.wanted),
    text: question.text,
    wantsCapture: question.wanted.includes('capture'),
    reply: {
      text: reply.text,
      files: { ...attachments, files: reply.files, most: MAX_ANSWER_FILES },
      captures: reply.evidence.map(({ captureId, capturedAt }) => ({
        captureId,
        at: formatLocalTime(capturedAt),
      })),
    },
    sent:
      reply.opId === undefined
        ? null
        : { problem: isParked && entry.lastProblem ? entryProblemSentence(entry.lastProblem) : null },
  };
}

/** Whether a report can be withdrawn, and what becomes of a withdrawal; null where neither is so. `now` in Unix milliseconds. */
export function withdrawalView(
  draft: DraftRow,
  followers: readonly OutboxRow[],
  number: string | null,
  now: number,
) {
  const entry = followers.find(({ kind, state }) => kind === 'withdrawal' && state !== 'acked');
  const standing = draft.serverState ?? draft.receipt?.state;
  if (number === null || standing === undefined) return null;
  if (entry) {
    const isParked = entry.state === 'parked';
    const waits = entry.attempts === 0 && entry.sendingSince === undefined && entry.nextAt > now;
    return {
      number,
      state: isParked ? ('parked' as const) : waits ? ('waits' as const) : ('sent' as const),
      problem: entry.lastProblem ? entryProblemSentence(entry.lastProblem) : null,
    };
  }
  if (!waysFrom(standing, 'participant').includes('withdrawn')) return null;
  return { number, state: 'possible' as const, problem: null };
}
