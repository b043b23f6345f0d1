import { type ClaimQuestion, claimAnswer, type OpenQuestion } from '@marketsafe/contract';
import type { PackagedQuestion } from '@marketsafe/evidence';
import { sql } from 'kysely';
import { findingsOf } from '../captures/findings.ts';
import type { Scope } from '../db/database.ts';

/** What staff asked about a claim and what was answered, the oldest first. */
export async function questionsOf(
  scope: Scope,
  organisationId: string,
  claimId: string,
  events: readonly { sequence: number }[],
): Promise<ClaimQuestion[]> {
  const rows = await scope
    .selectFrom('app.claim_questions as question')
    .leftJoin('app.claim_answers as answer', (join) =>
      join
        .onRef('answer.organisation_id', '=', 'question.organisation_id')
        .onRef('answer.claim_id', '=', 'question.claim_id')
        .onRef('answer.question_id', '=', 'question.question_id'),
    )
    .select(['question.question_id', 'question.sequence', 'question.asked_at', 'question.asked_by_name'])
    .select(['question.cause', 'question.wanted', 'question.text'])
    .select(['answer.answered_at', 'answer.answered_by_name', 'answer.text as answer_text'])
    .select(['answer.files', 'answer.evidence'])
    .where('question.organisation_id', '=', organisationId)
    .where('question.claim_id', '=', claimId)
    .orderBy('question.sequence')
    .execute();
  const captures = rows.flatMap(({ evidence }) => (evidence ?? []).map(({ captureId }) => captureId));
  const findings = await findingsOf(scope, organisationId, captures);
  // A question is open as long as nothing happened to the claim since it was asked.
  const last = events.at(-1)?.sequence;
  return rows.map((row) => ({
    questionId: row.question_id,
    askedAt: row.asked_at.toISOString(),
    by: row.asked_by_name,
    cause: row.cause,
    wanted: row.wanted,
    text: row.text,
    state: row.answered_at ? 'answered' : row.sequence === last ? 'open' : 'closed',
    ...(row.answered_at && {
      answer: {
        answeredAt: row.answered_at.toISOString(),
        by: row.answered_by_name ?? '',
        text: row.answer_text ?? '',
        files: row.files ?? [],
        evidence: (row.evidence ?? []).map((item) => ({
          ...item,
          findings: findings.get(item.captureId) ?? [],
        })),
      },
    }),
  }));
}

/**
 * What was asked about a claim with each answer exactly as its participant handed it in, for a package.
 * @throws where a kept answer cannot be read: it was checked when it came
 */
export async function packagedQuestionsOf(
  scope: Scope,
  organisationId: string,
  claimId: string,
): Promise<PackagedQuestion[]> {
  const events = await scope
    .selectFrom('app.claim_events')
    .select('sequence')
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .orderBy('sequence')
    .execute();
  const asked = await questionsOf(scope, organisationId, claimId, events);
  const bodies = await scope
    .selectFrom('app.claim_answers')
    .select(['question_id', 'body'])
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .execute();
  const given = new Map(
    bodies.map(({ question_id: questionId, body }) => [
      questionId,
      claimAnswer.parse(JSON.parse(body.toString('utf8'))),
    ]),
  );
  return asked.map(({ answer, ...question }) => {
    const body = given.get(question.questionId);
    return {
      ...question,
      ...(answer && body && { answer: { answeredAt: answer.answeredAt, by: answer.by, given: body } }),
    };
  });
}

/** Asks for the questions about the organisation's claims that wait for an answer, the oldest first. */
function openQuery(scope: Scope, organisationId: string) {
  return scope
    .selectFrom('app.claims as claim')
    .innerJoin('app.claim_questions as question', (join) =>
      join
        .onRef('question.organisation_id', '=', 'claim.organisation_id')
        .onRef('question.claim_id', '=', 'claim.claim_id'),
    )
    .select(['claim.claim_id', 'claim.number', 'question.question_id', 'question.asked_at'])
    .select(['question.asked_by_name', 'question.cause', 'question.wanted', 'question.text'])
    .where('claim.organisation_id', '=', organisationId)
    .where('claim.state', '=', 'needs_info')
    .where(
      sql<boolean>`question.sequence = (select max(event.sequence) from app.claim_events event
        where event.organisation_id = claim.organisation_id and event.claim_id = claim.claim_id)`,
    )
    .orderBy('question.asked_at')
    .orderBy('question.question_id');
}

type OpenRow = Awaited<ReturnType<ReturnType<typeof openQuery>['executeTakeFirstOrThrow']>>;

function openQuestion(row: OpenRow): OpenQuestion {
  return {
    claimId: row.claim_id,
    number: row.number,
    questionId: row.question_id,
    askedAt: row.asked_at.toISOString(),
    by: row.asked_by_name,
    cause: row.cause,
    wanted: row.wanted,
    text: row.text,
  };
}

/** Most questions that devices are told of. */
const MOST_OPEN = 500;

/** Questions about the organisation's claims that wait for an answer, the oldest first. */
export async function openQuestionsOf(scope: Scope, organisationId: string): Promise<OpenQuestion[]> {
  return (await openQuery(scope, organisationId).limit(MOST_OPEN).execute()).map(openQuestion);
}

/** The question about a claim that waits for an answer. */
export async function openQuestionOf(
  scope: Scope,
  organisationId: string,
  claimId: string,
): Promise<OpenQuestion | undefined> {
  const row = await openQuery(scope, organisationId).where('claim.claim_id', '=', claimId).executeTakeFirst();
  return row && openQuestion(row);
}
