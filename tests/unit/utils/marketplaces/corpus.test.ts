import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageReading } from '../../../../contract/src/facts.ts';
import { readIndex } from '../../../../scripts/accuracy/index-file.ts';
import type { Judged } from '../../../../scripts/accuracy/judge.ts';
import { type JudgedFile, judgeFile } from '../../../../scripts/accuracy/read-file.ts';
import { recall, tally } from '../../../../scripts/accuracy/tally.ts';

const corpus = resolve(import.meta.dirname, '../../../../../shared/corpus');

if (!existsSync(resolve(corpus, 'INDEX.tsv'))) {
  it('saved real pages', () => {
    console.log('not run: no saved real pages beside this repository');
  });
} else {
  const { rows, problems } = readIndex(corpus);
  const judged: JudgedFile[] = [];

  it('the index of saved real pages can be read in full', () => {
    expect(problems).toEqual([]);
  });

  it.each(rows)('saved page $file is read without a wrong fact', { timeout: 60_000 }, (row) => {
    const file = judgeFile(corpus, row);
    expect(file).not.toHaveProperty('problem');
    if (!('reading' in file)) return;
    judged.push(file);
    expect(file.problems).toEqual([]);
    expect(file.verdicts.filter(({ outcome }) => outcome === 'wrong')).toEqual([]);
  });

  describe('saved real pages', () => {
    // Of every fact that the pages read above hold.
    it.each<[Judged, number]>([
      ['kind', 1],
      ['wall', 1],
      ['identity', 1],
      ['title', 0.98],
      ['price', 0.98],
      ['currency', 0.98],
      ['seller', 0.98],
    ])('give their %s in at least the share of %d', (fact, target) => {
      const missed = judged.flatMap(({ row, verdicts }) =>
        verdicts
          .filter((verdict) => verdict.fact === fact && verdict.outcome !== 'correct')
          .map(({ expected, got }) => `${row.file}: expected ${expected}, got ${got}`),
      );
      const count = tally(judged).total[fact];
      expect((count && recall(count)) ?? 1, missed.join('\n')).toBeGreaterThanOrEqual(target);
    });

    it('give readings that the contract accepts', () => {
      for (const { row, reading } of judged)
        expect(pageReading.safeParse(reading).error, row.file).toBeUndefined();
    });
  });
}
