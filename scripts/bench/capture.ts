import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../support/builds.ts';
import { CleanUp, interruption } from '../support/clean-up.ts';
import { UserError } from '../support/user-error.ts';
import { CaptureBench, type FullPageFigures } from './capture-browser.ts';
import { captureReport, toPace } from './capture-report.ts';
import { spread } from './timing.ts';
import { timeVerification } from './verify-captures.ts';

const USAGE = `usage: npm run bench -- capture [--clicks N] [--pages N] [--height PX] [--long PX] [--json]
  --clicks N   captures of one window, and as many pictures, bare and put on the disk, beside them (15)
  --pages N    captures of the whole page (3)
  --height PX  height of that page (12000)
  --long PX    height of one more page, during whose capture the worker's memory is looked at (60000)
  --json       the figures as JSON`;

/** A window full of photographs, as PNG. */
const PICTURE_BYTES = 700_000;

interface Options {
  clicks: number;
  pages: number;
  height: number;
  long: number;
  json: boolean;
}

function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        clicks: { type: 'string', default: '15' },
        pages: { type: 'string', default: '3' },
        height: { type: 'string', default: '12000' },
        long: { type: 'string', default: '60000' },
        json: { type: 'boolean', default: false },
      },
    });
    const count = (name: 'clicks' | 'pages' | 'height' | 'long', most: number) => {
      const number = Number(values[name]);
      if (!Number.isInteger(number) || number < 1 || number > most)
        throw new Error(`--${name} takes a number from 1 to ${most}, not "${values[name]}".`);
      return number;
    };
    return {
      clicks: count('clicks', 1_000),
      pages: count('pages', 100),
      height: count('height', 100_000),
      long: count('long', 100_000),
      json: values.json,
    };
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${USAGE}`, 2);
  }
}

/**
 * Measures captures by the built extension in Chromium, in one run on one page: a click to its draft on the disk beside the browser's
 * bare picture and the least that puts one on the disk, a whole page beside the browser's pace, bytes kept beside the pictures', the
 * snapshot, and how long a stranger's check of the captures takes. Prints the figures and whether the targets are met.
 */
export async function benchCapture(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  await ensureBuilt(['chrome']);
  const cleanUp = new CleanUp();
  try {
    await Promise.race([measure(options, cleanUp), interruption()]);
  } finally {
    await cleanUp.run();
  }
}

async function measure({ clicks, pages, height, long, json }: Options, cleanUp: CleanUp): Promise<void> {
  const load = loadavg()[0]?.toFixed(1);
  const bench = await cleanUp.ends(CaptureBench.start(), (started) => started.close());
  const page = await bench.open(height);
  const { bare, least, click } = await bench.clicks(page, clicks);
  const whole: FullPageFigures[] = [];
  for (let at = 0; at < pages; at += 1) whole.push(await bench.wholePage(page));
  const copied = await bench.secondCopy(PICTURE_BYTES, clicks);
  const snapshot = await bench.snapshots(page, clicks);
  await page.close();
  const longPage = await bench.open(long);
  const { figures: longest, memory } = await bench.withMemory(() => bench.wholePage(longPage));
  await longPage.close();
  const verified = await timeVerification(await bench.packagedCaptures(), 3);
  const figures = {
    conditions: [
      `${await bench.version()}, headless, software rendering, window of ${bench.window}; ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}; load ${load} at the start`,
      `${clicks} clicks, bare pictures and pictures put on the disk in turn, ${pages} whole pages of ${height} px, one of ${long} px`,
    ],
    bare: spread(bare),
    least: spread(least),
    click: spread(click),
    clickToLeastDurable: spread(click).p50 / spread(least).p50,
    whole,
    wholePageToPace: spread(whole.map(toPace)).p50,
    longest,
    memory,
    secondCopy: { put: spread(copied.put), both: spread(copied.both) },
    snapshot: { ...spread(snapshot.times), bytes: snapshot.bytes },
    verified,
  };
  process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : captureReport(figures));
}
