import {
  ADDED_FILE_TYPES,
  type AddedFileType,
  MAX_RIGHT_FILES,
  type RightFile,
  type RightFileNote,
} from '@marketsafe/contract';
import { appendAudit } from '../audit/service.ts';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { openRight, record, touchRight } from './edit.ts';
import { type Actor, agencyDetail } from './events.ts';

interface Target {
  organisationId: string;
  rightId: string;
  actor: Actor;
}

/** The files of a right that are there, certificate first and class pages in their order. */
export async function filesOfRight(
  scope: Scope,
  { organisationId, rightId }: Pick<Target, 'organisationId' | 'rightId'>,
): Promise<RightFile[]> {
  const rows = await scope
    .selectFrom('app.right_files as file')
    .innerJoin('app.blobs as blob', (join) =>
      join
        .onRef('blob.organisation_id', '=', 'file.organisation_id')
        .onRef('blob.sha256', '=', 'file.sha256'),
    )
    .select(['file.sha256', 'file.kind', 'file.name', 'file.nice_class', 'file.added_at'])
    .select(['blob.type', 'blob.bytes'])
    .where('file.organisation_id', '=', organisationId)
    .where('file.right_id', '=', rightId)
    .where('file.removed_at', 'is', null)
    .orderBy((order) => order.case().when('file.kind', '=', 'certificate').then(0).else(1).end())
    .orderBy('file.nice_class')
    .orderBy('file.added_at')
    .orderBy('file.sha256')
    .execute();
  return rows.flatMap((row) => {
    const type = ADDED_FILE_TYPES.find((known) => known === row.type);
    if (!type) return [];
    const { sha256, kind, name, nice_class: niceClass, bytes } = row;
    return [{ sha256, kind, name, niceClass, type, bytes, addedAt: row.added_at.toISOString() }];
  });
}

/** What a file is, where it is one of the right's. */
export async function fileOfRight(
  scope: Scope,
  target: Pick<Target, 'organisationId' | 'rightId'>,
  sha256: string,
): Promise<{ type: AddedFileType; bytes: number } | undefined> {
  return (await filesOfRight(scope, target)).find((file) => file.sha256 === sha256);
}

/**
 * Adds a file that was handed in to a right, or says anew what it shows. A right that was refused comes back to the program with it.
 * @param file what is stored under the hash; undefined where nothing of the organisation is
 * @throws HttpProblem `right-not-here`, `right-retired`, `file-unknown`, `file-type-unknown` or `right-has-enough-files`
 */
export async function addRightFile(
  scope: Scope,
  target: Target,
  { sha256, file, note }: { sha256: string; file: { type: string } | undefined; note: RightFileNote },
): Promise<void> {
  const { organisationId, rightId, actor } = target;
  const right = await openRight(scope, target);
  if (!file) throw new HttpProblem('file-unknown');
  if (!ADDED_FILE_TYPES.some((type) => type === file.type))
    throw new HttpProblem('file-type-unknown', { status: 415 });
  const there = await filesOfRight(scope, target);
  const before = there.find((one) => one.sha256 === sha256);
  if (!before && there.length >= MAX_RIGHT_FILES) throw new HttpProblem('right-has-enough-files');
  const { kind, name, niceClass } = note;
  if (before?.kind === kind && before.name === name && before.niceClass === niceClass) return;
  const at = new Date();
  const said = { kind, name, nice_class: niceClass, added_at: at, added_by: actor.userId, removed_at: null };
  await scope
    .insertInto('app.right_files')
    .values({ organisation_id: organisationId, right_id: rightId, sha256, ...said })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'right_id', 'sha256']).doUpdateSet(said))
    .execute();
  const status = await touchRight(scope, right, { back: false });
  await record(scope, right.ledger, target, { kind: 'file-added', text: name, status });
  await appendAudit(scope, right.ledger, {
    action: 'right.file-added',
    at,
    actorUserId: actor.userId,
    entity: rightId,
    detail: { kind, sha256, ...agencyDetail(actor) },
  });
}

/**
 * Takes a file away from a right, which is looked at anew then. The bytes stay: a verification rested on them. One that is not there is
 * fine.
 * @throws HttpProblem `right-not-here` or `right-retired`
 */
export async function removeRightFile(scope: Scope, target: Target, sha256: string): Promise<void> {
  const { organisationId, rightId, actor } = target;
  const right = await openRight(scope, target);
  const before = (await filesOfRight(scope, target)).find((file) => file.sha256 === sha256);
  if (!before) return;
  const at = new Date();
  await scope
    .updateTable('app.right_files')
    .set({ removed_at: at })
    .where('organisation_id', '=', organisationId)
    .where('right_id', '=', rightId)
    .where('sha256', '=', sha256)
    .execute();
  const status = await touchRight(scope, right, { back: true });
  await record(scope, right.ledger, target, { kind: 'file-removed', text: before.name, status });
  await appendAudit(scope, right.ledger, {
    action: 'right.file-removed',
    at,
    actorUserId: actor.userId,
    entity: rightId,
    detail: { kind: before.kind, sha256, ...agencyDetail(actor) },
  });
}
