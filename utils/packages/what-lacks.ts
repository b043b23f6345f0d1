import type { CaptureSeal } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';

/** What a capture has not yet, or will never have; and that a draft's words and added files stay behind until it is finished. */
const LACKS = ['receipt', 'time-stamp', 'authority', 'unfinished'] as const;

/** What `count` of the `all` captures of a package, or of its drafts, have not. */
export interface Lack {
  lack: (typeof LACKS)[number];
  count: number;
  all: number;
}

function lackOf(seal: CaptureSeal | undefined): Lack['lack'] | undefined {
  if (!seal) return 'receipt';
  if (seal.timeStamp.state === 'pending') return 'time-stamp';
  return seal.timeStamp.state === 'not-configured' ? 'authority' : undefined;
}

/** What a package of these drafts would not hold; the package says so, too. */
export async function whatLacks(db: ReporterDatabase, draftIds: readonly string[]): Promise<Lack[]> {
  const drafts = (await db.drafts.bulkGet([...draftIds])).filter((draft) => draft !== undefined);
  const captureIds = drafts.flatMap(({ evidence }) => evidence.map(({ captureId }) => captureId));
  const lacks = (await db.seals.bulkGet(captureIds)).map((row) => lackOf(row?.seal));
  const unfinished = drafts.filter(({ state }) => state !== 'finished').length;
  return LACKS.flatMap((lack) => {
    const isOfDrafts = lack === 'unfinished';
    const count = isOfDrafts ? unfinished : lacks.filter((one) => one === lack).length;
    return count === 0 ? [] : [{ lack, count, all: isOfDrafts ? drafts.length : captureIds.length }];
  });
}
