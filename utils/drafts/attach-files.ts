import {
  ADDED_FILE_HEAD,
  ADDED_FILE_LIMIT,
  type AddedFile,
  addedFileType,
  type FieldNameOf,
  type FilesKind,
  fieldByName,
  fieldOf,
  storableText,
  withFields,
} from '@marketsafe/contract';
import { mayBeDecoded, sha256Hex, sniffPicture } from '@marketsafe/evidence';
import type { ReporterDatabase } from '../database/database.ts';
import { addBlobs } from './blobs.ts';

export type FilesField = FieldNameOf<'files'>;

/** Why a file was not added. `kind`: it is nothing that the field takes; `vast`: a picture of more pixels or frames than are decoded; `twice`: it is there already; `unreadable`: the disk did not give it. */
type FileRefusal = 'kind' | 'large' | 'vast' | 'empty' | 'many' | 'twice' | 'unreadable';

/** A file that was not added, by the name that its person gave it. */
export interface RefusedFile {
  name: string;
  why: FileRefusal;
}

/** Names are cut to what a claim takes; the end, which says the kind, stays. */
const NAME_LIMIT = 200;

interface NewFile {
  file: AddedFile;
  bytes: Blob;
}

async function read(field: FilesKind, source: File): Promise<NewFile | FileRefusal> {
  if (source.size === 0) return 'empty';
  if (source.size > ADDED_FILE_LIMIT) return 'large';
  try {
    const head = new Uint8Array(await source.slice(0, ADDED_FILE_HEAD).arrayBuffer());
    const type = addedFileType(head);
    if (type === undefined || !field.types.includes(type)) return 'kind';
    // Read now: what a person's disk holds under this name may be another file tomorrow.
    const buffer = await source.arrayBuffer();
    const picture = sniffPicture(new Uint8Array(buffer));
    if (picture && !mayBeDecoded(picture)) return 'vast';
    const bytes = new Blob([buffer], { type });
    const name = storableText(source.name.slice(-NAME_LIMIT)) || 'file';
    return { file: { name, sha256: await sha256Hex(bytes), bytes: bytes.size, type }, bytes };
  } catch {
    return 'unreadable';
  }
}

/** Puts one file into the field, with its bytes, in one strict transaction. Gives why it was not. */
async function put(
  db: ReporterDatabase,
  draftId: string,
  name: FilesField,
  { file, bytes }: NewFile,
): Promise<FileRefusal | undefined> {
  return db.transaction('rw', db.drafts, db.blobs, async () => {
    const draft = await db.drafts.get(draftId);
    if (draft?.state !== 'draft') return 'unreadable';
    const files = fieldOf(draft, name);
    const { most } = fieldByName(name) as FilesKind;
    if (files.some(({ sha256 }) => sha256 === file.sha256)) return 'twice';
    if (files.length >= most) return 'many';
    const now = Date.now();
    await addBlobs(db, [{ file, bytes }], now);
    await db.drafts.put({ ...withFields(draft, { [name]: [...files, file] }), updatedAt: now });
    return undefined;
  });
}

/**
 * Adds files that a person chose to a field of an open draft; when this resolves, each that was not refused is on disk. One after another:
 * memory holds one.
 */
export async function attachFiles(
  db: ReporterDatabase,
  draftId: string,
  name: FilesField,
  files: readonly File[],
): Promise<RefusedFile[]> {
  const field = fieldByName(name) as FilesKind;
  const refused: RefusedFile[] = [];
  for (const source of files) {
    const made = await read(field, source);
    const why = typeof made === 'string' ? made : await put(db, draftId, name, made);
    if (why !== undefined) refused.push({ name: source.name, why });
  }
  return refused;
}

/** Takes a file out of a field of an open draft. Its bytes go with the clean-up, when nothing else needs them. */
export async function detachFile(
  db: ReporterDatabase,
  draftId: string,
  name: FilesField,
  sha256: string,
): Promise<void> {
  await db.transaction('rw', db.drafts, async () => {
    const draft = await db.drafts.get(draftId);
    if (draft?.state !== 'draft') return;
    const left = fieldOf(draft, name).filter((file) => file.sha256 !== sha256);
    await db.drafts.put({ ...withFields(draft, { [name]: left }), updatedAt: Date.now() });
  });
}
