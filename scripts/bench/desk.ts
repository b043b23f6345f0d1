import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../support/builds.ts';
import { CleanUp, interruption } from '../support/clean-up.ts';
import { UserError } from '../support/user-error.ts';
import { DeskBench, LIST_PAGES, type Opening } from './desk-browser.ts';
import { type DeskFigures, deskReport, type ListFigures, type SweepFigures } from './desk-report.ts';
import { measureScripts } from './page-scripts.ts';
import { runSweep, type SweepRun } from './sweep-run.ts';
import { spread } from './timing.ts';

const USAGE = `usage: npm run bench -- desk [--rows N,N,…] [--opens N] [--listings N] [--json]
  --rows N,N,…  how many reports popup and workspace are opened with (100,1000,10000)
  --opens N     how often each is opened (15)
  --listings N  practice listings of a sweep by keys alone (50); 0 leaves it out
  --json        the figures as JSON`;

/** More than anybody leaves on a device. */
const MOST_ROWS = 100_000;

interface Options {
  rows: number[];
  opens: number;
  listings: number;
  json: boolean;
}

function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rows: { type: 'string', default: '100,1000,10000' },
        opens: { type: 'string', default: '15' },
        listings: { type: 'string', default: '50' },
        json: { type: 'boolean', default: false },
      },
    });
    const whole = (name: string, text: string, most: number, least = 1) => {
      const number = Number(text);
      if (!Number.isInteger(number) || number < least || number > most)
        throw new Error(`--${name} takes numbers from ${least} to ${most}, not "${text}".`);
      return number;
    };
    const rows = values.rows.split(',').map((text) => whole('rows', text, MOST_ROWS));
    return {
      rows: rows.sort((one, other) => one - other),
      opens: whole('opens', values.opens, 1_000),
      listings: whole('listings', values.listings, 500, 0),
      json: values.json,
    };
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${USAGE}`, 2);
  }
}

/**
 * Measures what people wait for where they work through many reports: popup and workspace with few and many reports on the device, and a sweep
 * by keys alone. Prints the figures and whether the targets are met.
 */
export async function benchDesk(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  await ensureBuilt(['chrome']);
  const cleanUp = new CleanUp();
  try {
    await Promise.race([measure(options, cleanUp), interruption()]);
  } finally {
    await cleanUp.run();
  }
}

function listFigures(rows: number, openings: readonly Opening[]): ListFigures {
  return {
    rows,
    drawn: spread(openings.map(({ drawn }) => drawn)),
    painted: spread(openings.map(({ painted }) => painted)),
    heap: spread(openings.map(({ heap }) => heap)).p50,
  };
}

/** A sweep as a person feels it. What all are finished in is waited for once, and counts for each its share. */
function sweepFigures(run: SweepRun): SweepFigures {
  const { listings, inputs, claims, moves, loads, finishMs, totalMs } = run;
  const waited = moves.reduce((sum, move) => sum + move, 0) / moves.length + finishMs / listings;
  return {
    listings,
    claims,
    inputsPerClaim: inputs / claims,
    waitPerListingMs: waited,
    listingsPerHour: (listings * 3_600_000) / totalMs,
    move: spread(moves),
    load: spread(loads),
    finishMs,
  };
}

function byRows(figures: readonly ListFigures[], percentile: 'p50' | 'p95'): Record<string, number> {
  return Object.fromEntries(figures.map(({ rows, drawn }) => [String(rows), drawn[percentile]]));
}

async function measure({ rows, opens, listings, json }: Options, cleanUp: CleanUp): Promise<void> {
  const load = loadavg()[0]?.toFixed(1);
  const bench = await cleanUp.ends(DeskBench.start(), (started) => started.close());
  const popup: ListFigures[] = [];
  const workspace: ListFigures[] = [];
  for (const count of rows) {
    await bench.fill(count);
    popup.push(listFigures(count, await bench.openings(LIST_PAGES.popup, opens)));
    workspace.push(listFigures(count, await bench.openings(LIST_PAGES.workspace, opens)));
  }
  const typed = await bench.typing();
  const version = await bench.version();
  await bench.close();
  const sweep = listings === 0 ? null : sweepFigures(await runSweep(listings));
  const figures: DeskFigures = {
    conditions: [
      `${version}, headless, software rendering; ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}; load ${load} at the start`,
      `each page opened ${opens} times${listings === 0 ? '' : `; a sweep of ${listings} practice listings by keys alone`}`,
    ],
    popupP50Ms: byRows(popup, 'p50'),
    popupP95Ms: byRows(popup, 'p95'),
    workspaceP50Ms: byRows(workspace, 'p50'),
    workspaceP95Ms: byRows(workspace, 'p95'),
    popup,
    workspace,
    typing: { editor: spread(typed.editor), plain: spread(typed.plain) },
    scripts: await measureScripts(opens),
    ...(sweep && {
      inputsPerClaim: sweep.inputsPerClaim,
      waitPerListingMs: sweep.waitPerListingMs,
      listingsPerHour: sweep.listingsPerHour,
    }),
    sweep,
  };
  process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : deskReport(figures));
}
