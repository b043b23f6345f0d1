import { createBatches } from '../batches.ts';
import type { Database } from '../db/database.ts';
import { type AuditRecord, openLedger, recordAudit, writeLedger } from './service.ts';

/** Entries of one transaction at most. */
const TOGETHER = 100;

/** Writes entries about what changes nothing else: what was read, and who failed to sign in. */
export interface AuditLog {
  /**
   * Returns once the entry is in the chain, so that what is read goes out after it or not at all. Entries of one organisation that come at
   * the same time share a transaction.
   */
  add(organisationId: string, record: Omit<AuditRecord, 'at'>): Promise<void>;
}

/** Opens the log. */
export function openAuditLog(db: Database): AuditLog {
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
  return { add: (organisationId, record) => batches.add(organisationId, { ...record, at: new Date() }) };
}
