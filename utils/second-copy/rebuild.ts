import { sha256Hex } from '@marketsafe/evidence';
import type { ReporterDatabase } from '../database/database.ts';
import type { DeviceRow } from '../database/device-rows.ts';
import { type Estimate, freeBytes, RESERVE } from '../database/reserve.ts';
import { putFilesBack } from './compare.ts';
import { inPresentForm } from './earlier-version.ts';
import { type AllUnits, KINDS, type Kind, noUnits, readName, readUnit, type Units } from './units.ts';
import type { CopyDeps } from './write-copy.ts';

/** What a rebuild put back, for its person. Counts are of what the copies held, however often the rebuild was interrupted. */
export interface Rebuilt {
  /** Unix milliseconds. */
  at: number;
  drafts: number;
  reports: number;
  captures: number;
  files: number;
  /** Copies that were not whole, or whose hash was not right: these are lost. */
  damaged: number;
  /** The device's key was lost as well: later captures begin a new chain. */
  keyLost: boolean;
}

/** What a rebuild works with beside the copies. */
export interface RebuildDeps extends CopyDeps {
  estimate: Estimate | undefined;
  /** The private key of a device, from where it is kept a second time. */
  keptKey: (deviceId: string) => Promise<CryptoKey | undefined>;
  /** Keeps what is to be said until its person has read it. */
  tell: (rebuilt: Rebuilt) => Promise<void>;
}

/** Every unit that has a whole copy, in the form of this program, and how many copies are not whole. */
async function readAll(
  { db, folder }: CopyDeps,
  names: readonly string[],
): Promise<{ units: AllUnits; damaged: number }> {
  const byVersion = new Map<number, AllUnits>([[db.verno, noUnits()]]);
  let damaged = 0;
  for (const name of names) {
    const about = readName(name);
    if (!about || about.kind === 'file') continue;
    const { kind, version } = about;
    const copy = await folder.open(name);
    const unit = copy && version <= db.verno ? await readUnit(kind, await copy.text()) : undefined;
    const units = byVersion.get(version) ?? noUnits();
    byVersion.set(version, units);
    if (unit) (units[kind] as (typeof unit)[]).push(unit);
    else damaged += 1;
  }
  const all = noUnits();
  for (const [version, units] of byVersion) {
    const present = version === db.verno ? units : await inPresentForm(version, units);
    for (const kind of KINDS) (all[kind] as object[]).push(...present[kind]);
  }
  return { units: all, damaged };
}

/** The body of an entry is what its hash says: another one must never be sent. */
async function isSound({ draft, entry, following = [] }: Units['draft']): Promise<boolean> {
  if (draft.state === 'draft') return true;
  for (const { body, bodySha256 } of [...(entry ? [entry] : []), ...following]) {
    if ((await sha256Hex(body)) !== bodySha256) return false;
  }
  return true;
}

/** How each kind is put back, inside its own transaction. What is there already is newer, and stays. */
const WRITERS: { [K in Exclude<Kind, 'device'>]: (db: ReporterDatabase, unit: Units[K]) => Promise<void> } = {
  async capture(db, capture) {
    if (!(await db.captures.get(capture.captureId))) await db.captures.add(capture);
  },
  async draft(db, { draft, masks, entry, following = [] }) {
    if (!(await db.drafts.get(draft.draftId))) {
      const { openKey, ...closed } = draft;
      const isFree = openKey !== undefined && !(await db.drafts.get({ openKey }));
      await db.drafts.add(isFree ? draft : closed);
      for (const each of [...(entry ? [entry] : []), ...following]) {
        if (!(await db.outbox.get(each.opId))) await db.outbox.add(each);
      }
    }
    for (const mask of masks) if (!(await db.masks.get(mask.captureId))) await db.masks.add(mask);
  },
  async job(db, job) {
    if (!(await db.captureJobs.get(job.captureId))) await db.captureJobs.add(job);
  },
  async deletion(db, deletion) {
    if (!(await db.deletions.get(deletion.draftId))) await db.deletions.add(deletion);
  },
  async sweep(db, { sweep, items }) {
    if (await db.sweeps.get(sweep.sweepId)) return;
    await db.sweeps.add(sweep);
    await db.sweepItems.bulkPut(items);
  },
  async marks(db, { marks }) {
    const there = await db.marks.bulkGet(marks.map(({ listingKey }) => listingKey));
    await db.marks.bulkAdd(marks.filter((_, index) => there[index] === undefined));
  },
};

