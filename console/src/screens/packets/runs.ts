/** Numbers in short: `1, 2, 3, 7` are `1–3` and `7`. @param numbers ascending */
export function runsOf(numbers: readonly number[]): string[] {
  const runs: [from: number, to: number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
}
