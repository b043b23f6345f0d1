import { Dexie } from 'dexie';
import { declareVersions, ReporterDatabase } from '../database/database.ts';
import { readKept } from './kept-units.ts';
import { type AllUnits, KINDS, type Kind, noUnits, type Units } from './units.ts';

const TABLES: { [K in Kind]: (unit: Units[K]) => Readonly<Record<string, readonly object[]>> } = {
  device: (device) => ({ device: [device] }),
  draft: ({ draft, masks, entry }) => ({ drafts: [draft], masks, outbox: entry ? [entry] : [] }),
  capture: (capture) => ({ captures: [capture] }),
  job: (job) => ({ captureJobs: [job] }),
  deletion: (deletion) => ({ deletions: [deletion] }),
  sweep: ({ sweep, items }) => ({ sweeps: [sweep], sweepItems: items }),
  marks: ({ marks }) => ({ marks }),
};

const IDS: { [K in Kind]: (unit: Units[K]) => string } = {
  device: () => 'device',
  draft: ({ draft }) => draft.draftId,
  capture: ({ captureId }) => captureId,
  job: ({ captureId }) => captureId,
  deletion: ({ draftId }) => draftId,
  sweep: ({ sweep }) => sweep.sweepId,
  marks: ({ shelf }) => shelf,
};

/** Units of one kind with what is to be done to each, so that kind and unit stay together. */
async function each(units: AllUnits, work: <K extends Kind>(kind: K, unit: Units[K]) => Promise<unknown>) {
  const all = <K extends Kind>(kind: K) => units[kind].map((unit) => () => work(kind, unit));
  for (const step of KINDS.flatMap((kind) => all(kind))) await step();
}

/**
 * Brings units of an earlier version of the database into the form of the present one, by the very upgrades that the database goes
 * through: in a database of its own, which is gone afterwards.
 */
export async function inPresentForm(version: number, units: AllUnits): Promise<AllUnits> {
  const name = `marketsafe-upgrade-${crypto.randomUUID()}`;
  const earlier = new Dexie(name);
  declareVersions(earlier, version);
  await each(units, async (kind, unit) => {
    for (const [table, rows] of Object.entries(TABLES[kind](unit))) await earlier.table(table).bulkPut(rows);
  });
  earlier.close();
  const present = new ReporterDatabase(name);
  const upgraded = noUnits();
  try {
    await each(units, async (kind, unit) => {
      const row = await readKept(present, kind, IDS[kind](unit));
      if (row) upgraded[kind].push(row as never);
    });
  } finally {
    await present.delete();
  }
  return upgraded;
}
