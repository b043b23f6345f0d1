import type { BigIntStats } from 'node:fs';

/** Most files that are remembered: about 20 MB. */
const MOST = 100_000;

/** Which files have not been touched since they were read whole and had their hash. */
export interface Untouched {
  /** @param trace as it was before the file was read, or right after it was put in its place */
  remember(name: string, trace: string): void;
  /** Whether the file is the very one that was remembered. */
  since(name: string, trace: string): boolean;
}

/** A write shows in the time of the last change, which no program sets at will; another file in its place has another number. */
export function traceOfFile({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}

/** A memory of this process; the oldest entries make room. */
export function rememberUntouched(): Untouched {
  const traces = new Map<string, string>();
  return {
    remember(name, trace) {
      traces.delete(name);
      traces.set(name, trace);
      const [oldest] = traces.size > MOST ? traces.keys() : [];
      if (oldest !== undefined) traces.delete(oldest);
    },
    since: (name, trace) => traces.get(name) === trace,
  };
}
