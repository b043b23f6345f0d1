// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyReading } from '../../../../utils/capture/page-sample.ts';
import { MAX_KEY_READINGS } from '../../../../utils/capture/platform.ts';
import { watchKeyFacts } from '../../../../utils/capture/watch-key-facts.ts';

/** Frames that are drawn when the test says so. */
const frames: FrameRequestCallback[] = [];
vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback));

async function drawFrame(): Promise<void> {
  // Observers are told in a microtask.
  await Promise.resolve();
  for (const callback of frames.splice(0)) callback(0);
}

let reads = 0;
function read(): KeyReading {
  reads += 1;
  const value = document.body.textContent ?? '';
  return { kind: 'listing', facts: { title: { value, raw: value, source: 'dom' } }, drawn: {} };
}
const titles = (readings: (KeyReading | null)[]) => readings.map((one) => one?.facts.title?.value);

beforeEach(() => {
  frames.length = 0;
  document.body.textContent = 'A';
  reads = 0;
});

describe('what a page shows while its picture is taken', () => {
  it('costs one more reading where nothing changes', async () => {
    const end = watchKeyFacts(document, read(), read);
    await drawFrame();
    expect(end()).toEqual([]);
    expect(reads).toBe(2);
  });

  it('is known although it is as before at the end', async () => {
    const end = watchKeyFacts(document, read(), read);
    document.body.textContent = 'B';
    await drawFrame();
    document.body.textContent = 'A';
    await drawFrame();
    expect(titles(end())).toEqual(['B', 'A']);
  });

  it('is known although it was shown between two frames, where Firefox takes its picture', async () => {
    const end = watchKeyFacts(document, read(), read);
    document.body.textContent = 'B';
    await Promise.resolve();
    document.body.textContent = 'A';
    await drawFrame();
    expect(titles(end())).toEqual(['B', 'A']);
  });

  it('is known at the end although no frame was drawn', () => {
    const end = watchKeyFacts(document, read(), read);
    document.body.textContent = 'B';
    expect(titles(end())).toEqual(['B']);
  });

  it('is read again only after a rest, and held to a number, the newest kept', async () => {
    let now = 0;
    let spent = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const slowly = () => {
      now += 10;
      spent += 10;
      return read();
    };
    const end = watchKeyFacts(document, read(), slowly);
    for (let at = 0; at < 1_000; at += 1) {
      document.body.textContent = `x${at}`;
      await Promise.resolve();
      now += 4;
      await drawFrame();
    }
    expect(spent).toBeGreaterThan(1_000);
    expect(spent / now).toBeLessThanOrEqual(0.25);
    const seen = titles(end());
    expect(seen).toHaveLength(MAX_KEY_READINGS);
    expect(seen.at(-1)).toBe('x999');
  });

  it('is watched no longer than a capture can take', async () => {
    const now = vi.spyOn(performance, 'now');
    watchKeyFacts(document, read(), read);
    now.mockReturnValue(performance.now() + 60_000);
    document.body.textContent = 'B';
    await drawFrame();
    document.body.textContent = 'C';
    await drawFrame();
    now.mockRestore();
    expect(reads).toBe(1);
  });
});
