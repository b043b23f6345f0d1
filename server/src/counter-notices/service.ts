import {
  type ClaimState,
  type CounterDecision,
  type CounterNotice,
  type CounterProof,
  type CounterReply,
  MOST_CHANCES,
  type NewCounter,
} from '@marketsafe/contract';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import { requireHeld } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import { requireCounterNotices } from '../claims/holding.ts';
import { reachClaim } from '../claims/reach.ts';
import { type Actor, moveClaims } from '../claims/transitions.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { counterIn, reachCounter } from './read.ts';

/** Enters a counter-notice as the marketplace forwarded it: the claim, whose listing had been removed, is countered from then on. */
export async function enterCounter(
  db: Database,
  caller: Caller,
  claimId: string,
  { counterId, receivedOn, statement, replyBy }: NewCounter,
): Promise<CounterNotice> {
  const reached = await reachClaim(db, caller, claimId);
  if (reached?.as !== 'staff') throw new HttpProblem('claim-unknown');
  const { organisationId } = reached;
  return db.inOrganisation(reached, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const claim = await scope
      .selectFrom('app.claims')
      .select(['number', 'state'])
      .where('organisation_id', '=', organisationId)
      .where('claim_id', '=', claimId)
      .executeTakeFirst();
    if (!claim) throw new HttpProblem('claim-unknown');
    const { number } = claim;
    const before = await scope
      .selectFrom('app.counter_notices')
      .select(['counter_id', 'chance'])
      .where('organisation_id', '=', organisationId)
      .where('claim_id', '=', claimId)
      .orderBy('chance')
      .execute();
    // The same one, entered again: an answer may have been lost on its way.
    if (before.some((row) => row.counter_id === counterId)) return counterIn(scope, caller, counterId);
    const chance = (before.at(-1)?.chance ?? 0) + 1;
    if (chance > MOST_CHANCES) throw new HttpProblem('counter-chances-used', { params: { number } });
    const at = new Date();
    await move(scope, ledger, actorOf(caller, 'staff'), claimId, {
      to: 'countered',
      reason: { code: 'countered', params: { chance } },
    });
    await scope
      .insertInto('app.counter_notices')
      .values({
        organisation_id: organisationId,
        counter_id: counterId,
        claim_id: claimId,
        chance,
        received_on: receivedOn,
        reply_by: replyBy,
        statement: JSON.stringify(statement),
        entered_at: at,
        entered_by: caller.userId,
        entered_by_name: caller.userName,
      })
      .execute();
    await record(scope, ledger, {
      action: 'counter.entered',
      caller: reached,
      counterId,
      detail: { number, chance },
    });
    return counterIn(scope, caller, counterId);
  });
}

/** The complainant's reply: gives in, or contests with what speaks for the removal. It stays as it was said. */
export async function replyToCounter(
  { db, store }: { db: Database; store: BlobStore },
  caller: Caller,
  counterId: string,
  reply: CounterReply,
): Promise<CounterNotice> {
  return change(db, caller, counterId, async (scope, ledger, counter) => {
    const { claimId, number, organisation } = counter;
    if (!counter.may.reply) throw new HttpProblem('counter-elsewhere', { params: { number } });
    const { organisationId } = organisation;
    await requireCounterNotices(scope, organisationId, claimId);
    const files = reply.kind === 'contest' ? reply.files : [];
    await requireHeld(scope, store, organisationId, files);
    const state = reply.kind === 'concede' ? ('conceded' as const) : ('contested' as const);
    const { text } = reply;
    await move(scope, ledger, actorOf(caller, 'participant'), claimId, {
      to: state,
      reason:
        reply.kind === 'concede'
          ? { code: 'conceded', params: { cause: reply.cause, text } }
          : { code: 'contested', params: { text } },
    });
    await scope
      .updateTable('app.counter_notices')
      .set({
        ...{ state, reply: JSON.stringify(reply), replied_at: new Date(), replied_by: caller.userId },
        replied_by_name: caller.userName,
      })
      .where('counter_id', '=', counterId)
      .execute();
    const detail = { number, reply: reply.kind, files: files.length };
    await record(scope, ledger, { action: 'counter.replied', caller, counterId, detail });
  });
}

