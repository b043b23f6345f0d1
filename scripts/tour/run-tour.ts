import { mkdir } from 'node:fs/promises';
import { removeFolder } from '../support/temporary-folder.ts';
import { within } from '../support/until.ts';
import { capture, openDraft, openPopup } from './capture.ts';
import { claimInConsole } from './console.ts';
import type { TourContext } from './context.ts';
import { finishDraft } from './desk.ts';
import { exportPackage, verifyExported } from './export-package.ts';
import { keepFiles } from './keep-files.ts';
import { openListing, recognise } from './recognise.ts';
import { type StepResult, writeReport } from './report.ts';
import { popupShowsNumber, waitUntilSent } from './sync.ts';

type Step = (tour: TourContext) => Promise<string>;

const STEPS: readonly (readonly [name: string, step: Step])[] = [
  ['open listing', openListing],
  ['recognise', recognise],
  ['open popup', openPopup],
  ['capture', capture],
  ['open draft', openDraft],
  ['finish', finishDraft],
  ['send', waitUntilSent],
  ['popup shows number', popupShowsNumber],
  ['claim in console', claimInConsole],
  ['export package', exportPackage],
  ['verify package', verifyExported],
  ['keep files', keepFiles],
];

/** No step may take longer, whatever its own waits say, in milliseconds. */
const STEP_TIMEOUT = 90_000;

/** Empties the folder that a tour writes to. */
export async function emptyTourFolder(folder: string): Promise<void> {
  await removeFolder(folder);
  await mkdir(folder, { recursive: true });
}

/** Goes through the main job step by step, printing each with its time, and writes the report. Returns whether all went well. */
export async function runTour(tour: TourContext): Promise<boolean> {
  const startedAt = new Date();
  const results: StepResult[] = [];
  for (const [name, step] of STEPS) {
    const started = performance.now();
    const result = await within(name, step(tour), STEP_TIMEOUT).then(
      (detail) => ({ ok: true, detail }),
      (error: unknown) => ({ ok: false, detail: reason(error) }),
    );
    const ms = Math.round(performance.now() - started);
    results.push({ name, ms, ...result });
    console.log(
      `${result.ok ? 'ok    ' : 'FAILED'} ${name.padEnd(19)} ${String(ms).padStart(6)} ms  ${result.detail}`,
    );
    if (!result.ok) break;
  }
  await writeReport(tour, results, startedAt);
  const failed = results.find((result) => !result.ok);
  if (failed) console.error(`The tour stopped at “${failed.name}”: ${failed.detail}\n${kept(tour)}`);
  return !failed;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

function kept({ found, folder }: TourContext): string {
  const what = found.receipt
    ? `The claim ${found.receipt.number} is in the backend.`
    : found.capture
      ? 'The capture was saved as a draft in the temporary browser profile; the claim was not sent.'
      : 'Nothing was captured.';
  return `${what} What was seen is in ${folder} (report.json and pictures).`;
}
