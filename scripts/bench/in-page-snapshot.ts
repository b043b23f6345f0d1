// What the benchmark of captures runs in a page's isolated world: bundled and minified like the extension's own scripts.
import { takeSnapshot } from '../../utils/capture/snapshot.ts';

/** Milliseconds of each run, and the UTF-8 bytes of what comes out. */
function measure(repeats: number): { times: number[]; bytes: number } {
  let html = '';
  const times = Array.from({ length: repeats }, () => {
    const started = performance.now();
    ({ html } = takeSnapshot(document));
    return performance.now() - started;
  });
  return { times, bytes: new TextEncoder().encode(html).length };
}

Object.assign(globalThis, { measureSnapshot: measure });
