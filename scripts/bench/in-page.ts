// What the benchmark runs in a page's isolated world: bundled and minified like the extension's own scripts.
import { detectPage } from '../../utils/marketplaces/detect.ts';
import { readPage } from '../../utils/marketplaces/read-page.ts';
import type { PageTiming } from './timing.ts';

/** Milliseconds that a piece of work takes. */
function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** The least that anything which looks at the whole page could do: touch each element once. */
function walk(): number {
  let touched = 0;
  for (const element of document.querySelectorAll('*')) touched += element.localName.length;
  return touched;
}

function repeated(times: number, work: () => unknown): number[] {
  return Array.from({ length: times }, () => timed(work));
}

/**
 * @param first what runs first in this fresh page and is therefore cold.
 * @param repeats how often everything is then repeated; 0 measures the first run alone.
 */
function measure(first: 'recognise' | 'extract', repeats: number): PageTiming {
  const url = location.href;
  const recognise = () => detectPage(url, document);
  const extract = () => readPage(url, document);
  const cold = timed(first === 'recognise' ? recognise : extract);
  const coldWalk = timed(walk);
  const { kind, wall, facts, cards } = extract();
  return {
    cold,
    coldWalk,
    recognise: repeated(repeats, recognise),
    extract: repeated(repeats, extract),
    walk: repeated(repeats, walk),
    elements: document.querySelectorAll('*').length,
    read: `${wall ?? kind}, ${Object.keys(facts).length} facts${cards ? `, ${cards.length} cards` : ''}`,
    isPrecise: globalThis.crossOriginIsolated === true,
  };
}

Object.assign(globalThis, { measureExtraction: measure });
