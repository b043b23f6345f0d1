import type { ClaimState, DeskCounter, NewDeskCounter } from '@marketsafe/contract';
import { MOST_CHANCES } from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, type Ledger } from '../audit/service.ts';
import { shownFile } from '../counter-notices/files.ts';
import { type KeptFile, openCounter } from '../counter-notices/open.ts';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { withdrawnLinks } from './desk.ts';

type CounterRow = Omit<DeskCounter, 'files' | 'on' | 'by'> & { on: string; by: string };

/** Counter-notices of a packet as the marketplace's people entered them. As one of them, or as what brings them to the claims. */
async function written(scope: Scope, packetId: string): Promise<CounterRow[]> {
  const rows = await scope
    .selectFrom('disclosed.counter_notices')
    .select(['counter_id', 'position', 'received_on', 'reply_by', 'statement', 'on_day', 'by_name'])
    .where('packet_id', '=', packetId)
    .orderBy('position')
    .orderBy('written')
    .execute();
  return rows.map((row) => ({
    ...{ counterId: row.counter_id, position: row.position, receivedOn: row.received_on },
    ...{ replyBy: row.reply_by, statement: row.statement, on: row.on_day, by: row.by_name },
  }));
}

async function filesOf(scope: Scope, packetId: string): Promise<Map<string, KeptFile[]>> {
  const rows = await scope
    .selectFrom('disclosed.counter_files')
    .select(['counter_id', 'store_of', 'sha256', 'name', 'type', 'bytes'])
    .where('packet_id', '=', packetId)
    .orderBy('counter_id')
    .orderBy('position')
    .execute();
  const found = new Map<string, KeptFile[]>();
  for (const { counter_id, store_of, bytes, ...file } of rows) {
    const kept = { ...file, storeOf: store_of, bytes: Number(bytes) };
    found.set(counter_id, [...(found.get(counter_id) ?? []), kept]);
  }
  return found;
}

/** What sellers say against removals out of a packet, as the marketplace's people entered it. As one of them. */
export async function deskCountersOf(scope: Scope, packetId: string): Promise<DeskCounter[]> {
  const files = await filesOf(scope, packetId);
  return (await written(scope, packetId)).map((row) => ({
    ...row,
    files: (files.get(row.counterId) ?? []).map(shownFile),
  }));
}

/**
 * Keeps a counter-notice that the marketplace's people enter about a link. As one of them, who reach nothing else; the same id once more is the
 * same one. What becomes of it they are not told here.
 * @param files the seller's documents, in the store of their own organisation
 * @throws HttpProblem where the packet has no such link, or it was taken back
 */
export async function writeDeskCounter(
  scope: Scope,
  caller: Pick<Caller, 'userId' | 'userName'>,
  packet: { packetId: string; number: string; links: number },
  { counterId, position, receivedOn, replyBy, statement }: NewDeskCounter,
  files: readonly KeptFile[],
): Promise<boolean> {
  const { packetId, number, links } = packet;
  if (position >= links) throw new HttpProblem('answer-link-unknown');
  if ((await withdrawnLinks(scope, packetId)).includes(position))
    throw new HttpProblem('answer-link-withdrawn', { params: { number } });
  if ((await written(scope, packetId)).some((one) => one.counterId === counterId)) return false;
  await scope
    .insertInto('disclosed.counter_notices')
    .values({
      ...{ counter_id: counterId, packet_id: packetId, position, received_on: receivedOn },
      ...{ reply_by: replyBy, statement: JSON.stringify(statement) },
      ...{ by_user: caller.userId, by_name: caller.userName },
      on_day: new Date().toISOString().slice(0, 10),
    })
    .execute();
  if (files.length > 0) {
    await scope
      .insertInto('disclosed.counter_files')
      .values(
        files.map(({ storeOf, sha256, name, type, bytes }, index) => ({
          ...{ counter_id: counterId, position: index, packet_id: packetId, store_of: storeOf },
          ...{ sha256, name: JSON.stringify(name), type, bytes },
        })),
      )
      .execute();
  }
  return true;
}

interface Waiting {
  counter_id: string;
  claim_id: string;
  state: ClaimState;
  chances: number;
  by_user: string;
}

/**
 * Opens at their claims what waits of a packet's counter-notices, each at the claim that spoke for its link; one whose claim was not removed, or
 * whose seller has used every chance, waits for staff. In the transaction that brings what the marketplace's people wrote.
 */
export async function bringDeskCounters(scope: Scope, ledger: Ledger, packetId: string): Promise<number> {
  const { rows } = await sql<Waiting>`
    select notice.counter_id, claim.claim_id, claim.state, notice.by_user,
      (select count(*)::int from app.counter_notices before
        where before.organisation_id = claim.organisation_id and before.claim_id = claim.claim_id) as chances
    from disclosed.counter_notices notice
    join disclosed.links link on link.packet_id = notice.packet_id and link.position = notice.position
    join app.claims claim on claim.number = link.claim
    where notice.packet_id = ${packetId}
      and not exists (select from app.counter_notices done where done.counter_id = notice.counter_id)
    order by notice.written`.execute(scope);
  if (rows.length === 0) return 0;
  const texts = new Map((await written(scope, packetId)).map((one) => [one.counterId, one]));
  const files = await filesOf(scope, packetId);
  let opened = 0;
  const busy = new Set<string>();
  for (const { counter_id: counterId, claim_id: claimId, state, chances, by_user: userId } of rows) {
    const text = texts.get(counterId);
    const isOpen = (state === 'removed' || state === 'upheld') && chances < MOST_CHANCES;
    if (!text || !isOpen || busy.has(claimId)) continue;
    busy.add(claimId);
    const { receivedOn, replyBy, statement } = text;
    const coming = { claimId, counterId, receivedOn, replyBy, statement, files: files.get(counterId) ?? [] };
    const done = await openCounter(
      scope,
      ledger,
      { by: 'marketplace', userId, name: null, role: 'liaison' },
      // Who of the marketplace's people it was is theirs to know.
      { ...coming, through: 'desk', enteredBy: { userId, name: '' } },
    );
    if (!done) continue;
    await appendAudit(scope, ledger, {
      ...{ action: 'counter.entered', at: new Date(), actorUserId: userId, entity: counterId },
      detail: { ...done, files: coming.files.length, through: 'desk' },
    });
    opened += 1;
  }
  return opened;
}
