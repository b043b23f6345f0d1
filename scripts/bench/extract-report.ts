import { type PageTimings, type Spread, spread } from './timing.ts';

/** What the reading of pages must keep to; times in milliseconds. */
const TARGETS = { recognition: 1, extraction: 20 } as const;

/** Pages from this size on count for the extraction's target. */
const LARGE_KILOBYTES = 1_900;

/** One target, and how it was kept to by first and by repeated runs. */
interface TargetResult {
  target: string;
  runs: 'first' | 'repeated';
  spread: Spread;
  met: boolean;
}

/** The figures over all pages of one origin. */
export interface Summary {
  pages: number;
  kilobytes: number;
  recogniseCold: Spread;
  recogniseWarm: Spread;
  extractCold: Spread;
  extractWarm: Spread;
  walkCold: Spread;
  walkWarm: Spread;
}

type Times = 'recogniseCold' | 'recogniseWarm' | 'extractCold' | 'extractWarm' | 'walkCold' | 'walkWarm';

function all(pages: readonly PageTimings[], times: Times): Spread {
  return spread(pages.flatMap((page) => page[times]));
}

export function summarise(pages: readonly PageTimings[]): Summary {
  return {
    pages: pages.length,
    kilobytes: pages.reduce((sum, { kilobytes }) => sum + kilobytes, 0),
    recogniseCold: all(pages, 'recogniseCold'),
    recogniseWarm: all(pages, 'recogniseWarm'),
    extractCold: all(pages, 'extractCold'),
    extractWarm: all(pages, 'extractWarm'),
    walkCold: all(pages, 'walkCold'),
    walkWarm: all(pages, 'walkWarm'),
  };
}

/** Recognition is held to its target on every page, extraction on those of about two megabytes. */
export function targetResults(pages: readonly PageTimings[]): TargetResult[] {
  const large = pages.filter(({ kilobytes }) => kilobytes >= LARGE_KILOBYTES);
  const result = (
    target: string,
    runs: TargetResult['runs'],
    times: Spread,
    limit: number,
  ): TargetResult => ({
    target,
    runs,
    spread: times,
    met: times.p95 < limit,
  });
  const recognition = `recognition under ${TARGETS.recognition} ms`;
  const extraction = `extraction p95 under ${TARGETS.extraction} ms on ${large.length} pages of 2 MB`;
  return [
    result(recognition, 'first', all(pages, 'recogniseCold'), TARGETS.recognition),
    result(recognition, 'repeated', all(pages, 'recogniseWarm'), TARGETS.recognition),
    result(extraction, 'first', all(large, 'extractCold'), TARGETS.extraction),
    result(extraction, 'repeated', all(large, 'extractWarm'), TARGETS.extraction),
  ];
}

const ORIGINS: readonly PageTimings['origin'][] = ['as saved', 'grown'];

/** What the benchmark prints: a line a page, then each origin's summary, then the targets. */
export function extractionReport(conditions: readonly string[], pages: readonly PageTimings[]): string {
  const lines = [
    ...conditions,
    '',
    'Times in milliseconds. first: first run in a fresh load, p50/max over the loads; again: repeated in one page, p50/p95/max.',
    'walk: querySelectorAll("*") and touching each element, p50. ratio: extraction to walk, p50. µs/KB: extraction, p50.',
    columns(
      'page',
      ['KB', 'elements'],
      ['recognise first', 'again', 'extract first', 'again'],
      ['walk first', 'again', 'ratio first', 'again', 'µs/KB first', 'again'],
    ),
    ...pages.map(pageLine),
    ...ORIGINS.flatMap((origin) => summaryLines(origin, pages)),
    '',
    ...targetResults(pages).map(targetLine),
    ...(pages.every(({ isPrecise }) => isPrecise)
      ? []
      : ['The browser gave a coarse clock (100 µs) on some pages: times below that are not known.']),
  ];
  return `${lines.join('\n')}\n`;
}

function pageLine(page: PageTimings): string {
  const { name, kilobytes, elements, read } = page;
  const [extractCold, extractWarm] = [spread(page.extractCold), spread(page.extractWarm)];
  const [walkCold, walkWarm] = [spread(page.walkCold), spread(page.walkWarm)];
  const line = columns(
    name,
    [kilobytes.toFixed(0), String(elements)],
    [
      ofLoads(spread(page.recogniseCold)),
      ofRepeats(spread(page.recogniseWarm)),
      ofLoads(extractCold),
      ofRepeats(extractWarm),
    ],
    [
      ms(walkCold.p50),
      ms(walkWarm.p50),
      ratio(extractCold, walkCold),
      ratio(extractWarm, walkWarm),
      perKilobyte(extractCold, kilobytes),
      perKilobyte(extractWarm, kilobytes),
    ],
  );
  return `${line}  ${read}`;
}

function summaryLines(origin: PageTimings['origin'], pages: readonly PageTimings[]): string[] {
  const own = pages.filter((page) => page.origin === origin);
  if (own.length === 0) return [];
  const summary = summarise(own);
  const mean = summary.kilobytes / summary.pages;
  const line = (name: string, times: Spread) =>
    `  ${name.padEnd(24)} p50 ${ms(times.p50).padStart(7)}   p95 ${ms(times.p95).padStart(7)}   max ${ms(times.max).padStart(7)}   (${times.count} runs)`;
  return [
    '',
    `${own.length} pages ${origin}, ${mean.toFixed(0)} KB on average:`,
    line('recognition, first', summary.recogniseCold),
    line('recognition, again', summary.recogniseWarm),
    line('extraction, first', summary.extractCold),
    line('extraction, again', summary.extractWarm),
    line('walk, first', summary.walkCold),
    line('walk, again', summary.walkWarm),
    `  extraction to walk, p50: ${ratio(summary.extractCold, summary.walkCold)} first, ${ratio(summary.extractWarm, summary.walkWarm)} again;` +
      ` extraction, p50: ${perKilobyte(summary.extractCold, mean)} µs/KB first, ${perKilobyte(summary.extractWarm, mean)} again`,
  ];
}

function targetLine({ target, runs, spread: { p50, p95, max, count }, met }: TargetResult): string {
  const figures = count === 0 ? 'not measured' : `p50 ${ms(p50)}, p95 ${ms(p95)}, max ${ms(max)}`;
  const outcome = count === 0 ? '' : met ? ': met' : ': NOT MET';
  return `${target}, ${runs} runs: ${figures}${outcome}`;
}

function columns(
  name: string,
  sizes: readonly string[],
  times: readonly string[],
  others: readonly string[],
): string {
  return [
    name.padEnd(40),
    ...sizes.map((text) => text.padStart(9)),
    ...times.map((text) => text.padStart(20)),
    ...others.map((text) => text.padStart(12)),
  ].join('');
}

function ofLoads({ p50, max }: Spread): string {
  return `${ms(p50)}/${ms(max)}`;
}

function ofRepeats({ p50, p95, max }: Spread): string {
  return `${ms(p50)}/${ms(p95)}/${ms(max)}`;
}

function ms(time: number): string {
  return time.toFixed(time < 1 ? 3 : time < 10 ? 2 : 1);
}

function ratio(one: Spread, other: Spread): string {
  return other.p50 > 0 ? `×${(one.p50 / other.p50).toFixed(1)}` : '–';
}

function perKilobyte({ p50 }: Spread, kilobytes: number): string {
  return kilobytes > 0 ? ((p50 * 1_000) / kilobytes).toFixed(1) : '–';
}
