import {
  type FoundSeller,
  isProgramStaff,
  LEAST_REPEATED,
  type NewPenaltyNote,
  type NewPenaltyRequest,
  type PenaltyRequest,
  type PenaltyRequests,
  type RaidBasis,
  type RepeatedClaim,
  raidBasisOf,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { dayInUtc } from '../rights/register.ts';
import { requireSeller, writeEntry } from './keep.ts';

/** Most requests of a seller that are read: the newest. */
const MOST = 100;
/** Most removals of a seller that a request may be rested on: the newest. */
const MOST_CLAIMS = 200;

/**
 * What was asked about a seller, and on what another request of the caller's organisation could rest: participants their own requests, staff
 * everybody's.
 * @throws HttpProblem `seller-unknown`
 */
export async function readPenaltyRequests(
  db: Database,
  caller: Caller,
  sellerId: string,
): Promise<PenaltyRequests> {
  const seller = await requireSeller(db, caller, sellerId);
  if (isProgramStaff(caller.roles)) {
    const requests = await db.asStaff(caller.userId, (scope) => requestsOf(scope, caller, { sellerId }));
    return { requests, raids: [], claims: [] };
  }
  return db.inOrganisation(caller, async (scope) => ({
    requests: await requestsOf(scope, caller, { sellerId }),
    raids: await raidBases(scope, caller, seller),
    claims: await repeatedClaims(scope, caller, sellerId),
  }));
}

async function requestsOf(
  scope: Scope,
  caller: Caller,
  which: { sellerId: string } | { requestId: string },
): Promise<PenaltyRequest[]> {
  const rows = await scope
    .selectFrom('app.penalty_requests as request')
    .innerJoin('app.organisations as owner', 'owner.organisation_id', 'request.organisation_id')
    .selectAll('request')
    .select('owner.name')
    .where((where) =>
      'sellerId' in which
        ? where('request.seller_id', '=', which.sellerId)
        : where('request.request_id', '=', which.requestId),
    )
    .orderBy('request.at', 'desc')
    .limit(MOST)
    .execute();
  if (rows.length === 0) return [];
  const notes = await scope
    .selectFrom('app.penalty_events')
    .selectAll()
    .where(
      'request_id',
      'in',
      rows.map(({ request_id }) => request_id),
    )
    .orderBy('sequence')
    .execute();
  return rows.map((row): PenaltyRequest => {
    const own = notes.filter(({ request_id }) => request_id === row.request_id);
    const told = own.filter(({ kind }) => kind !== 'look').at(-1);
    const look = own.filter(({ kind }) => kind === 'look').at(-1);
    return {
      requestId: row.request_id,
      organisation: { organisationId: row.organisation_id, name: row.name },
      own: row.organisation_id === caller.organisationId,
      ...{ wanted: row.wanted, basis: row.content, askedOn: row.asked_on },
      ...{ at: row.at.toISOString(), by: row.by_name },
      state: told && told.kind !== 'look' ? told.kind : 'asked',
      lookOn: told ? null : (look?.on_day ?? row.look_on),
      notes: own.map(({ kind, on_day, said, at, by_name }) => ({
        ...{ kind, on: on_day, text: said.text, at: at.toISOString(), by: by_name },
      })),
    };
  });
}

/** Raids of the organisation whose package was released and names the seller. What was released is looked at, and nothing else of the raid. */
async function raidBases(scope: Scope, caller: Caller, seller: FoundSeller): Promise<RaidBasis[]> {
  const rows = await scope
    .selectFrom('app.raid_packages as package')
    .innerJoin('app.raids as raid', (join) =>
      join
        .onRef('raid.organisation_id', '=', 'package.organisation_id')
        .onRef('raid.raid_id', '=', 'package.raid_id'),
    )
    .select(['package.raid_id', 'package.content', 'raid.number'])
    .distinctOn('package.raid_id')
    .where('package.organisation_id', '=', caller.organisationId)
    .where('package.state', '=', 'released')
    .orderBy('package.raid_id')
    .orderBy('package.sequence', 'desc')
    .execute();
  return rows.flatMap(({ raid_id: raidId, number, content }) => {
    const basis = raidBasisOf({ raidId, number, content }, seller);
    return basis ? [basis] : [];
  });
}

/** Removals of the organisation's own claims on the seller that stand: no counter-notice is open about them, and none undid them. */
async function repeatedClaims(scope: Scope, caller: Caller, sellerId: string): Promise<RepeatedClaim[]> {
  const { rows } = await sql<RepeatedClaim>`
    select claim.claim_id as "claimId", claim.number, to_char(removed.at at time zone 'UTC', 'YYYY-MM-DD') as "removedOn"
    from app.claim_search found
    join app.claims claim on claim.organisation_id = found.organisation_id and claim.claim_id = found.entity_id
    cross join lateral (
      select max(event.at) as at from app.claim_events event
      where event.organisation_id = claim.organisation_id and event.claim_id = claim.claim_id and event.to_state = 'removed'
    ) removed
    where found.seller_id = ${sellerId} and found.organisation_id = ${caller.organisationId}
      and claim.state in ('removed', 'upheld') and removed.at is not null
    order by removed.at desc, claim.claim_id limit ${sql.lit(MOST_CLAIMS)}`.execute(scope);
  return rows;
}

/**
 * Keeps that the marketplace was asked about a seller, with the basis as it is now. The same id once more is the same.
 * @throws HttpProblem `seller-unknown`, `penalty-without-basis` or `body-invalid`
 */
export async function askForPenalty(
  db: Database,
  caller: Caller,
  sellerId: string,
  { requestId, wanted, basis, askedOn, lookOn }: NewPenaltyRequest,
): Promise<PenaltyRequests> {
  refuseAhead('/askedOn', askedOn);
  const seller = await requireSeller(db, caller, sellerId);
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const [there] = await requestsOf(scope, caller, { requestId });
    if (there) return;
    const content = await basisOf(scope, caller, seller, { wanted, basis });
    const at = new Date();
    await scope
      .insertInto('app.penalty_requests')
      .values({
        ...{ organisation_id: caller.organisationId, request_id: requestId, seller_id: sellerId, wanted },
        raid_id: content.kind === 'raid' ? content.raidId : null,
        claims: content.kind === 'repeat' ? content.claims.map(({ claimId }) => claimId) : null,
        ...{ content: JSON.stringify(content), asked_on: askedOn, look_on: lookOn },
        ...{ at, by_user: caller.userId, by_name: caller.userName },
      })
      .execute();
    await appendAudit(scope, ledger, {
      action: 'penalty.asked',
      ...{ at, actorUserId: caller.userId, entity: sellerId },
      detail: { request: requestId, wanted, basis: content.kind },
    });
  });
  return readPenaltyRequests(db, caller, sellerId);
}

