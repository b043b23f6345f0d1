/** What one fresh load of a page gave; all times in milliseconds. */
export interface PageTiming {
  /** First run in this load, code not yet compiled. */
  cold: number;
  /** First walk over all elements, after that. */
  coldWalk: number;
  recognise: number[];
  extract: number[];
  walk: number[];
  elements: number;
  /** What the page was read as, to see that the right thing was measured. */
  read: string;
  /** Whether the browser's clock is fine (5 µs) or coarse (100 µs). */
  isPrecise: boolean;
}

/** All loads of one page. */
export interface PageTimings {
  name: string;
  /** Where the page is from: saved or ours as it is, or grown by us from one. */
  origin: 'as saved' | 'grown';
  kilobytes: number;
  elements: number;
  read: string;
  isPrecise: boolean;
  recogniseCold: number[];
  recogniseWarm: number[];
  extractCold: number[];
  extractWarm: number[];
  walkCold: number[];
  walkWarm: number[];
}

/** Order statistics of some times. */
export interface Spread {
  p50: number;
  p95: number;
  max: number;
  count: number;
}

/** Nearest-rank percentiles: each is a time that was measured. All zero for none. */
export function spread(times: readonly number[]): Spread {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: at(1), count: sorted.length };
}
