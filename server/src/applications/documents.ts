import { createHash, randomUUID } from 'node:crypto';
import {
  ADDED_FILE_TYPES,
  APPLICATION_FILES,
  type ApplicationFile,
  type ApplicationFileKind,
  addedFileType,
  isOpenToApplicant,
} from '@marketsafe/contract';
import { mayBeDecoded, sniffPicture } from '@marketsafe/evidence';
import { sql } from 'kysely';
import type { Database, Scope } from '../db/database.ts';
import { kept } from './begin.ts';
import { changeAt, keptUntil, type Outcome, readAt, update } from './reach.ts';

/** Most bytes of documents of everybody who was not accepted, together. */
const MOST_KEPT = 4 * 1024 ** 3;

/** What came of handing a document in. */
export type Added =
  | 'added'
  | 'closed'
  /** Documents are kept of addresses that were confirmed only. */
  | 'unconfirmed'
  | 'empty'
  | 'too-large'
  | 'type-unknown'
  | 'picture-too-large'
  | 'too-many'
  | 'too-much'
  | 'no-room';

/** A document that comes. */
export interface Document {
  kind: ApplicationFileKind;
  /** The right or holder that it is about. */
  about: string | null;
  name: string;
  content: Buffer;
}

/** What is wrong with a document by itself; its bytes are looked into before anything decodes them, whatever it is called. */
function faultOf(content: Buffer): Exclude<Added, 'added'> | null {
  if (content.length === 0) return 'empty';
  if (content.length > APPLICATION_FILES.bytes) return 'too-large';
  if (addedFileType(content) === undefined) return 'type-unknown';
  const picture = sniffPicture({
    size: content.length,
    at: (offset, length) => Uint8Array.from(content.subarray(offset, offset + length)),
  });
  return picture && !mayBeDecoded(picture) ? 'picture-too-large' : null;
}

/** Hands a document in. The same bytes for the same thing once more are the same document. */
export async function addDocument(db: Database, token: string, document: Document): Promise<Outcome<Added>> {
  const { kind, about, content } = document;
  const fault = faultOf(content);
  const { bytes: everywhere } = await kept(db);
  return changeAt(db, token, async ({ scope, row, by, at, audit }) => {
    if (!isOpenToApplicant(row.state)) return 'closed';
    if (by !== 'mail' && row.confirmed_at === null) return 'unconfirmed';
    if (fault !== null) return fault;
    if (everywhere + content.length > MOST_KEPT) return 'no-room';
    const sha256 = createHash('sha256').update(content).digest('hex');
    const there = await documentsOf(scope, row.application_id);
    if (there.some((one) => one.sha256 === sha256 && one.kind === kind && one.about === about))
      return 'added';
    if (there.length >= APPLICATION_FILES.most) return 'too-many';
    const together = there.reduce((sum, { bytes }) => sum + bytes, content.length);
    if (together > APPLICATION_FILES.together) return 'too-much';
    await scope
      .insertInto('intake.files')
      .values({
        ...{ application_id: row.application_id, file_id: randomUUID(), kind, about },
        ...{ name: nameOf(document.name), type: addedFileType(content) ?? '', bytes: content.length },
        ...{ sha256, content, added_at: at },
      })
      .execute();
    await update(scope, {
      changed_at: at,
      ...(row.state === 'draft' ? { delete_at: keptUntil(at, true) } : {}),
    });
    await audit('application.file-added', { kind, sha256, bytes: content.length });
    return 'added';
  });
}

/** A file's name as it is shown again: without the folder that some browsers send along, and never empty. */
function nameOf(given: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '')
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .trim();
  return Array.from(name).slice(0, 200).join('') || '—';
}

/** Takes a document away; one that is not there is fine. */
export async function removeDocument(db: Database, token: string, fileId: string): Promise<Outcome<Added>> {
  return changeAt(db, token, async ({ scope, row, at, audit }) => {
    if (!isOpenToApplicant(row.state)) return 'closed';
    const gone = await scope
      .deleteFrom('intake.files')
      .where('file_id', '=', fileId)
      .returning('sha256')
      .executeTakeFirst();
    if (gone) await audit('application.file-removed', { sha256: gone.sha256 });
    await update(scope, { changed_at: at });
    return 'added';
  });
}

/** The documents of an application, without their bytes, in the order in which they came. */
export async function documentsOf(scope: Scope, applicationId: string): Promise<ApplicationFile[]> {
  const rows = await scope
    .selectFrom('intake.files')
    .select(['file_id', 'kind', 'about', 'name', 'type', 'bytes', 'sha256', 'added_at'])
    .where('application_id', '=', applicationId)
    .orderBy('added_at')
    .orderBy('file_id')
    .execute();
  return rows.flatMap((row) => {
    const type = ADDED_FILE_TYPES.find((known) => known === row.type);
    if (!type) return [];
    const { file_id: fileId, kind, about, name, bytes, sha256 } = row;
    return [{ fileId, kind, about, name, type, bytes, sha256, addedAt: row.added_at.toISOString() }];
  });
}

/** The bytes of a document, of the transaction's applications. */
export async function documentBytes(
  scope: Scope,
  applicationId: string,
  fileId: string,
): Promise<{ content: Buffer; type: string; name: string; sha256: string } | undefined> {
  return scope
    .selectFrom('intake.files')
    .select(['content', 'type', 'name', 'sha256'])
    .where('application_id', '=', applicationId)
    .where(sql<string>`file_id::text`, '=', fileId)
    .executeTakeFirst();
}

/** A document as its applicant opens it again. */
export function ownDocument(db: Database, token: string, fileId: string) {
  return readAt(db, token, ({ scope, row }) => documentBytes(scope, row.application_id, fileId));
}
