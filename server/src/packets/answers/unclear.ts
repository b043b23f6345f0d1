import type { AnswerPreview } from '@marketsafe/contract';
import type { ReadLine } from './read-answers.ts';

/** Words without a meaning that are asked about. */
const MOST_UNCLEAR = 50;

/** Words that stand where the answer should, and whose meaning does not show; the most frequent first. */
export function unclearOf(lines: readonly ReadLine[]): AnswerPreview['unclear'] {
  const counts = new Map<string, number>();
  for (const { unclear } of lines) {
    if (unclear !== null) counts.set(unclear, (counts.get(unclear) ?? 0) + 1);
  }
  return [...counts]
    .map(([words, count]) => ({ words, lines: count }))
    .sort((one, other) => other.lines - one.lines)
    .slice(0, MOST_UNCLEAR);
}
