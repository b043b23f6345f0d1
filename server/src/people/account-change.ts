import { CompiledQuery } from 'kysely';
import { type AuditRecord, appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import { type SignInTables, tablesWithin } from '../db/sign-in-tables.ts';
import { ownOrganisations } from './own.ts';

/** One transaction about an account. */
export interface AccountChange {
  scope: Scope;
  /** The sign-in library's tables, in this transaction. */
  tables: SignInTables;
  at: Date;
  /** The organisations that the person acts for, in the order in which they came to them. */
  organisationIds: readonly string[];
  /** Opens an organisation's ledger; its rows can be written from then on. */
  enter(organisationId: string): Promise<Ledger>;
  /** Writes an entry into the chain of every organisation that the person acts for. */
  tell(record: Pick<AuditRecord, 'action' | 'entity' | 'detail'>): Promise<void>;
}

/**
 * Changes something of a person's account: it is committed with its entries in the audit, or not at all. A person who acts for no
 * organisation has no chain that could have one.
 */
export async function changeAccount<Result>(
  db: Database,
  userId: string,
  change: (parts: AccountChange) => Promise<Result>,
): Promise<Result> {
  const organisationIds = (await ownOrganisations(db, userId)).map((own) => own.organisationId);
  return db.inOrganisation({ organisationId: '', userId }, async (scope) => {
    const at = new Date();
    async function enter(organisationId: string): Promise<Ledger> {
      await scope.executeQuery(
        CompiledQuery.raw("select set_config('app.organisation_id', $1, true)", [organisationId]),
      );
      return openLedger(scope, organisationId);
    }
    return change({
      scope,
      tables: tablesWithin(scope),
      at,
      organisationIds,
      enter,
      async tell(record) {
        // Always in one order: two who need the same ledgers do not wait for each other.
        for (const organisationId of [...organisationIds].sort()) {
          await appendAudit(scope, await enter(organisationId), { ...record, at, actorUserId: userId });
        }
      },
    });
  });
}
