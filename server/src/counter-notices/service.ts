import type {
  CounterDecision,
  CounterNotice,
  CounterProof,
  CounterReply,
  NewCounter,
} from '@marketsafe/contract';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import { requireHeld } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import { requireCounterNotices } from '../claims/holding.ts';
import { reachClaim } from '../claims/reach.ts';
import type { Actor } from '../claims/transitions.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { belongsToAny } from '../people/belonging.ts';
import { HttpProblem } from '../problems.ts';
import { sellersFiles } from './files.ts';
import { moveCountered, openCounter } from './open.ts';
import { counterIn, reachCounter } from './read.ts';

/**
 * Enters a counter-notice as the marketplace forwarded it, with the seller's documents: the claim, whose listing had been removed, is countered
 * from then on. By staff who belong to neither side of the claim.
 */
export async function enterCounter(
  tools: { db: Database; store: BlobStore },
  caller: Caller,
  claimId: string,
  { counterId, receivedOn, statement, replyBy, files = [] }: NewCounter,
): Promise<CounterNotice> {
  const { db } = tools;
  const reached = await reachClaim(db, caller, claimId);
  if (reached?.as !== 'staff') throw new HttpProblem('claim-unknown');
  const { organisationId } = reached;
  const kept = await sellersFiles(tools, caller, files);
  return db.inOrganisation(reached, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    await refuseOwn(scope, caller, organisationId, claimId);
    const opened = await openCounter(scope, ledger, actorOf(caller, 'staff'), {
      ...{ claimId, counterId, receivedOn, statement, replyBy, files: kept, through: 'staff' },
      enteredBy: { userId: caller.userId, name: caller.userName },
    });
    if (opened) {
      await record(scope, ledger, {
        action: 'counter.entered',
        caller: reached,
        counterId,
        detail: { ...opened, files: kept.length },
      });
    }
    return counterIn(scope, caller, counterId);
  });
}

/** @throws HttpProblem where one of the program's staff belongs to who complained, or to whose right it is */
async function refuseOwn(
  scope: Scope,
  caller: Caller,
  organisationId: string,
  claimId: string,
): Promise<void> {
  const claim = await scope
    .selectFrom('app.claims')
    .select('holder_id')
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .executeTakeFirst();
  if (!claim) throw new HttpProblem('claim-unknown');
  if (await belongsToAny(scope, caller.userId, [organisationId, claim.holder_id]))
    throw new HttpProblem('packet-of-own-organisation');
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
    await moveCountered(scope, ledger, actorOf(caller, 'participant'), claimId, {
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
    const { number, claimId } = counter;
    await refuseOwn(scope, caller, counter.organisation.organisationId, claimId);
    if (!counter.may.forward) throw new HttpProblem('counter-elsewhere', { params: { number } });
    await moveCountered(scope, ledger, actorOf(caller, 'staff'), claimId, {
      to: 'contested',
      reason: { code: 'counter-forwarded', params: { on } },
    });
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
    const { kind, on } = proof;
    await moveCountered(scope, ledger, actorOf(caller, 'participant'), claimId, {
      to: 'contested',
      reason: { code: 'counter-proven', params: { kind, on } },
    });
    await scope
      .updateTable('app.counter_notices')
      .set({ proof: JSON.stringify(proof), proven_at: new Date() })
      .where('counter_id', '=', counterId)
      .execute();
    const detail = { number, kind, on };
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
    await refuseOwn(scope, caller, counter.organisation.organisationId, claimId);
    if (!counter.may.decide) throw new HttpProblem('counter-elsewhere', { params: { number } });
    await moveCountered(scope, ledger, actorOf(caller, 'staff'), claimId, {
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
