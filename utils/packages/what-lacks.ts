import type { CaptureSeal } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';

type Lack = 'receipt' | 'time-stamp' | 'authority';

/** What a capture, or several, have not: the beginning of each sentence says how many. */
const WORDS: Readonly<Record<Lack, string>> = {
  receipt:
    'no receipt of the program yet: until it has one, nobody but this device says when the picture was taken.',
  'time-stamp': 'no time-stamp yet: the authority is asked again until it answers.',
  authority: 'no time-stamp: the program has no time-stamp authority.',
};

function lackOf(seal: CaptureSeal | undefined): Lack | undefined {
  if (!seal) return 'receipt';
  if (seal.timeStamp.state === 'pending') return 'time-stamp';
  return seal.timeStamp.state === 'not-configured' ? 'authority' : undefined;
}

/** What a package of these drafts would not hold, in sentences; the package says so, too. */
export async function whatLacks(db: ReporterDatabase, draftIds: readonly string[]): Promise<string[]> {
  const drafts = (await db.drafts.bulkGet([...draftIds])).filter((draft) => draft !== undefined);
  const captureIds = drafts.flatMap(({ evidence }) => evidence.map(({ captureId }) => captureId));
  const lacks = (await db.seals.bulkGet(captureIds)).map((row) => lackOf(row?.seal));
  return (Object.keys(WORDS) as Lack[]).flatMap((lack) => {
    const count = lacks.filter((one) => one === lack).length;
    if (count === 0) return [];
    const begin =
      captureIds.length === 1
        ? 'The capture has'
        : `${count} of ${captureIds.length} captures ${count === 1 ? 'has' : 'have'}`;
    return [`${begin} ${WORDS[lack]}`];
  });
}
