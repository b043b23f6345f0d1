import type { ClaimSubmission } from '@marketsafe/contract';
import { answerFiles, packedAnswer, packedQuestions } from '../package/inquiry.ts';
import * as layout from '../package/layout.ts';
import { checkItems } from './check-items.ts';
import { type Context, isHere, type ReadCapture, readCanonical } from './context.ts';

/**
 * What was asked and answered about a claim, where there is anything: the list is about this claim, each answer belongs to its question, and
 * names files and captures as they are here.
 * @param index the claim's number, from 0
 * @param named takes the names of all that belongs to it
 */
export async function checkInquiry(
  context: Context,
  index: number,
  claim: ClaimSubmission,
  captures: readonly ReadCapture[],
  named: Set<string>,
): Promise<void> {
  const { opened, report } = context;
  const name = layout.questionsText(index);
  if (!opened.files.has(name)) return;
  named.add(name);
  const list = await readCanonical(opened, name, packedQuestions);
  if (!list) {
    report('inquiry', name, 'failed', 'questions-unreadable', { name });
    return;
  }
  const { claimId, questions } = list.value;
  let wrong = 0;
  if (claimId !== claim.claimId) {
    wrong += 1;
    report('inquiry', name, 'failed', 'questions-of-other', { name });
  }
  if (new Set(questions.map(({ questionId }) => questionId)).size !== questions.length) {
    wrong += 1;
    report('inquiry', name, 'failed', 'question-twice', { name });
  }
  for (const [number, question] of questions.entries()) {
    const answered = question.answer !== undefined;
    const fits =
      answered === (question.state === 'answered') &&
      (!answered || question.answer?.file === layout.answerName(number));
    if (!fits) {
      wrong += 1;
      report('inquiry', name, 'failed', 'answer-misnamed', { name });
    } else if (answered)
      wrong += await checkAnswer(context, { index, number, question, claim }, captures, named);
  }
  if (wrong === 0) report('inquiry', name, 'passed', 'questions-fine', { name, count: questions.length });
}

/** @returns how much of an answer does not hold */
async function checkAnswer(
  context: Context,
  about: { index: number; number: number; question: { questionId: string }; claim: ClaimSubmission },
  captures: readonly ReadCapture[],
  named: Set<string>,
): Promise<number> {
  const { opened, report } = context;
  const { index, number, question, claim } = about;
  const name = layout.answerText(index, number);
  named.add(name);
  const answer = await readCanonical(opened, name, packedAnswer);
  if (answer?.value.questionId !== question.questionId) {
    report('inquiry', name, 'failed', answer ? 'answer-of-other' : 'answer-unreadable', { name });
    return 1;
  }
  const { target } = claim;
  let wrong = await checkItems(context, { id: 'inquiry', name, target }, answer.value.evidence, captures);
  for (const one of answerFiles(answer.value, index, number)) {
    named.add(one.name);
    if (isHere(context, one)) continue;
    wrong += 1;
    report('inquiry', name, 'failed', 'claim-file', { name, file: one.name });
  }
  return wrong;
}