async function putBack<K extends Exclude<Kind, 'device'>>(
  db: ReporterDatabase,
  kind: K,
  units: readonly Units[K][],
): Promise<void> {
  const evidence = [db.captures, db.drafts, db.masks, db.outbox, db.captureJobs, db.deletions];
  const tables = [...evidence, db.sweeps, db.sweepItems, db.marks];
  for (const unit of units) await db.transaction('rw', tables, () => WRITERS[kind](db, unit));
}

/** The device as its copy and the captures say: the newest link of the chain that either knows. */
function headOfChain(device: Units['device'], captures: readonly Units['capture'][]): Units['device'] {
  const newest = captures
    .filter(({ manifest }) => manifest.device.deviceId === device.deviceId)
    .sort((one, other) => other.manifest.device.sequence - one.manifest.device.sequence)[0];
  if (!newest || newest.manifest.device.sequence <= device.sequence) return device;
  return { ...device, sequence: newest.manifest.device.sequence, lastManifestSha256: newest.manifestSha256 };
}

async function putDeviceBack(db: ReporterDatabase, device: Units['device'], key: CryptoKey): Promise<void> {
  await db.transaction('rw', db.device, async () => {
    const present = await db.device.get('device');
    // One that has signed something meanwhile stays.
    if (present && present.sequence > 0) return;
    await db.device.put({ ...device, privateKey: key } satisfies DeviceRow);
  });
}

/** Bytes that a rebuild of these copies takes. */
async function bytesOf({ folder }: CopyDeps, names: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const name of names) bytes += (await folder.open(name))?.size ?? 0;
  return bytes;
}

/**
 * Builds a lost database anew from the copies: files first, each with its hash checked, then the rows that refer to them, and the device
 * at the very end. Until that is written the database counts as lost, so a rebuild that dies at any step is gone through again, and
 * changes nothing of what it finds. The caller has its turn alone.
 * @returns what was put back, or how many bytes it would take where there is no room for it
 */
export async function rebuild(deps: RebuildDeps): Promise<{ rebuilt: Rebuilt } | { noRoom: number }> {
  const { db, folder, estimate, now } = deps;
  const names = await folder.names();
  const needed = (await bytesOf(deps, names)) + RESERVE;
  if (estimate && (await freeBytes(estimate)) < needed) return { noRoom: needed };

  const damagedFiles = await putFilesBack(deps, names);
  const { units, damaged } = await readAll(deps, names);
  const drafts: Units['draft'][] = [];
  for (const unit of units.draft) if (await isSound(unit)) drafts.push(unit);
  await putBack(db, 'capture', units.capture);
  await putBack(db, 'draft', drafts);
  await putBack(db, 'job', units.job);
  await putBack(db, 'deletion', units.deletion);
  await putBack(db, 'sweep', units.sweep);
  await putBack(db, 'marks', units.marks);

  const [device] = units.device;
  const key = device && (await deps.keptKey(device.deviceId));
  const files = names.filter((name) => readName(name)?.kind === 'file').length;
  const reports = drafts.filter(({ draft }) => draft.state === 'finished').length;
  const rebuilt: Rebuilt = {
    at: now(),
    drafts: drafts.length - reports,
    reports,
    captures: units.capture.length,
    files: files - damagedFiles.length,
    damaged: damagedFiles.length + damaged + (units.draft.length - drafts.length),
    keyLost: key === undefined,
  };
  await deps.tell(rebuilt);
  if (device && key) await putDeviceBack(db, headOfChain(device, units.capture), key);
  return { rebuilt };
}
