import { sha256Hex } from '@marketsafe/evidence';
import { isDiskFull } from '../database/reserve.ts';
import { type Folder, isLeftOver } from './folder.ts';
import { everythingKept, type Kept, readKept } from './kept-units.ts';
import { readName, unitText } from './units.ts';
import { type CopyDeps, writeCopy } from './write-copy.ts';

/** Free bytes that copies made afterwards leave: room for new captures comes first. */
const LEAVE = 96 * 1024 * 1024;

/** Files looked at together. */
const AT_ONCE = 50;

/** Copies there are, with their sizes in bytes. */
async function sizes(folder: Folder, names: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const some = names.slice(at, at + AT_ONCE);
    const files = await Promise.all(some.map((name) => folder.open(name)));
    some.forEach((name, index) => {
      const file = files[index];
      if (file) found.set(name, file.size);
    });
  }
  return found;
}

/** Reads stored bytes from their copy, if that is what its name says. */
async function soundCopy(folder: Folder, name: string): Promise<Blob | undefined> {
  const about = readName(name);
  const copy = await folder.open(name);
  if (about?.kind !== 'file' || !copy) return undefined;
  // In memory: a file's Blob is worth nothing once its file is gone.
  const bytes = new Blob([await copy.arrayBuffer()], { type: about.type });
  return (await sha256Hex(bytes)) === about.sha256 ? bytes : undefined;
}

/** Puts bytes that the database lacks back from their copies, each with its hash checked. Gives the names that did not hold. */
export async function putFilesBack(
  { db, folder, now }: Pick<CopyDeps, 'db' | 'folder' | 'now'>,
  names: readonly string[],
): Promise<string[]> {
  const damaged: string[] = [];
  for (const name of names) {
    const about = readName(name);
    if (about?.kind !== 'file' || (await db.blobs.where('sha256').equals(about.sha256).count()) > 0) continue;
    const bytes = await soundCopy(folder, name);
    if (!bytes) {
      damaged.push(name);
      continue;
    }
    const { sha256, type } = about;
    await db.transaction('rw', db.blobs, () =>
      db.blobs.put({ sha256, type, bytes, size: bytes.size, storedAt: now() }),
    );
  }
  return damaged;
}

async function copyFiles(deps: CopyDeps, { files }: Kept, there: ReadonlyMap<string, number>): Promise<void> {
  for (const [name, { sha256, size }] of files) {
    if (there.get(name) === size) continue;
    const row = await deps.db.blobs.get(sha256);
    if (row) await writeCopy(deps, name, row.bytes, LEAVE);
  }
}

async function copyUnits(deps: CopyDeps, { units }: Kept, there: ReadonlyMap<string, number>): Promise<void> {
  for (const [name, { kind, id }] of units) {
    const unit = await readKept(deps.db, kind, id);
    const text = unit && (await unitText(unit));
    if (text !== undefined && there.get(name) !== new Blob([text]).size) await writeCopy(deps, name, text);
  }
}

/**
 * Brings the copies to what the database holds: sweeps what is left of writes that did not end, frees what is not kept any more, and
 * writes what is missing or of another size. Bytes that only the copies have go back into the database, if their hash is right. Does
 * nothing in a database that has no device: there the copies may be all that is left. The caller has its turn alone.
 */
export async function compareCopies(deps: CopyDeps): Promise<void> {
  const { db, folder, now } = deps;
  const kept = await everythingKept(db, now());
  if (!kept) return;
  const names = await folder.names();
  const isMissing = (name: string) => {
    const about = readName(name);
    return about?.kind === 'file' && kept.missing.has(about.sha256);
  };
  await putFilesBack(deps, names.filter(isMissing));
  const stays = (name: string) => kept.units.has(name) || kept.files.has(name) || isMissing(name);
  for (const name of names) if (isLeftOver(name) || !stays(name)) await folder.remove(name);
  const there = await sizes(folder, names.filter(stays));
  try {
    await copyUnits(deps, kept, there);
    await copyFiles(deps, kept, there);
  } catch (error) {
    // The next comparison finds more room, or none yet.
    if (!isDiskFull(error)) throw error;
    console.error(error);
  }
}

/** True when the database can be read, and nothing that is kept a second time is missing in it. Changes nothing. */
export async function isAllThere({ db, folder }: Pick<CopyDeps, 'db' | 'folder'>): Promise<boolean> {
  try {
    const evidence = [db.captures, db.drafts, db.deletions, db.captureJobs, db.blobs];
    const tables = [db.device, db.sweeps, db.marks, ...evidence];
    const [device, captures, drafts, deletions, blobs, sweeps, shelves] = await db.transaction(
      'r',
      tables,
      () =>
        Promise.all([
          db.device.get('device'),
          db.captures.toCollection().primaryKeys(),
          db.drafts.toCollection().primaryKeys(),
          db.deletions.toArray(),
          db.blobs.toCollection().primaryKeys(),
          db.sweeps.toCollection().primaryKeys(),
          db.marks.orderBy('shelf').uniqueKeys() as Promise<string[]>,
        ]),
    );
    const aside = deletions.flatMap((deletion) => deletion.captures.map(({ captureId }) => captureId));
    const there: Record<string, ReadonlySet<string>> = {
      device: new Set(device ? ['device'] : []),
      capture: new Set([...captures, ...aside]),
      draft: new Set([...drafts, ...deletions.map(({ draftId }) => draftId)]),
      file: new Set(blobs),
      sweep: new Set(sweeps),
      marks: new Set(shelves),
    };
    return (await folder.names()).every((name) => {
      const about = readName(name);
      if (!about) return true;
      return there[about.kind]?.has(about.kind === 'file' ? about.sha256 : about.id) ?? true;
    });
  } catch (error) {
    console.error(error);
    return false;
  }
}
