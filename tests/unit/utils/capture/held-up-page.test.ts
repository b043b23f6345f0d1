import { captureManifest } from '@marketsafe/contract';
import { coverageSentences, outcomeSentence } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import type { CaptureDeps } from '../../../../utils/capture/capture-deps.ts';
import { captureListing } from '../../../../utils/capture/capture-listing.ts';
import { PixelsError } from '../../../../utils/capture/pixels.ts';
import {
  COPY_BESIDE_ELEMENTS,
  COPY_MS,
  END_MS,
  FACTS_MS,
  FIRST_MS,
} from '../../../../utils/capture/platform.ts';
import { maskCapture } from '../../../../utils/masking/masked-copies.ts';
import { SOON } from '../../../support/soon.ts';
import { CLICK, fakeDeps, ok, pageAnswer, stored, TAB } from '../../support/capture-deps.ts';
import { pageSampleOf, SNAPSHOT, VIEWER } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';

const NEVER = new Promise<never>(() => undefined);
/** Of 1,600 pixels' width. */
const PNG = new Blob(
  [new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 6, 64, 0, 0, 4, 0])],
  {
    type: 'image/png',
  },
);
const pixels = () => Promise.resolve(PNG);
const tab = () => Promise.resolve({ ...TAB, title: 'Aurora jacket', width: 1000, height: 700 });

/** A clock on which what has not come by itself is late, each wait as it falls due; `due` says which were. */
function impatient() {
  const due: number[] = [];
  const timeout: CaptureDeps['timeout'] = (work, ms) =>
    new Promise((resolve, reject) => {
      work.then(resolve, reject);
      // What is answered at all is answered within a few turns of the queue.
      setTimeout(() => {
        due.push(ms);
        reject(new Error('late'));
      }, 20);
    });
  return { due, timeout };
}

async function captured(change: Partial<CaptureDeps>) {
  const db = newDatabase();
  const scripts: string[] = [];
  const deps = fakeDeps(db, { tab, pixels, ...impatient(), ...change });
  const runScript: CaptureDeps['runScript'] = (tabId, script) => {
    scripts.push(script);
    return deps.runScript(tabId, script);
  };
  const outcome = await captureListing({ ...deps, runScript }, CLICK);
  const [capture] = (await stored(db)).captures;
  return { db, outcome, scripts, capture, manifest: capture && captureManifest.parse(capture.manifest) };
}

describe('a page that does not answer', () => {
  it('has its picture, what is known of it, and no more', async () => {
    const { outcome, manifest, scripts } = await captured({ runScript: () => NEVER });
    expect(outcome).toMatchObject({ outcome: 'saved', method: 'pixels' });
    if (!manifest) throw new Error('nothing was saved');
    expect(outcomeSentence(outcome, 'en')).toMatch(/^Saved: screenshot\. .*did not answer/);
    expect(manifest.files.map(({ path, area }) => ({ path, area }))).toEqual([
      { path: 'viewport.png', area: undefined },
    ]);
    expect(manifest.limitations).toEqual(
      expect.arrayContaining(['page-silent', 'snapshot-failed', 'facts-failed']),
    );
    expect(manifest.page).toMatchObject({ title: 'Aurora jacket', scroll: null, width: null, height: null });
    expect(coverageSentences(manifest, 'en')).toEqual([expect.stringContaining('nobody knows')]);
    expect(manifest.env).toMatchObject({ viewport: { width: 1000, height: 700 }, devicePixelRatio: 1.6 });
    expect(manifest.listing.facts).toEqual({});
    // Its button comes back whenever it can.
    expect(scripts.at(-1)).toBe('end');
  });

  it('has the place where the button may be in its record, and no copy that goes out by itself', async () => {
    const { db, capture, manifest } = await captured({ runScript: () => NEVER });
    expect(manifest?.page.button).toEqual({ x: 648, y: 460, width: 352, height: 240 });
    if (!capture) throw new Error('nothing was saved');
    expect(await maskCapture(db, capture, PLAIN_MASKER, 0)).toEqual([]);
  });

  it('is pictured after the time it has, whatever comes later', async () => {
    const { due, timeout } = impatient();
    const waits: number[][] = [];
    await captured({
      runScript: () => NEVER,
      timeout,
      pixels: () => {
        waits.push([...due]);
        return pixels();
      },
    });
    expect(waits).toEqual([[FIRST_MS]]);
    expect(due).toEqual([FIRST_MS, FACTS_MS]);
  });

  it('and cannot be pictured either is not kept, and says what to do without losing the page', async () => {
    const { db, outcome } = await captured({
      runScript: () => NEVER,
      pixels: () => Promise.reject(new PixelsError('failed', 'readback')),
    });
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'page-unreachable' });
    expect((await stored(db)).drafts).toEqual([]);
  });

  it('is not kept where its tab shows another listing by then', async () => {
    let asked = 0;
    const moving = () => {
      asked += 1;
      return asked === 1 ? tab() : Promise.resolve({ ...TAB, url: 'https://www.aliexpress.com/item/2.html' });
    };
    const { outcome } = await captured({ runScript: () => NEVER, tab: moving });
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'page-changed' });
  });
});

