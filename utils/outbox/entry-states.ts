import type { ClaimReceipt, ClaimStanding } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import type { EntryProblem, OutboxRow } from '../database/outbox-rows.ts';
import { draftOfEntry } from '../database/reply-rows.ts';
import type { Verdict } from './retry-policy.ts';

/** Marks an entry as being sent and returns it; undefined when it is no longer to be sent. */
export async function beginEntry(
  db: ReporterDatabase,
  opId: string,
  now: number,
): Promise<OutboxRow | undefined> {
  return db.transaction('rw', db.outbox, async () => {
    const entry = await db.outbox.get(opId);
    if (entry?.state !== 'ready') return undefined;
    await db.outbox.put({ ...entry, sendingSince: now });
    return entry;
  });
}

/**
 * The server's stored answer is there: entry, draft and blobs learn it in one transaction. True whoever brings it and however
 * late, so an entry that another sender judged otherwise meanwhile is acknowledged all the same.
 */
export async function acknowledge(
  db: ReporterDatabase,
  opId: string,
  receipt: ClaimReceipt,
  now: number,
): Promise<void> {
  await db.transaction('rw', db.outbox, db.drafts, db.blobs, db.serverPauses, async () => {
    await db.serverPauses.delete('server');
    const entry = await db.outbox.get(opId);
    if (!entry || entry.state === 'acked') return;
    const { sendingSince: _s, lastProblem: _p, ...kept } = entry;
    await db.outbox.put({ ...kept, state: 'acked', receipt, ackedAt: now });
    await db.drafts
      .where('draftId')
      .equals(entry.entityId)
      .modify((draft) => {
        draft.receipt = receipt;
        // A later state may have come through the changes before this answer did.
        draft.serverState ??= receipt.state;
      });
    await db.blobs
      .where('sha256')
      .anyOf(entry.needs)
      .modify((blob) => {
        // Bytes that another report was sent with before are kept for as long as this one.
        blob.acknowledgedAt = now;
      });
  });
}

/**
 * The program has what follows a report: entry, report and blobs learn it in one transaction. How the claim stands then may have changed
 * again by now: what the feed of changes says later counts.
 */
export async function acknowledgeFollowing(
  db: ReporterDatabase,
  opId: string,
  standing: ClaimStanding,
  now: number,
): Promise<void> {
  await db.transaction('rw', db.outbox, db.drafts, db.blobs, db.serverPauses, async () => {
    await db.serverPauses.delete('server');
    const entry = await db.outbox.get(opId);
    if (!entry || entry.state === 'acked') return;
    const { sendingSince: _s, lastProblem: _p, ...kept } = entry;
    await db.outbox.put({ ...kept, state: 'acked', ackedAt: now });
    await db.drafts
      .where('draftId')
      .equals(draftOfEntry(entry.entityId))
      .modify((draft) => {
        // A later state may have come through the changes before this answer did.
        if (entry.kind === 'withdrawal' || draft.serverState === 'needs_info')
          draft.serverState = standing.state;
        if (entry.kind === 'answer' && draft.reply?.opId === opId) {
          if (draft.question?.questionId === draft.reply.questionId) delete draft.question;
          delete draft.reply;
        }
        if (entry.kind === 'withdrawal') {
          delete draft.question;
          delete draft.reply;
        }
      });
    await db.blobs
      .where('sha256')
      .anyOf(entry.needs)
      .modify((blob) => {
        blob.acknowledgedAt = now;
      });
  });
}

/** The server holds this blob: any upload of it is over. */
export async function acknowledgeBlob(db: ReporterDatabase, sha256: string, now: number): Promise<void> {
  await db.transaction('rw', db.blobs, db.uploads, async () => {
    await db.blobs.update(sha256, { acknowledgedAt: now });
    await db.uploads.delete(sha256);
  });
}

/** Takes back the mark of being sent, after a try that says nothing about the entry. */
export async function putBack(db: ReporterDatabase, opId: string): Promise<void> {
  await db.outbox
    .where('opId')
    .equals(opId)
    .modify((entry) => {
      delete entry.sendingSince;
    });
}

/** Parks an entry until the user decides. An entry that is not to be sent any more stays as it is. */
export async function park(db: ReporterDatabase, opId: string, problem: EntryProblem): Promise<void> {
  await db.transaction('rw', db.outbox, db.serverPauses, async () => {
    await db.serverPauses.delete('server');
    const entry = await db.outbox.get(opId);
    if (entry?.state !== 'ready') return;
    const { sendingSince: _, ...kept } = entry;
    await db.outbox.put({ ...kept, state: 'parked', attempts: entry.attempts + 1, lastProblem: problem });
  });
}

/** Notes a failed try and when the next one may be, and what it says about the server as a whole. */
export async function postpone(
  db: ReporterDatabase,
  opId: string,
  verdict: Extract<Verdict, { action: 'retry' }>,
): Promise<void> {
  const { at, problem, serverPause, forget } = verdict;
  await db.transaction('rw', db.outbox, db.blobs, db.serverPauses, async () => {
    if (serverPause) {
      const failures = ((await db.serverPauses.get('server'))?.failures ?? 0) + 1;
      await db.serverPauses.put({ key: 'server', failures, at: problem.at, ...serverPause });
    } else {
      await db.serverPauses.delete('server');
    }
    await db.blobs
      .where('sha256')
      .anyOf(forget)
      .modify((blob) => {
        delete blob.acknowledgedAt;
      });
    const entry = await db.outbox.get(opId);
    if (entry?.state !== 'ready') return;
    const { sendingSince: _, ...kept } = entry;
    await db.outbox.put({ ...kept, attempts: entry.attempts + 1, nextAt: at, lastProblem: problem });
  });
}
