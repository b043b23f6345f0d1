import type { ReporterDatabase } from '../database/database.ts';
import { browserFolder } from './folder.ts';
import { keepSecondCopy, type SecondCopy } from './second-copy.ts';
import type { CopyDeps, Turn } from './write-copy.ts';

/** The browser's own lock: parts of the extension that live at the same time share it. */
const turn: Turn = (mode, work) =>
  navigator.locks.request('marketsafe-second-copy', { mode }, work) as ReturnType<typeof work>;

/** What this browser keeps a second copy with; undefined in one without a file system of its own. */
export function browserCopyDeps(db: ReporterDatabase): CopyDeps | undefined {
  if (typeof navigator.storage?.getDirectory !== 'function') return undefined;
  return { db, folder: browserFolder(navigator.storage), turn, now: Date.now };
}

/** Keeps a second copy of what is changed through this connection; see `keepSecondCopy`. */
export function keepBrowserCopy(db: ReporterDatabase): SecondCopy | undefined {
  const deps = browserCopyDeps(db);
  return deps && keepSecondCopy(deps);
}
