import { type ClaimAnswer, claimAnswer, claimQuestion, uuid } from '@marketsafe/contract';
import { z } from 'zod';
import * as layout from './layout.ts';

/** A question about a claim with its answer, exactly what the participant handed in. */
export interface PackagedQuestion extends z.infer<typeof question> {
  answer?: { answeredAt: string; by: string; given: ClaimAnswer } | undefined;
}

const question = claimQuestion.omit({ answer: true });

/** Most questions of one claim: their numbers have two digits. */
const MOST_QUESTIONS = 99;

/** `data/claim-01/questions.json`: what was asked about the claim, the oldest first, and under which name each answer is. */
export const packedQuestions = z.strictObject({
  schema: z.literal(1),
  claimId: uuid,
  questions: z
    .array(
      z.strictObject({
        ...question.shape,
        answer: z
          .strictObject({
            answeredAt: claimQuestion.shape.askedAt,
            by: z.string(),
            file: z.string().regex(/^answer-[0-9]{2}\.json$/),
          })
          .optional(),
      }),
    )
    .min(1)
    .max(MOST_QUESTIONS),
});
type PackedQuestions = z.infer<typeof packedQuestions>;

/** `data/claim-01/answer-01.json`: an answer as it was handed in. */
export const packedAnswer = claimAnswer;

/** The files of an answer under the names they have in a package: numbered, as those of a claim. `index`, `number`: from 0. */
export function answerFiles({ files }: ClaimAnswer, index: number, number: number) {
  return files.map((file, position) => ({
    name: layout.answerFile(index, number, position, file.type),
    file,
  }));
}

/** Questions and answers about a claim as they go into a package, each with its name and the files beside it. `index`: the claim's, from 0. */
export function packedInquiry(claimId: string, asked: readonly PackagedQuestion[], index: number) {
  if (asked.length === 0) return [];
  const list: PackedQuestions = {
    schema: 1,
    claimId,
    questions: asked.map(({ answer, ...rest }, number) => ({
      ...rest,
      ...(answer && {
        answer: { answeredAt: answer.answeredAt, by: answer.by, file: layout.answerName(number) },
      }),
    })),
  };
  return [
    { name: layout.questionsText(index), packed: list as unknown, files: [] },
    ...asked.flatMap(({ answer }, number) =>
      answer
        ? [
            {
              name: layout.answerText(index, number),
              packed: answer.given as unknown,
              files: answerFiles(answer.given, index, number),
            },
          ]
        : [],
    ),
  ];
}
