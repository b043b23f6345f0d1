import type { ReporterDatabase } from '../database/database.ts';
import { RESERVE } from '../database/reserve.ts';
import type { Folder } from './folder.ts';
import { readKept } from './kept-units.ts';
import { type Kind, unitName, unitText } from './units.ts';

/** Runs work while nobody else writes to or compares the copies, in whatever part of the extension; `shared` beside others like it. */
export type Turn = <Value>(mode: 'shared' | 'exclusive', work: () => Promise<Value>) => Promise<Value>;

/** What keeping a second copy works with. */
export interface CopyDeps {
  db: ReporterDatabase;
  folder: Folder;
  turn: Turn;
  now: () => number;
}

/** Writes a copy, where that leaves so many bytes of the disk free. */
export async function writeCopy(
  { db, folder }: Pick<CopyDeps, 'db' | 'folder'>,
  name: string,
  content: Blob | string,
  leave = RESERVE,
): Promise<void> {
  await db.refuseBelow(leave + (typeof content === 'string' ? content.length : content.size));
  await folder.write(name, content);
}

/** Brings the copy of one unit to what the database holds. Gives whether there is one now. */
export async function refreshUnit(deps: CopyDeps, kind: Kind, id: string): Promise<boolean> {
  const unit = await readKept(deps.db, kind, id);
  const name = unitName(kind, id, deps.db.verno);
  if (unit) await writeCopy(deps, name, await unitText(unit));
  else await deps.folder.remove(name);
  return unit !== undefined;
}