describe('a page that answers late', () => {
  const plain = pageSampleOf();
  const sample = pageSampleOf({
    position: { ...plain.position, y: 700 },
  });
  const button = { x: 900, y: 640, width: 80, height: 40 };
  const begin = { position: sample.position, button };
  const viewer = { ...VIEWER, areas: [{ x: 10, y: 1_000, width: 90, height: 20 }], texts: ['Vera'] };
  const look = { mark: sample.position.mark, clipped: [], viewer };

  /** Answers each round only when its picture is taken, or at once in the rounds from `inTimeFrom` on. */
  function lateUntil(inTimeFrom: number) {
    let round = 0;
    let release: () => void = () => undefined;
    let held: Promise<void> = Promise.resolve();
    const runScript: CaptureDeps['runScript'] = (_, script) => {
      if (script === 'begin') {
        round += 1;
        held = round < inTimeFrom ? new Promise((resolve) => (release = resolve)) : Promise.resolve();
      }
      const value = script === 'begin' ? begin : script === 'look' ? look : pageAnswer(script, sample);
      return held.then(() => ok(value));
    };
    const taken = () => {
      release();
      return pixels();
    };
    return { runScript, pixels: taken, rounds: () => round };
  }

  it('is tried once more, and says nothing where it answers in time then', async () => {
    const page = lateUntil(2);
    const { manifest } = await captured(page);
    expect(page.rounds()).toBe(2);
    expect(manifest?.limitations).not.toContain('page-late');
    expect(manifest?.page).not.toHaveProperty('button');
  });

  it('has facts and copy, the button’s place, and no copy that goes out by itself', async () => {
    const page = lateUntil(9);
    const { db, outcome, manifest, capture } = await captured(page);
    expect(page.rounds()).toBe(2);
    expect(outcomeSentence(outcome, 'en')).toContain('only after its picture');
    expect(manifest?.limitations).toContain('page-late');
    expect(manifest?.page.button).toEqual(button);
    expect(manifest?.listing.facts.title?.value).toBe('Aurora jacket');
    expect(manifest?.files.map(({ path }) => path)).toEqual(['viewport.png', 'snapshot.html']);
    if (!capture) throw new Error('nothing was saved');
    // What was seen later may not be what the picture shows: nothing of the listing is certain, and what shows the viewer is painted.
    const { captureId } = capture;
    await expect.poll(async () => (await db.captures.get(captureId))?.viewer.texts, SOON).toEqual(['Vera']);
    const known = (await db.captures.get(captureId)) ?? capture;
    expect(known.viewer).toMatchObject({ texts: ['Vera'], regions: [] });
    expect(new Set(known.viewer.areas.map(({ y }) => y))).toEqual(new Set([1_000, button.y + 700]));
    expect(await maskCapture(db, known, PLAIN_MASKER, 0)).toEqual([]);
  });

  it('keeps what it said when it falls silent in the second try', async () => {
    const page = lateUntil(9);
    const runScript: CaptureDeps['runScript'] = (tabId, script) => {
      const answer = page.runScript(tabId, script);
      return page.rounds() > 1 ? NEVER : answer;
    };
    const { manifest } = await captured({ ...page, runScript });
    expect(manifest?.limitations).toContain('page-late');
    expect(manifest?.listing.facts.title?.value).toBe('Aurora jacket');
  });
});

describe('a page whose copy or end is not had in time', () => {
  it('is kept without the copy, and says so', async () => {
    const { due, timeout } = impatient();
    const { manifest } = await captured({
      timeout,
      runScript: (_, script) => (script === 'copy' ? NEVER : ok(pageAnswer(script, pageSampleOf()))),
    });
    expect(manifest?.limitations).toContain('snapshot-failed');
    expect(manifest?.limitations).not.toContain('page-late');
    expect(due).toContain(COPY_MS);
  });

  it('is asked for its copy only after it has said how it stands where it is large', async () => {
    const sample = pageSampleOf({ elements: COPY_BESIDE_ELEMENTS + 1 });
    const { scripts, manifest } = await captured({
      runScript: (_, script) => ok(pageAnswer(script, sample)),
    });
    expect(scripts).toEqual(['begin', 'sample', 'look', 'end', 'copy', 'look']);
    expect(manifest?.files.map(({ path }) => path)).toContain('snapshot.html');
  });

  it('has no copy that is another document’s', async () => {
    const { manifest } = await captured({
      runScript: (_, script) =>
        ok(
          script === 'copy'
            ? { mark: 'x', snapshot: { ...SNAPSHOT, html: 'y' } }
            : pageAnswer(script, pageSampleOf()),
        ),
    });
    expect(manifest?.limitations).toContain('snapshot-failed');
  });

  it('counts as late where nobody heard how it stood', async () => {
    const { due, timeout } = impatient();
    const { manifest } = await captured({
      timeout,
      runScript: (_, script) => (script === 'end' ? NEVER : ok(pageAnswer(script, pageSampleOf()))),
    });
    expect(manifest?.limitations).toContain('page-late');
    expect(due).toContain(END_MS);
  });
});
