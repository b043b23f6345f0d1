import { openQuestion } from '@marketsafe/contract';
import { openQuestionsAnswer } from '../api/answers.ts';
import type { ApiResult, Call } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';

/**
 * Fetches what the program wants to know about reports, and keeps it with those of this device: what is no longer asked is no longer there. An
 * answer that is being written stays.
 */
export async function pullQuestions(db: ReporterDatabase, call: Call): Promise<ApiResult<unknown>> {
  const answer = await call({ method: 'GET', path: '/v1/questions', answer: openQuestionsAnswer });
  if (!answer.ok) return answer;
  // One of a kind that this extension does not know is for a newer one.
  const asked = new Map(
    answer.value.questions.flatMap((raw) => {
      const question = openQuestion.safeParse(raw);
      return question.success ? [[question.data.claimId, question.data] as const] : [];
    }),
  );
  await db.transaction('rw', db.drafts, db.lines, async () => {
    const shown = await db.lines
      .where('urgentAt')
      .above(0)
      .filter((line) => line.asked !== undefined)
      .primaryKeys();
    await db.drafts
      .where('draftId')
      .anyOf([...new Set([...asked.keys(), ...shown])])
      .modify((draft) => {
        const question = asked.get(draft.draftId);
        if (question) draft.question = question;
        else delete draft.question;
      });
  });
  return answer;
}
