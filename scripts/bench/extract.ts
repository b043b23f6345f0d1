import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CleanUp, interruption } from '../support/clean-up.ts';
import { UserError } from '../support/user-error.ts';
import { bundle } from './bundle.ts';
import { extractionReport, summarise, targetResults } from './extract-report.ts';
import { OfflineBrowser } from './offline-browser.ts';
import { type BenchPage, benchPages } from './pages.ts';
import type { PageTiming, PageTimings } from './timing.ts';

const USAGE = `usage: npm run bench -- extract [FOLDER] [--loads N] [--repeats N] [--only TEXT] [--json]
  FOLDER       saved pages and their INDEX.tsv; without it those beside this repository, else our fixtures
  --loads N    fresh loads of each page for each first run (1)
  --repeats N  repeated runs in one load (20)
  --only TEXT  only pages whose name holds this
  --json       the figures as JSON`;

interface Options {
  folder: string | undefined;
  loads: number;
  repeats: number;
  only: string;
  json: boolean;
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const [folder, ...more] = positionals;
  if (more.length > 0) throw new UserError(`Only one folder at a time.\n${USAGE}`, 2);
  return {
    folder: folder === undefined ? undefined : resolve(process.env.INIT_CWD ?? '.', folder),
    loads: count('--loads', values.loads),
    repeats: count('--repeats', values.repeats),
    only: values.only,
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        loads: { type: 'string', default: '1' },
        repeats: { type: 'string', default: '20' },
        only: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${USAGE}`, 2);
  }
}

function count(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 1_000)
    throw new UserError(`${option} takes a number from 1 to 1000, not "${text}".\n${USAGE}`, 2);
  return number;
}

/**
 * Measures recognition (`detectPage`) and extraction (`readPage`) on real pages in Chromium: first runs in fresh loads, repeated
 * runs in one, and beside them a bare walk over the same page's elements. Prints the figures and whether the targets are met.
 */
export async function benchExtraction(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const { from, pages } = benchPages(options.folder);
  const chosen = pages.filter(({ name }) => name.includes(options.only));
  if (chosen.length === 0) throw new UserError(`No page's name holds "${options.only}".`, 2);
  const cleanUp = new CleanUp();
  try {
    await Promise.race([measure(options, from, chosen, cleanUp), interruption()]);
  } finally {
    await cleanUp.run();
  }
}

async function measure(
  options: Options,
  from: string,
  pages: readonly BenchPage[],
  cleanUp: CleanUp,
): Promise<void> {
  const script = await bundle('scripts/bench/in-page.ts');
  const browser = await cleanUp.ends(OfflineBrowser.launch(), (started) => started.close());
  const conditions = [
    `Pages: ${from}; ${pages.length} in all`,
    `${await browser.version()}, headless, software rendering; ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}; load ${loadavg()[0]?.toFixed(1)} at the start`,
    `${options.loads} fresh loads for each first run, ${options.repeats} repeated runs; script of ${(script.length / 1024).toFixed(0)} KB`,
  ];
  const timings: PageTimings[] = [];
  for (const page of pages) {
    sayProgress(`${timings.length + 1}/${pages.length} ${page.name}`);
    timings.push(await measurePage(browser, script, page, options));
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  process.stdout.write(
    options.json
      ? `${JSON.stringify(figures(conditions, timings), null, 2)}\n`
      : extractionReport(conditions, timings),
  );
}

/** A run over a whole folder takes minutes: one line that changes on a terminal, a line a page in a log. */
function sayProgress(text: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
}

function figures(conditions: readonly string[], pages: readonly PageTimings[]) {
  return {
    conditions,
    asSaved: summarise(pages.filter(({ origin }) => origin === 'as saved')),
    grown: summarise(pages.filter(({ origin }) => origin === 'grown')),
    targets: targetResults(pages),
    pages,
  };
}

async function measurePage(
  browser: OfflineBrowser,
  script: string,
  page: BenchPage,
  { loads, repeats }: Options,
): Promise<PageTimings> {
  const load = async (first: 'recognise' | 'extract', times: number, mark: string) => {
    // The mark makes it another script, so that no load gets what an earlier one compiled.
    const expression = `measureExtraction(${JSON.stringify(first)}, ${times})`;
    return (await browser.evaluateIn(page, `${script}\n// ${mark}`, expression)) as PageTiming;
  };
  const recognising: PageTiming[] = [];
  const extracting: PageTiming[] = [];
  for (let at = 0; at < loads; at++) {
    recognising.push(await load('recognise', 0, `${page.name} recognise ${at}`));
    extracting.push(await load('extract', at === 0 ? repeats : 0, `${page.name} extract ${at}`));
  }
  const [detailed] = extracting;
  const every = [...recognising, ...extracting];
  return {
    name: page.name,
    origin: page.origin,
    kilobytes: Buffer.byteLength(page.html) / 1024,
    elements: detailed?.elements ?? 0,
    read: detailed?.read ?? '',
    isPrecise: every.every(({ isPrecise }) => isPrecise),
    recogniseCold: recognising.map(({ cold }) => cold),
    recogniseWarm: detailed?.recognise ?? [],
    extractCold: extracting.map(({ cold }) => cold),
    extractWarm: detailed?.extract ?? [],
    walkCold: every.map(({ coldWalk }) => coldWalk),
    walkWarm: detailed?.walk ?? [],
  };
}
