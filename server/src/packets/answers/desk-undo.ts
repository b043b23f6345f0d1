import { sql } from 'kysely';
import type { Ledger } from '../../audit/service.ts';
import { writeLedger } from '../../audit/service.ts';
import { recordChange } from '../../changes/service.ts';
import { moveClaims } from '../../claims/transitions.ts';
import type { Scope } from '../../db/database.ts';
import type { MovedByAnswer } from '../../db/tables/packets.ts';
import type { Caller } from '../../organisations/service.ts';
import { HttpProblem } from '../../problems.ts';
import { deskPacketFor } from './desk-answers.ts';

/**
 * Writes down that the last answer about each of these links was a mistake: all of them or none. As one of the marketplace's people, who reach
 * nothing else.
 * @returns how many answers were taken back
 * @throws HttpProblem where they have no such packet, it was taken back, or a link has no answer
 */
export async function undoDeskAnswers(
  scope: Scope,
  caller: Pick<Caller, 'userId' | 'userName'>,
  packetId: string,
  positions: readonly number[],
  at: Date,
): Promise<number> {
  await deskPacketFor(scope, packetId);
  const wanted = new Set(positions);
  const last = await scope
    .selectFrom('disclosed.answers as answer')
    .distinctOn('answer.position')
    .select(['answer.answer_id', 'answer.position'])
    .where('answer.packet_id', '=', packetId)
    .where('answer.position', 'in', [...wanted])
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
  if (last.length < wanted.size) throw new HttpProblem('answer-link-unknown');
  await scope
    .insertInto('disclosed.answers_undone')
    .values(
      last.map(({ answer_id }) => ({
        ...{ answer_id, packet_id: packetId, by_user: caller.userId, by_name: caller.userName },
        on_day: at.toISOString().slice(0, 10),
      })),
    )
    .execute();
  return last.length;
}

/**
 * Brings to the claims that the marketplace's people took answers back: claims that nothing has happened to since go back to where they were, the
 * others stay. In the transaction that brings what they wrote of this packet.
 */
export async function applyDeskUndone(
  scope: Scope,
  ledger: Ledger,
  packetId: string,
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ answer_id: string; by_user: string; number: string; moved: MovedByAnswer[] }>`
    select done.answer_id, undone.by_user, packet.number, done.moved
    from disclosed.answers_undone undone
    join app.marketplace_answers done on done.answer_id = undone.answer_id and done.undone_at is null
    join app.packets packet on packet.packet_id = undone.packet_id
    join disclosed.answers answer on answer.answer_id = undone.answer_id
    where undone.packet_id = ${packetId}
    order by answer.written desc`.execute(scope);
  // The newest first: of two answers about a link each goes back to what was before it.
  for (const { answer_id: answerId, by_user: userId, number, moved } of rows) {
    const last = await lastEvents(
      scope,
      moved.map(({ claimId }) => claimId),
    );
    const outcomes = await moveClaims(
      scope,
      ledger,
      { by: 'marketplace-back', userId, name: null, role: 'liaison' },
      moved.map(({ claimId, from, event }) => ({
        ...{ claimId, to: from, seen: seenOf(last.get(claimId), event) },
        reason: { code: 'answer-undone' as const, params: { packet: number } },
      })),
      at,
    );
    for (const one of outcomes) {
      if (one.outcome === 'moved')
        recordChange(ledger, { kind: 'answer', at, claimId: one.claimId, answer: null });
    }
    await writeLedger(scope, ledger);
    await scope
      .updateTable('app.marketplace_answers')
      .set({ undone_at: at })
      .where('organisation_id', '=', ledger.organisationId)
      .where('answer_id', '=', answerId)
      .execute();
  }
  return rows.length;
}

/** Numbers of a claim's last event, and of its last that was no answer of the marketplace's and none that was taken back. */
interface LastEvents {
  last: number;
  other: number;
}

async function lastEvents(scope: Scope, claimIds: readonly string[]): Promise<Map<string, LastEvents>> {
  const { rows } = await sql<LastEvents & { claim_id: string }>`
    select claim_id, max(sequence) as last,
      coalesce(max(sequence) filter (where reason_code is null
        or reason_code not in ('marketplace-answered', 'answer-undone')), 0) as other
    from app.claim_events
    where organisation_id = app.current_organisation() and claim_id = any(${[...claimIds]}::uuid[])
    group by claim_id`.execute(scope);
  return new Map(rows.map(({ claim_id, last, other }) => [claim_id, { last, other }]));
}

/** Answers that came after this one and were taken back before it are nothing that happened to the claim. */
function seenOf(events: LastEvents | undefined, event: number): number {
  return events && events.other < event ? events.last : event;
}
