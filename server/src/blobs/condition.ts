import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import type { BlobStore, Condition } from './store.ts';

/**
 * Writes down how a file was found: since when it is damaged, or that it is whole again. The program's own finding, so the audit names
 * nobody; what is known already is not said twice.
 * @returns whether it is news
 */
export async function noteCondition(
  db: Database,
  organisationId: string,
  sha256: string,
  condition: Condition,
): Promise<boolean> {
  return db.inOrganisation({ organisationId, userId: null }, (scope) =>
    note(scope, organisationId, sha256, condition),
  );
}

/** The same after all of the file was read. */
export async function noteReading(
  db: Database,
  organisationId: string,
  sha256: string,
  condition: Condition,
): Promise<boolean> {
  return db.inOrganisation({ organisationId, userId: null }, async (scope) => {
    const news = await note(scope, organisationId, sha256, condition);
    await scope
      .updateTable('app.blobs')
      .set({ checked_at: new Date() })
      .where('organisation_id', '=', organisationId)
      .where('sha256', '=', sha256)
      .execute();
    return news;
  });
}

async function note(
  scope: Scope,
  organisationId: string,
  sha256: string,
  condition: Condition,
): Promise<boolean> {
  const at = new Date();
  const damage = condition === 'whole' ? null : condition;
  if ((await damageOf(scope, organisationId, sha256)) === damage) return false;
  const ledger = await openLedger(scope, organisationId);
  const before = await damageOf(scope, organisationId, sha256);
  if (before === undefined || before === damage) return false;
  await scope
    .updateTable('app.blobs')
    .set({ damage, damaged_at: damage === null ? null : at })
    .where('organisation_id', '=', organisationId)
    .where('sha256', '=', sha256)
    .execute();
  await appendAudit(scope, ledger, {
    action: damage === null ? 'blob.restored' : 'blob.damaged',
    at,
    actorUserId: null,
    entity: sha256,
    detail: damage === null ? { was: before } : { damage },
  });
  return true;
}

/** What is noted of a file; undefined where there is no such blob. */
async function damageOf(scope: Scope, organisationId: string, sha256: string) {
  const row = await scope
    .selectFrom('app.blobs')
    .select('damage')
    .where('organisation_id', '=', organisationId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row?.damage;
}

/** The refusal of what would need files that are not what was handed in. */
export function filesRefusal(conditions: ReadonlyMap<string, Exclude<Condition, 'whole'>>): HttpProblem {
  const damaged = [...conditions.values()].includes('damaged');
  return new HttpProblem(damaged ? 'stored-files-damaged' : 'stored-files-missing', {
    missing: [...conditions.keys()],
  });
}

/**
 * Reads all of these files and compares each with its hash, one after another.
 * @throws HttpProblem naming every file that is missing or damaged, after that was noted
 */
export async function requireWhole(
  { db, store }: { db: Database; store: BlobStore },
  organisationId: string,
  hashes: Iterable<string>,
): Promise<void> {
  const broken = new Map<string, Exclude<Condition, 'whole'>>();
  for (const sha256 of new Set(hashes)) {
    const condition = await store.verify(organisationId, sha256);
    if (condition === 'whole') continue;
    broken.set(sha256, condition);
    await noteCondition(db, organisationId, sha256, condition);
  }
  if (broken.size > 0) throw filesRefusal(broken);
}
