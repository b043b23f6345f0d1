import { MARKETPLACE_IDS } from '@marketsafe/contract/marketplaces';
import { JUDGED, type Judged, type Verdict } from './judge.ts';
import type { JudgedFile } from './read-file.ts';

/** How one fact came out over several files. `held` pages hold it; `found` is what was read, right or wrong. */
export interface Count {
  held: number;
  found: number;
  correct: number;
  wrong: number;
  missing: number;
}

/** Share of what was read that is right; null where nothing was read. */
export function precision({ correct, found }: Count): number | null {
  return found === 0 ? null : correct / found;
}

/** Share of what the pages hold that was read rightly; null where they hold none. */
export function recall({ correct, held }: Count): number | null {
  return held === 0 ? null : correct / held;
}

/** Counts by fact, in the facts' order; facts that no file holds or shows are left out. */
export type Counts = Partial<Record<Judged, Count>>;

/** Counts of one group of files: by marketplace, in the marketplaces' order, and of all together. */
export interface Tally {
  files: number;
  marketplaces: Partial<Record<string, { files: number; facts: Counts }>>;
  total: Counts;
}

/** Adds up what was found out about some files. */
export function tally(files: readonly JudgedFile[]): Tally {
  const marketplaces: Tally['marketplaces'] = {};
  for (const id of MARKETPLACE_IDS) {
    const own = files.filter(({ row }) => row.marketplace === id);
    if (own.length > 0) marketplaces[id] = { files: own.length, facts: countsOf(own) };
  }
  return { files: files.length, marketplaces, total: countsOf(files) };
}

function countsOf(files: readonly JudgedFile[]): Counts {
  const verdicts = files.flatMap((file) => file.verdicts);
  const counts: Counts = {};
  for (const fact of JUDGED) {
    const own = verdicts.filter((verdict) => verdict.fact === fact);
    if (own.length > 0) counts[fact] = count(own);
  }
  return counts;
}

function count(verdicts: readonly Verdict[]): Count {
  const having = (outcome: Verdict['outcome']) =>
    verdicts.filter((verdict) => verdict.outcome === outcome).length;
  const [correct, wrong, missing] = [having('correct'), having('wrong'), having('missing')];
  return {
    held: verdicts.filter(({ held }) => held).length,
    found: correct + wrong,
    correct,
    wrong,
    missing,
  };
}
