import { createBatches } from '../batches.ts';
import type { Database } from '../db/database.ts';
import { type AuditRecord, openLedger, recordAudit, writeLedger } from './service.ts';

/** Entries of one transaction at most. */
const TOGETHER = 100;

/** For how long what somebody has seen on a screen stands for looking at it again, in milliseconds. */
const LOOK_AGAIN = 10 * 60_000;

/** A look at a screen that asks again and again. */
export interface Look {
  /** Which one, with what makes it another: the filters of a list, or the thing that is read. */
  screen: string;
  /** What is seen there: ids, with whatever makes a thing one that was not seen before. */
  things: readonly string[];
}

/** Writes entries about what changes nothing else: what was read, and who failed to sign in. */
export interface AuditLog {
  /**
   * Returns once the entry is in the chain, so that what is read goes out after it or not at all. Entries of one organisation that come at
   * the same time share a transaction.
   */
  add(organisationId: string, record: Omit<AuditRecord, 'at'>): Promise<void>;
  /**
   * The same for a screen that asks again by itself: an entry for the first look, for each that sees anything that its person did not see there
   * in the last ten minutes, and one at the latest after these. In between, looking once more is the look that stands in the chain already; it
   * waits for that entry, too.
   */
  addLook(organisationId: string, record: Omit<AuditRecord, 'at'>, look: Look): Promise<void>;
}

/** What a person has seen on a screen since an entry was written. */
interface Seen {
  until: number;
  things: Set<string>;
  /** The last entry, which whoever sees the same waits for. */
  written: Promise<void>;
}

/** Opens the log. What was looked at is kept in memory: another process, and one after a restart, writes an entry of its own. */
export function openAuditLog(db: Database, now: () => number = Date.now): AuditLog {
  const batches = createBatches<AuditRecord, void>(
    async (organisationId, records) => {
      await db.inOrganisation({ organisationId, userId: null }, async (scope) => {
        const ledger = await openLedger(scope, organisationId);
        for (const record of records) recordAudit(ledger, record);
        await writeLedger(scope, ledger);
      });
      return records.map(() => ({ status: 'fulfilled', value: undefined }));
    },
    { most: TOGETHER },
  );
  const add: AuditLog['add'] = (organisationId, record) =>
    batches.add(organisationId, { ...record, at: new Date() });
  const looks = new Map<string, Seen>();

  function forget(at: number): void {
    // In the order in which they began, all for as long.
    for (const [key, { until }] of looks) {
      if (until > at) return;
      looks.delete(key);
    }
  }

  return {
    add,
    addLook(organisationId, record, { screen, things }) {
      const at = now();
      forget(at);
      const key = JSON.stringify([organisationId, record.actorUserId, record.action, screen]);
      const before = looks.get(key);
      if (before && things.every((thing) => before.things.has(thing))) return before.written;
      const written = add(organisationId, record);
      const seen: Seen = before ?? { until: at + LOOK_AGAIN, things: new Set(), written };
      for (const thing of things) seen.things.add(thing);
      // Both have to be there: an earlier one may still be on its way.
      seen.written = before ? Promise.all([before.written, written]).then(() => undefined) : written;
      looks.set(key, seen);
      seen.written.catch(() => {
        // What does not stand in the chain was not seen.
        if (looks.get(key) === seen) looks.delete(key);
      });
      return seen.written;
    },
  };
}
