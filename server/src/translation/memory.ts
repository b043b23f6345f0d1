/** What was translated before. */
export interface Done {
  text: string;
  result: string;
}

/** How alike texts must be for the one to help with the other. */
const CLOSE = 0.6;
/** Most that are shown beside one text. */
const MOST = 3;

function pairsOf(text: string): Map<string, number> {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const pairs = new Map<string, number>();
  const letters = [...plain];
  letters.forEach((letter, index) => {
    const pair = letter + (letters[index + 1] ?? '');
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  });
  return pairs;
}

/** How alike two texts are, by pairs of neighbouring characters (Dice): 1 is the same but for case, width and spaces. */
export function similarity(one: string, other: string): number {
  const [ours, theirs] = [pairsOf(one), pairsOf(other)];
  let shared = 0;
  for (const [pair, count] of ours) shared += Math.min(count, theirs.get(pair) ?? 0);
  const all = (pairs: Map<string, number>) => [...pairs.values()].reduce((sum, count) => sum + count, 0);
  return (2 * shared) / Math.max(1, all(ours) + all(theirs));
}

/** What of the translations before helps with a text, the closest first. */
export function fromMemory(text: string, done: readonly Done[]): (Done & { similarity: number })[] {
  return done
    .map((one) => ({ ...one, similarity: similarity(text, one.text) }))
    .filter((one) => one.similarity >= CLOSE)
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, MOST);
}
