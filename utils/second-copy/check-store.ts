import { ensureDevice } from '../sealing/device.ts';
import { compareCopies } from './compare.ts';
import type { Folder } from './folder.ts';
import { type RebuildDeps, rebuild } from './rebuild.ts';
import { readName, readUnit, type Units } from './units.ts';

/** How what is stored stands. `drafts`: drafts and reports of which a second copy is there; null where that cannot be read either. */
export type StoreState =
  | { state: 'sound' }
  /** The database is lost, and the disk has no room for building it anew. */
  | { state: 'no-room'; drafts: number; bytes: number }
  | { state: 'unreadable'; drafts: number | null };

/** What a check works with. */
export interface CheckDeps extends RebuildDeps {
  keepKey: (deviceId: string, key: CryptoKey) => Promise<void>;
}

/** Drafts and reports that have a second copy; null where that cannot be read. */
async function copiedDrafts(folder: Folder): Promise<number | null> {
  try {
    return (await folder.names()).filter((name) => readName(name)?.kind === 'draft').length;
  } catch (error) {
    console.error(error);
    return null;
  }
}

async function copiedDevice({ folder }: CheckDeps): Promise<Units['device'] | undefined> {
  // What identifies a device is the same in every version.
  const name = (await folder.names()).find((each) => readName(each)?.kind === 'device');
  const copy = name === undefined ? undefined : await folder.open(name);
  return copy && readUnit('device', await copy.text());
}

/** A database whose copies are of another device, or that has none although there are copies, is not the one they were made of. */
async function isLost(deps: CheckDeps, device: Units['device'] | undefined): Promise<boolean> {
  const present = await deps.db.device.get('device');
  if (present) {
    // It may have become another device since, with its copy a moment behind.
    const was = [present, ...(present.earlier ?? [])].map(({ deviceId }) => deviceId);
    return device !== undefined && !was.includes(device.deviceId);
  }
  return (await deps.folder.names()).some((name) => readName(name) !== undefined);
}

/**
 * Looks at what is stored: builds a lost database anew from its second copy, and compares the two where that is asked for or something
 * was rebuilt. Never rejects. Afterwards a sound database has its device, by which a lost one is known.
 */
export async function checkStore(deps: CheckDeps, { compare }: { compare: boolean }): Promise<StoreState> {
  const { db, folder, now, turn } = deps;
  try {
    return await turn('exclusive', async () => {
      const copied = await copiedDevice(deps);
      const lost = await isLost(deps, copied);
      if (lost) {
        const done = await rebuild(deps);
        if ('noRoom' in done)
          return { state: 'no-room', drafts: (await copiedDrafts(folder)) ?? 0, bytes: done.noRoom };
      }
      const device = await ensureDevice(db, now(), copied);
      await deps.keepKey(device.deviceId, device.privateKey);
      if (lost || compare) await compareCopies(deps).catch((error: unknown) => console.error(error));
      return { state: 'sound' };
    });
  } catch (error) {
    console.error(error);
    return { state: 'unreadable', drafts: await copiedDrafts(folder) };
  }
}