async function basisOf(
  scope: Scope,
  caller: Caller,
  seller: FoundSeller,
  { wanted, basis }: Pick<NewPenaltyRequest, 'wanted' | 'basis'>,
): Promise<PenaltyRequest['basis']> {
  if (basis.kind === 'raid') {
    const found = (await raidBases(scope, caller, seller)).find(({ raidId }) => raidId === basis.raidId);
    if (!found || (wanted === 'store-closure' && !found.closure)) {
      throw new HttpProblem('penalty-without-basis');
    }
    return found;
  }
  const wantedIds = new Set(basis.claimIds);
  const claims = (await repeatedClaims(scope, caller, seller.sellerId)).filter(({ claimId }) =>
    wantedIds.has(claimId),
  );
  if (claims.length < LEAST_REPEATED || claims.length !== wantedIds.size) {
    throw new HttpProblem('penalty-without-basis');
  }
  return { kind: 'repeat', claims };
}

/** @throws HttpProblem `body-invalid` */
function refuseAhead(path: string, day: string): void {
  if (day > dayInUtc())
    throw new HttpProblem('body-invalid', { errors: [{ path, code: 'day-ahead', params: {} }] });
}

/**
 * Notes what was told of a request, or when to look again. A penalty that was granted is kept of the seller in the same transaction; nothing is ever
 * inferred. The same id once more is the same.
 * @throws HttpProblem `penalty-request-unknown`, also where it is another organisation's, or `body-invalid`
 */
export async function notePenalty(
  db: Database,
  caller: Caller,
  requestId: string,
  note: NewPenaltyNote,
): Promise<PenaltyRequests> {
  if (note.kind === 'granted') refuseAhead('/penalty/toldOn', note.penalty.toldOn);
  else if (note.kind !== 'look') refuseAhead('/on', note.on);
  const sellerId = await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const request = await scope
      .selectFrom('app.penalty_requests')
      .select('seller_id')
      .where('organisation_id', '=', caller.organisationId)
      .where('request_id', '=', requestId)
      .executeTakeFirst();
    if (!request) throw new HttpProblem('penalty-request-unknown');
    const there = await scope
      .selectFrom('app.penalty_events')
      .select('event_id')
      .where('organisation_id', '=', caller.organisationId)
      .where('event_id', '=', note.noteId)
      .executeTakeFirst();
    if (there) return request.seller_id;
    const at = new Date();
    const granted = note.kind === 'granted' ? note.penalty : null;
    if (granted) {
      const entry = { kind: 'penalty' as const, entryId: note.noteId, said: granted };
      await writeEntry(scope, ledger, caller, request.seller_id, entry);
    }
    await scope
      .insertInto('app.penalty_events')
      .values({
        ...{ organisation_id: caller.organisationId, event_id: note.noteId, request_id: requestId },
        ...{ kind: note.kind, on_day: note.kind === 'granted' ? note.penalty.toldOn : note.on },
        said: JSON.stringify({ text: note.kind === 'granted' ? note.penalty.text : note.text }),
        ...{ entry_id: granted ? note.noteId : null },
        ...{ at, by_user: caller.userId, by_name: caller.userName },
      })
      .execute();
    await appendAudit(scope, ledger, {
      action: 'penalty.noted',
      ...{ at, actorUserId: caller.userId, entity: request.seller_id },
      detail: { request: requestId, kind: note.kind },
    });
    return request.seller_id;
  });
  return readPenaltyRequests(db, caller, sellerId);
}
