import { statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hostMatchPatterns } from '../../contract/src/marketplaces/index.ts';
import { siteFile } from '../../utils/page/site-tables.ts';
import { Chromium } from '../support/chromium.ts';
import { CHROME_BUILD } from '../support/paths.ts';
import { PRACTICE } from '../support/practice-pages.ts';
import { type PracticeSite, startPracticeSite } from '../support/practice-site.ts';
import { makeTemporaryFolder, removeFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { type Spread, spread } from './timing.ts';

/** What the extension's scripts cost on one kind of page. */
export interface ScriptRow {
  page: string;
  /** Script time a load of the script that is on every page, in milliseconds. */
  always: Spread;
  /** The same of all scripts, with those that came because the page was one that needs them. */
  all: Spread;
  /** Script time of an extension that only reads the address, in the same run. */
  address: Spread;
  /** Bytes of the scripts on every page. */
  bytes: number;
  /** Elements that the page has more. */
  nodes: number;
}

/** Pages of a marketplace by what they are: only the third and fourth need anything. */
const PAGES: Readonly<Record<string, string>> = {
  home: 'https://www.aliexpress.com/',
  other: 'https://www.aliexpress.com/p/trade/cart.html?productId=1005006000000001',
  search: PRACTICE.search,
  listing: PRACTICE.aliexpress,
};

/** Answers for pages that are none of the practice marketplace's. */
const PLAIN = '<!doctype html><title>Practice page</title><main><h1>Practice page</h1><p>Nothing.</p></main>';

/** Scripts that run on every page, by the ends of their addresses. */
const ALWAYS = /\/(?:listing|address|site-tables\/[\w-]+)\.js$/;

/** One event of a trace as far as it is read here. */
interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  tid: number;
  pid: number;
  args?: { data?: { url?: string } };
}

const RUNS: ReadonlySet<string> = new Set(['EvaluateScript', 'FunctionCall', 'v8.compile', 'v8.run']);

/** Milliseconds in which scripts of these addresses ran, those within one another counted once. */
function scriptTime(events: readonly TraceEvent[], isOurs: (url: string) => boolean): number {
  const spans = events
    .filter(({ name, ph, args }) => RUNS.has(name) && ph === 'X' && isOurs(args?.data?.url ?? ''))
    .map(({ pid, tid, ts, dur = 0 }) => ({ thread: `${pid}/${tid}`, from: ts, to: ts + dur }))
    .sort((one, other) => one.from - other.from);
  const reached = new Map<string, number>();
  let sum = 0;
  for (const { thread, from, to } of spans) {
    const start = Math.max(from, reached.get(thread) ?? 0);
    if (to <= start) continue;
    sum += to - start;
    reached.set(thread, to);
  }
  return sum / 1_000;
}

/** An extension whose one content script reads the address and does nothing with it. */
async function addressReader(): Promise<string> {
  const folder = await makeTemporaryFolder('bench-address');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'Address',
      version: '1',
      content_scripts: [{ matches: hostMatchPatterns(), js: ['address.js'], run_at: 'document_idle' }],
    }),
  );
  await writeFile(join(folder, 'address.js'), 'void location.href;\n');
  return folder;
}

interface Loads {
  always: number[];
  all: number[];
  bytes: number;
  nodes: number;
}

/** Loads a page so often and measures the scripts of the one extension that the browser has. */
async function load(
  chromium: Chromium,
  url: string,
  settled: string | undefined,
  times: number,
): Promise<Loads> {
  const origin = chromium.extensionUrl('');
  const loads: Loads = { always: [], all: [], bytes: 0, nodes: 0 };
  for (let run = 0; run < times; run += 1) {
    const page = await chromium.browser.newPage();
    try {
      await page.tracing.start({ categories: ['devtools.timeline', 'disabled-by-default-v8.compile', 'v8'] });
      await page.goto(url, { waitUntil: 'load' });
      if (settled !== undefined)
        await until('the page to be marked', async () => (await page.$(settled)) !== null);
      // What runs when the browser is idle has run once two frames were drawn after it.
      await page.evaluate(
        'new Promise((done) => requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(done))))',
      );
      loads.nodes = Number(await page.evaluate('document.documentElement.childElementCount - 2'));
      const trace = await page.tracing.stop();
      const { traceEvents } = JSON.parse(Buffer.from(trace ?? []).toString('utf8')) as {
        traceEvents: TraceEvent[];
      };
      loads.all.push(scriptTime(traceEvents, (address) => address.startsWith(origin)));
      loads.always.push(
        scriptTime(traceEvents, (address) => address.startsWith(origin) && ALWAYS.test(address)),
      );
    } finally {
      await page.close();
    }
  }
  return loads;
}

/** Bytes of the scripts that every page of a site gets. */
function bytesAt(url: string): number {
  const tables = siteFile(url);
  const files = tables === undefined ? [] : [tables, '/listing.js'];
  return files.reduce((sum, file) => sum + statSync(join(CHROME_BUILD, file)).size, 0);
}

function answerPlainly(practice: PracticeSite): void {
  for (const url of [PAGES.home, PAGES.other]) {
    if (url === undefined) continue;
    practice.answer(url, (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PLAIN);
    });
  }
}

/** What marks a page once everything has come that it needs; nothing where nothing comes. */
const SETTLED: Readonly<Record<string, string>> = { search: 'html > div', listing: 'html > [popover]' };

/** Measures what the extension's scripts cost on pages of a marketplace, beside one that only reads the address. */
export async function measureScripts(times: number): Promise<ScriptRow[]> {
  const practice = await startPracticeSite();
  answerPlainly(practice);
  const reader = await addressReader();
  const found: Record<'ours' | 'address', Record<string, Loads>> = { ours: {}, address: {} };
  try {
    for (const [kind, extensionDir] of [
      ['ours', CHROME_BUILD],
      ['address', reader],
    ] as const) {
      const chromium = await Chromium.launch({ extensionDir, practice });
      try {
        for (const [name, url] of Object.entries(PAGES)) {
          const settled = kind === 'ours' ? SETTLED[name] : undefined;
          // The first load compiles what the following ones have in a cache.
          await load(chromium, url, settled, 1);
          found[kind][name] = await load(chromium, url, settled, times);
        }
      } finally {
        await chromium.close();
        await removeFolder(chromium.profileDir);
      }
    }
  } finally {
    await practice.close();
    await removeFolder(reader);
  }
  return Object.entries(PAGES).map(([page, url]) => {
    const [ours, address] = [found.ours[page], found.address[page]];
    if (!ours || !address) throw new Error(`the page ${page} was not measured`);
    return {
      page,
      always: spread(ours.always),
      all: spread(ours.all),
      address: spread(address.all),
      bytes: bytesAt(url),
      nodes: ours.nodes,
    };
  });
}
