import { stat, statfs } from 'node:fs/promises';
import { HttpProblem } from '../problems.ts';

const MIB = 1024 * 1024;
/** The room that is kept free where nothing was set: a part of the volume, within bounds in bytes. */
const SHARE = 0.05;
const LEAST = 64 * MIB;
const MOST = 1024 * MIB;

/** How long what was measured is believed, in milliseconds. */
const FRESH = 1_000;
/** Seconds after which whoever was refused may ask again: a person has to make room first. */
const RETRY_AFTER = 60;

/** The room on a disk. */
interface Room {
  state: 'ok' | 'full';
  freeBytes: number;
}

/** The volumes on which the server keeps things. */
export interface Disk {
  /** The volume with least room. */
  room(): Promise<Room>;
  /**
   * Refuses what is about to come while it would leave less than the reserve: the database needs room for its journal, and one that
   * finds none ends.
   * @throws HttpProblem `disk-full`
   */
  requireRoom(bytes: number): Promise<void>;
}

interface Volume {
  freeBytes: number;
  reserve: number;
}

async function volumeOf(folder: string, reserve: number | undefined): Promise<Volume> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return {
    freeBytes: bavail * bsize,
    reserve: reserve ?? Math.min(Math.max(blocks * bsize * SHARE, LEAST), MOST),
  };
}

/** One folder of each volume. */
async function onePerVolume(folders: readonly string[]): Promise<string[]> {
  const byDevice = new Map<number, string>();
  for (const folder of folders) {
    const { dev } = await stat(folder);
    if (!byDevice.has(dev)) byDevice.set(dev, folder);
  }
  return [...byDevice.values()];
}

/**
 * Watches the volumes of these folders, which are there.
 * @param reserve bytes to keep free on each; a twentieth of it, from 64 MiB to 1 GiB, when left out
 */
export async function watchDisk(folders: readonly string[], reserve?: number): Promise<Disk> {
  const watched = await onePerVolume(folders);
  let measured: { at: number; volumes: Promise<Volume[]> } | undefined;

  function volumes(): Promise<Volume[]> {
    const now = Date.now();
    if (!measured || now - measured.at > FRESH) {
      const all = Promise.all(watched.map((folder) => volumeOf(folder, reserve))).catch((error: unknown) => {
        throw new HttpProblem('storage-unavailable', { retryAfter: RETRY_AFTER, internal: String(error) });
      });
      measured = { at: now, volumes: all };
    }
    return measured.volumes;
  }

  return {
    async room() {
      const all = await volumes();
      const tightest = all.reduce((one, other) => (margin(other) < margin(one) ? other : one));
      return { state: margin(tightest) < 0 ? 'full' : 'ok', freeBytes: tightest.freeBytes };
    },
    async requireRoom(bytes) {
      const all = await volumes();
      if (all.some((volume) => margin(volume) < bytes)) {
        throw new HttpProblem('disk-full', { retryAfter: RETRY_AFTER });
      }
    },
  };
}

const margin = ({ freeBytes, reserve }: Volume): number => freeBytes - reserve;
