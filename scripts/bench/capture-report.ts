import type { FullPageFigures, WorkerMemory } from './capture-browser.ts';
import type { Spread } from './timing.ts';
import type { VerificationFigures } from './verify-captures.ts';

/** Everything that one run of the benchmark measured. Times in milliseconds. */
export interface CaptureFigures {
  conditions: readonly string[];
  bare: Spread;
  least: Spread;
  click: Spread;
  /** Medians beside each other. */
  clickToLeastDurable: number;
  whole: readonly FullPageFigures[];
  /** Median of the whole pages beside the browser's pace. */
  wholePageToPace: number;
  longest: FullPageFigures;
  memory: WorkerMemory;
  /** A picture put on the disk, and put there with its second copy beside. */
  secondCopy: { put: Spread; both: Spread };
  snapshot: Spread & { bytes: number };
  verified: VerificationFigures;
}

/** A click may take so many times the least that puts a picture on the disk; a whole page so many times the browser's pace. */
const CLICK_TARGET = 1.3;
const PAGE_TARGET = 1.08;
/** The browser gives two pictures a second. */
const PACE_MS = 500;

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(2)} MB`;

function against(ratio: number, target: number): string {
  return `${ratio.toFixed(2)} × (target ${target.toFixed(2)} ×: ${ratio <= target ? 'met' : 'missed'})`;
}

/** A whole page beside the browser's pace. */
export function toPace({ ms: taken, pictures }: FullPageFigures): number {
  return taken / (pictures * PACE_MS);
}

function wholeLine(page: FullPageFigures): string {
  const { ms: taken, pictures, pictureBytes, keptBytes, covered } = page;
  const pace = `${toPace(page).toFixed(2)} ×`;
  const bytes = `${megabytes(keptBytes)} kept, ${(keptBytes / pictureBytes).toFixed(3)} × the pictures`;
  return `  ${covered.height} of ${covered.of} px, ${pictures} pictures: ${ms(taken)}, ${pace}; ${bytes}`;
}

/** The figures as text. */
export function captureReport(figures: CaptureFigures): string {
  const { bare, least, click, whole, longest, memory, secondCopy, snapshot, verified } = figures;
  return `${[
    ...figures.conditions,
    '',
    `bare captureVisibleTab, PNG    p50 ${ms(bare.p50)}, p95 ${ms(bare.p95)}`,
    `least durable                  p50 ${ms(least.p50)}, p95 ${ms(least.p95)}; ${(least.p50 / bare.p50).toFixed(2)} × the bare picture`,
    `click to draft on the disk     p50 ${ms(click.p50)}, p95 ${ms(click.p95)}; ${against(figures.clickToLeastDurable, CLICK_TARGET)}`,
    `whole page, beside pictures × 0.5 s: median ${against(figures.wholePageToPace, PAGE_TARGET)}`,
    ...[...whole, longest].map(wholeLine),
    `worker during the longest      ${megabytes(memory.before)} before, ${megabytes(memory.most)} at most`,
    `picture and its second copy    p50 ${ms(secondCopy.both.p50)}, p95 ${ms(secondCopy.both.p95)}; ${(secondCopy.both.p50 / secondCopy.put.p50).toFixed(2)} × the picture alone`,
    `page copy                      p50 ${ms(snapshot.p50)}, p95 ${ms(snapshot.p95)}, ${megabytes(snapshot.bytes)}`,
    `check of a package             p50 ${ms(verified.perMegabyte.p50)} a megabyte; ${verified.captures} captures, ${verified.megabytes.toFixed(1)} MB`,
  ].join('\n')}\n`;
}
