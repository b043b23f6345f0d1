import { randomUUID } from 'node:crypto';
import { appendAudit, openLedger } from '../../audit/service.ts';
import { recordChange } from '../../changes/service.ts';
import type { Scope } from '../../db/database.ts';
import { HttpProblem } from '../../problems.ts';
import type { Actor } from '../events.ts';
import { insertRights } from '../register.ts';
import { lookAtTable } from './look-at-table.ts';

/**
 * Registers the rows of a table in one transaction: all that were announced, or none.
 * @param order `all`: the table must be without fault; `good`: rows with faults are left out. `expected`: rows that the preview said would be registered
 * @throws HttpProblem `table-without-columns`, `table-has-faults` or `table-looked-at-before`, TableProblem
 */
export async function keepTable(
  scope: Scope,
  { organisationId, actor }: { organisationId: string; actor: Actor },
  bytes: Uint8Array<ArrayBuffer>,
  order: { rows: 'all' | 'good'; expected: number },
): Promise<number> {
  // Under the ledger nobody else registers what was just found to be new.
  const ledger = await openLedger(scope, organisationId);
  const { preview, good } = await lookAtTable(scope, organisationId, bytes);
  if (preview.missingColumns.length > 0) throw new HttpProblem('table-without-columns');
  if (order.rows === 'all' && preview.faults.length > 0) throw new HttpProblem('table-has-faults');
  if (good.length !== order.expected) throw new HttpProblem('table-looked-at-before');
  const at = new Date();
  const rights = good.map(({ fields }) => ({ rightId: randomUUID() as string, ...fields }));
  const [first] = rights;
  if (!first) throw new HttpProblem('table-looked-at-before');
  await insertRights(scope, organisationId, { rights, at, actor, kind: 'imported', status: 'unverified' });
  // Devices ask for all rights when they hear of one.
  recordChange(ledger, { kind: 'right', at, rightId: first.rightId });
  await appendAudit(scope, ledger, {
    action: 'rights.imported',
    at,
    actorUserId: actor.userId,
    entity: organisationId,
    detail: { rights: rights.length, rows: preview.rows, sha256: preview.sha256 },
  });
  return rights.length;
}
