import { type AnswerSaid, type ClaimEventReason, mayMove, stateAfter } from '@marketsafe/contract';
import { sql } from 'kysely';
import { type Ledger, recordAudit, writeLedger } from '../../audit/service.ts';
import { recordChange } from '../../changes/service.ts';
import { type Actor, type Moved, moveClaims } from '../../claims/transitions.ts';
import type { Scope } from '../../db/database.ts';
import type { MovedByAnswer } from '../../db/tables/packets.ts';
import { insertRows, writeTogether } from '../../db/together.ts';
import { addEvent } from '../events.ts';

/** An answer on its way to the claims behind a link. */
export interface Answer {
  answerId: string;
  packetId: string;
  /** The packet's number. */
  packet: string;
  /** Of the link as it was disclosed. */
  position: number;
  said: AnswerSaid;
  claims: readonly string[];
  through: 'desk' | 'import';
  /** The file and the line of it, where it came by one. */
  from: { importId: string; line: number } | null;
  byUser: string;
}

/** A link as it was disclosed. */
export interface LinkPlace {
  packetId: string;
  position: number;
}

/** A claim behind a link. */
export interface BehindLink extends LinkPlace {
  claimId: string;
  number: string;
  state: Parameters<typeof mayMove>[0];
}

/** The claims behind links: the one that spoke for a link, and the others about the same listing that went with it. */
export async function claimsBehind(scope: Scope, links: readonly LinkPlace[]): Promise<BehindLink[]> {
  const packets = links.map(({ packetId }) => packetId);
  const positions = links.map(({ position }) => position);
  // Each packet's claims are read once, however many of its links are asked about.
  const { rows } = await sql<BehindLink>`
    with members as materialized (
      select member.packet_id, member.position, claim.claim_id, claim.number, claim.state
      from (select distinct unnest(${packets}::uuid[]) as packet_id) wanted
      join app.packets packet on packet.packet_id = wanted.packet_id
      cross join lateral (
        select * from app.packet_claims found
        where found.organisation_id = packet.organisation_id and found.packet_id = packet.packet_id
          and found.left_at is null offset 0) member
      cross join lateral (
        select found.claim_id, found.number, found.state from app.claims found
        where found.organisation_id = member.organisation_id and found.claim_id = member.claim_id offset 0) claim
    ), asked as materialized (
      select link.packet_id, link.position, link.claim
      from (select distinct * from unnest(${packets}::uuid[], ${positions}::int[]) as given (packet_id, position)) wanted
      cross join lateral (
        select found.packet_id, found.position, found.claim from disclosed.links found
        where found.packet_id = wanted.packet_id and found.position = wanted.position offset 0) link
    )
    select asked.packet_id as "packetId", asked.position, member.claim_id as "claimId", member.number, member.state
    from asked
    join members speaker on speaker.packet_id = asked.packet_id and speaker.number = asked.claim
    join members member on member.packet_id = speaker.packet_id and member.position = speaker.position`.execute(
    scope,
  );
  return rows;
}

/**
 * Brings answers to the claims behind their links, as far as a way leads there, and keeps each with what it moved. Of one organisation, whose
 * ledger is open; writes it.
 * @param actor who is named in the claims' histories
 */
export async function applyAnswers(
  scope: Scope,
  ledger: Ledger,
  actor: Omit<Actor, 'by'>,
  answers: readonly Answer[],
  at: Date,
): Promise<void> {
  if (answers.length === 0) return;
  const moves = answers.flatMap(({ claims, said, packet }) =>
    claims.map((claimId) => ({ claimId, to: stateAfter(said.outcome), reason: reasonOf(packet, said) })),
  );
  // Only ways that the marketplace's answer may take, whoever writes it down.
  const moved = await moveClaims(scope, ledger, { ...actor, by: 'marketplace' }, moves, at);
  let next = 0;
  const rows = answers.map((answer) => {
    const own = moved.slice(next, next + answer.claims.length);
    next += answer.claims.length;
    const gone = own.flatMap(movedBy);
    const { outcome, cause } = answer.said;
    for (const { claimId } of gone)
      recordChange(ledger, { kind: 'answer', at, claimId, answer: { outcome, cause } });
    return rowOf(ledger, answer, gone, at);
  });
  for (const [packetId, own] of Map.groupBy(answers, ({ packetId }) => packetId)) {
    const [first] = own;
    recordAudit(ledger, {
      action: 'answer.applied',
      at,
      actorUserId: actor.userId,
      entity: packetId,
      detail: { number: first?.packet ?? '', answers: own.length, through: first?.through ?? '' },
    });
  }
  await writeTogether(scope, [insertRows('app.marketplace_answers', COLUMNS, rows)]);
  await writeLedger(scope, ledger);
  await acknowledge(
    scope,
    ledger.organisationId,
    actor,
    [...new Set(answers.map((one) => one.packetId))],
    at,
  );
}

function movedBy(one: Moved): MovedByAnswer[] {
  return one.outcome === 'moved' ? [{ claimId: one.claimId, from: one.from, event: one.last }] : [];
}

/** What a claim's history says of it. */
function reasonOf(packet: string, { outcome, cause, words }: AnswerSaid): ClaimEventReason {
  return { code: 'marketplace-answered', params: { packet, outcome, cause, text: words } };
}

const COLUMNS = {
  organisation_id: 'uuid',
  answer_id: 'uuid',
  packet_id: 'uuid',
  position: 'int',
  outcome: 'text',
  cause: 'text',
  words: 'text',
  through: 'text',
  import_id: 'uuid',
  line: 'int',
  by_user: 'uuid',
  at: 'timestamptz',
  claims: 'json',
  moved: 'json',
} as const;

function rowOf(ledger: Ledger, answer: Answer, gone: readonly MovedByAnswer[], at: Date) {
  const { answerId, packetId, position, said, claims, through, from, byUser } = answer;
  return {
    organisation_id: ledger.organisationId,
    answer_id: answerId,
    packet_id: packetId,
    position,
    outcome: said.outcome,
    cause: said.cause,
    words: said.words,
    through,
    import_id: from?.importId ?? null,
    line: from?.line ?? null,
    by_user: byUser,
    at,
    claims: JSON.stringify(claims),
    moved: JSON.stringify(gone),
  };
}

/** Packets of which the marketplace has said anything have arrived. */
async function acknowledge(
  scope: Scope,
  organisationId: string,
  { userId, name }: Omit<Actor, 'by'>,
  packetIds: readonly string[],
  at: Date,
): Promise<void> {
  const news = await scope
    .updateTable('app.packets')
    .set({ state: 'acknowledged' })
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`packet_id = any(${packetIds}::uuid[])`)
    .where('state', '=', 'sent')
    .returning('packet_id')
    .execute();
  const ids = news.map(({ packet_id }) => packet_id);
  if (ids.length === 0) return;
  await scope
    .updateTable('disclosed.packets')
    .set({ state: 'acknowledged' })
    .where(sql<boolean>`packet_id = any(${ids}::uuid[])`)
    .where('state', '=', 'sent')
    .execute();
  for (const packetId of ids) {
    await addEvent(
      scope,
      { userId: userId ?? '', userName: name ?? '' },
      { organisationId, packetId, at, to: 'acknowledged' },
    );
  }
}

/** Whether an answer still says something new of a claim in this state. */
export function saysNews(state: BehindLink['state'], { outcome }: Pick<AnswerSaid, 'outcome'>): boolean {
  const to = stateAfter(outcome);
  if (!mayMove(state, to, 'marketplace')) return false;
  return state !== to || outcome === 'needs-more';
}
