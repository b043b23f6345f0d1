import type { BigIntStats } from 'node:fs';

/** Most files that are remembered: about 20 MB. */
const MOST = 100_000;

/** Which files have not been touched since they were read whole and had their hash. */
export interface Untouched {
  /** @param stats as they were before the file was read, or right after it was put in its place */
  remember(path: string, stats: BigIntStats): void;
  /** Whether the file is the very one that was remembered. */
  since(path: string, stats: BigIntStats): boolean;
}

/** A write shows in the time of the last change, which no program sets at will; another file in its place has another number. */
function traceOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}

/** A memory of this process; the oldest entries make room. */
export function rememberUntouched(): Untouched {
  const traces = new Map<string, string>();
  return {
    remember(path, stats) {
      traces.delete(path);
      traces.set(path, traceOf(stats));
      const [oldest] = traces.size > MOST ? traces.keys() : [];
      if (oldest !== undefined) traces.delete(oldest);
    },
    since: (path, stats) => traces.get(path) === traceOf(stats),
  };
}