/** A statement of non-infringement was forwarded: from that day on only a complaint or a suit keeps the listing away. */
export async function counterWasForwarded(
  db: Database,
  caller: Caller,
  counterId: string,
  on: string,
): Promise<CounterNotice> {
  return change(db, caller, counterId, async (scope, ledger, counter) => {
    const { number } = counter;
    if (!counter.may.forward) throw new HttpProblem('counter-elsewhere', { params: { number } });
    await scope
      .updateTable('app.counter_notices')
      .set({ forwarded_on: on })
      .where('counter_id', '=', counterId)
      .execute();
    await record(scope, ledger, { action: 'counter.forwarded', caller, counterId, detail: { number, on } });
  });
}

/** The complainant has complained to an authority, or sued. */
export async function proveCounter(
  db: Database,
  caller: Caller,
  counterId: string,
  proof: CounterProof,
): Promise<CounterNotice> {
  return change(db, caller, counterId, async (scope, ledger, counter) => {
    const { number, claimId, organisation } = counter;
    if (!counter.may.prove) throw new HttpProblem('counter-elsewhere', { params: { number } });
    await requireCounterNotices(scope, organisation.organisationId, claimId);
    await scope
      .updateTable('app.counter_notices')
      .set({ proof: JSON.stringify(proof), proven_at: new Date() })
      .where('counter_id', '=', counterId)
      .execute();
    const detail = { number, kind: proof.kind, on: proof.on };
    await record(scope, ledger, { action: 'counter.proven', caller, counterId, detail });
  });
}

/** What the marketplace decided, or did. */
export async function decideCounter(
  db: Database,
  caller: Caller,
  counterId: string,
  { outcome, text }: CounterDecision,
): Promise<CounterNotice> {
  return change(db, caller, counterId, async (scope, ledger, counter) => {
    const { number, claimId } = counter;
    if (!counter.may.decide) throw new HttpProblem('counter-elsewhere', { params: { number } });
    await move(scope, ledger, actorOf(caller, 'staff'), claimId, {
      to: outcome,
      reason: { code: 'counter-decided', params: { text } },
    });
    await scope
      .updateTable('app.counter_notices')
      .set({
        ...{ state: outcome, outcome_text: text },
        decided_at: new Date(),
        decided_by_name: caller.userName,
      })
      .where('counter_id', '=', counterId)
      .execute();
    await record(scope, ledger, {
      action: 'counter.decided',
      caller,
      counterId,
      detail: { number, outcome },
    });
  });
}

/** Changes a counter-notice while the organisation's ledger is held, and gives it as it stands then. */
async function change(
  db: Database,
  caller: Caller,
  counterId: string,
  work: (scope: Scope, ledger: Ledger, counter: CounterNotice) => Promise<void>,
): Promise<CounterNotice> {
  const { identity, counter } = await reachCounter(db, caller, counterId);
  return db.inOrganisation(identity, async (scope) => {
    const ledger = await openLedger(scope, counter.organisation.organisationId);
    await work(scope, ledger, await counterIn(scope, caller, counterId));
    return counterIn(scope, caller, counterId);
  });
}

function actorOf(caller: Caller, by: 'staff' | 'participant'): Actor {
  const { userId, userName: name, roles } = caller;
  return { by, userId, name, role: roles[0] ?? (by === 'staff' ? 'analyst' : 'investigator') };
}

async function move(
  scope: Scope,
  ledger: Ledger,
  actor: Actor,
  claimId: string,
  way: { to: ClaimState; reason: Parameters<typeof moveClaims>[3][number]['reason'] },
): Promise<void> {
  const [moved] = await moveClaims(scope, ledger, actor, [{ claimId, ...way }]);
  if (!moved || moved.outcome === 'unknown') throw new HttpProblem('claim-unknown');
  const { number, state } = moved;
  if (moved.outcome !== 'moved') throw new HttpProblem('claim-elsewhere', { params: { number, state } });
}

async function record(
  scope: Scope,
  ledger: Ledger,
  entry: {
    action: Parameters<typeof appendAudit>[2]['action'];
    caller: Caller;
    counterId: string;
    detail: Record<string, string | number>;
  },
): Promise<void> {
  const { action, caller, counterId, detail } = entry;
  await appendAudit(scope, ledger, {
    ...{ action, at: new Date(), actorUserId: caller.userId, entity: counterId },
    detail: { ...detail, ...staffDetail(caller) },
  });
}
