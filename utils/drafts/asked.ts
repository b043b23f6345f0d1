import { type EvidenceItem, MAX_ANSWER_CAPTURES } from '@marketsafe/contract';
import type { DraftRow } from '../database/draft-rows.ts';
import type { Reply } from '../database/reply-rows.ts';

/** Whether somebody is to answer a question about the report: it is open, and no answer is on its way. */
export function isAsked({ question, reply }: Pick<DraftRow, 'question' | 'reply'>): boolean {
  return question !== undefined && !(reply?.questionId === question.questionId && reply.opId !== undefined);
}

/** The answer to the report's question as far as it is written. One to an earlier question that was never sent keeps its words. */
export function replyOf({ question, reply }: DraftRow): Reply | undefined {
  if (!question) return undefined;
  if (reply?.questionId === question.questionId) return reply;
  return {
    questionId: question.questionId,
    text: reply?.opId === undefined ? (reply?.text ?? '') : '',
    files: [],
    evidence: [],
  };
}

/**
 * The report with a new capture of its listing in its answer, where the program asked for one; undefined where it did not, and the capture is a
 * new draft's.
 */
export function withCaptureInReply(
  reports: readonly DraftRow[],
  { evidence }: { evidence: EvidenceItem },
): DraftRow | undefined {
  const draft = reports.find((each) => each.question?.wanted.includes('capture') && isAsked(each));
  const reply = draft && replyOf(draft);
  if (!reply || reply.evidence.length >= MAX_ANSWER_CAPTURES) return undefined;
  return { ...draft, reply: { ...reply, evidence: [...reply.evidence, evidence] } };
}
