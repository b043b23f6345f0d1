import { randomUUID } from 'node:crypto';
import type {
  AnswerCause,
  AnswerOutcome,
  DeskAnswer,
  DeskAnswerOrder,
  MarketplaceId,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import { type Ledger, openLedger } from '../../audit/service.ts';
import type { Database, Scope } from '../../db/database.ts';
import type { Caller } from '../../organisations/service.ts';
import { HttpProblem } from '../../problems.ts';
import { withdrawnLinks } from '../desk.ts';
import { bringDeskCounters } from '../desk-counters.ts';
import { type Answer, applyAnswers, claimsBehind } from './apply.ts';
import { applyDeskUndone } from './desk-undo.ts';

/** What the marketplace's people said last of each link of a packet, and did not take back. As one of them, or as staff. */
export async function deskAnswersOf(scope: Scope, packetId: string): Promise<DeskAnswer[]> {
  const rows = await scope
    .selectFrom('disclosed.answers as answer')
    .distinctOn('answer.position')
    .select(['answer.position', 'outcome', 'cause', 'words', 'on_day', 'by_name'])
    .where('answer.packet_id', '=', packetId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('disclosed.answers_undone as undone')
            .select('undone.answer_id')
            .whereRef('undone.answer_id', '=', 'answer.answer_id'),
        ),
      ),
    )
    .orderBy('answer.position')
    .orderBy('answer.written', 'desc')
    .execute();
  return rows.map(({ position, outcome, cause, words, on_day, by_name }) => ({
    ...{ position, outcome, cause, words, on: on_day, by: by_name },
  }));
}

/**
 * Writes down what the marketplace's people say of links of a packet: all of it or nothing, and nothing twice. As one of them, who reach
 * nothing else.
 * @returns how many were news
 * @throws HttpProblem where they have no such packet, it was taken back, or the link was, or it has no such link
 */
export async function writeDeskAnswers(
  scope: Scope,
  caller: Pick<Caller, 'userId' | 'userName'>,
  packetId: string,
  { answers }: DeskAnswerOrder,
  at: Date,
): Promise<number> {
  const packet = await deskPacketFor(scope, packetId);
  const named = new Set(answers.map(({ position }) => position));
  if (named.size < answers.length || [...named].some((position) => position >= packet.links)) {
    throw new HttpProblem('answer-link-unknown');
  }
  const taken = await withdrawnLinks(scope, packetId);
  if (taken.some((position) => named.has(position)))
    throw new HttpProblem('answer-link-withdrawn', { params: { number: packet.number } });
  const before = new Map((await deskAnswersOf(scope, packetId)).map((one) => [one.position, one]));
  const news = answers.filter(({ position, said }) => {
    const last = before.get(position);
    return last?.outcome !== said.outcome || last.cause !== said.cause || last.words !== said.words;
  });
  if (news.length === 0) return 0;
  await scope
    .insertInto('disclosed.answers')
    .values(
      news.map(({ position, said }) => ({
        answer_id: randomUUID(),
        packet_id: packetId,
        position,
        outcome: said.outcome,
        cause: said.cause,
        words: said.words,
        by_user: caller.userId,
        by_name: caller.userName,
        on_day: at.toISOString().slice(0, 10),
      })),
    )
    .execute();
  return news.length;
}

/**
 * A packet that the marketplace's people may still write about. As one of them.
 * @throws HttpProblem where they have none of this id, or it was taken back
 */
export async function deskPacketFor(
  scope: Scope,
  packetId: string,
): Promise<{ number: string; links: number; marketplace: MarketplaceId }> {
  const packet = await scope
    .selectFrom('disclosed.packets')
    .select(['number', 'state', 'links', 'marketplace'])
    .where('packet_id', '=', packetId)
    .executeTakeFirst();
  if (!packet || packet.state === 'released') throw new HttpProblem('packet-unknown');
  if (packet.state === 'withdrawn')
    throw new HttpProblem('answer-too-late', { params: { number: packet.number } });
  return packet;
}

interface Waiting {
  answer_id: string;
  position: number;
  outcome: AnswerOutcome;
  cause: AnswerCause | null;
  words: string;
  by_user: string;
  number: string;
}

/**
 * Brings to the claims what the marketplace's people wrote of a packet and what is not there yet: answers, those that they took back, and sellers'
 * counter-notices. By a role that can do only that.
 * @returns how many of all these were brought
 */
export async function applyDeskAnswers(db: Database, packetId: string, at = new Date()): Promise<number> {
  return db.asDesk(packetId, async (scope) => {
    const { rows: own } = await sql<{
      organisation: string;
    }>`select app.current_organisation() as organisation`.execute(scope);
    const ledger = await openLedger(scope, own[0]?.organisation ?? '');
    const answered = await bringAnswersOf(scope, ledger, packetId, at);
    const undone = await applyDeskUndone(scope, ledger, packetId, at);
    return answered + undone + (await bringDeskCounters(scope, ledger, packetId));
  });
}

async function bringAnswersOf(scope: Scope, ledger: Ledger, packetId: string, at: Date): Promise<number> {
  // Under the ledger: what another process brought meanwhile is there.
  const { rows } = await sql<Waiting>`
    select answer.answer_id, answer.position, answer.outcome, answer.cause, answer.words, answer.by_user, packet.number
    from disclosed.answers answer join app.packets packet on packet.packet_id = answer.packet_id
    where answer.packet_id = ${packetId}
      and not exists (select from app.marketplace_answers done where done.answer_id = answer.answer_id)
    order by answer.written`.execute(scope);
  const behind = Map.groupBy(
    await claimsBehind(
      scope,
      rows.map(({ position }) => ({ packetId, position })),
    ),
    ({ position }) => position,
  );
  for (const [byUser, written] of Map.groupBy(rows, ({ by_user }) => by_user)) {
    const answers = written.map(
      (row): Answer => ({
        answerId: row.answer_id,
        packetId,
        packet: row.number,
        position: row.position,
        said: { outcome: row.outcome, cause: row.cause, words: row.words },
        claims: [...new Set(behind.get(row.position)?.map(({ claimId }) => claimId))],
        through: 'desk',
        from: null,
        byUser,
      }),
    );
    // Who of the marketplace's people it was is theirs to know.
    await applyAnswers(scope, ledger, { userId: byUser, name: null, role: 'liaison' }, answers, at);
  }
  return rows.length;
}
