import { describe, expect, it } from 'vitest';
import { createPixelCapture, PixelsError, pngFromBase64 } from '../../../../utils/capture/pixels.ts';
import { CAPTURE_SPACING_MS, PIXELS_MS } from '../../../../utils/capture/platform.ts';
import { PNG_BYTES } from '../../support/captured-listing.ts';

const PNG_URL = `data:image/png;base64,${btoa(String.fromCharCode(...PNG_BYTES))}`;
const QUOTA = 'This request exceeds the MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND quota.';

function virtualClock() {
  let time = 0;
  return {
    now: () => time,
    timeout: <Value>(work: Promise<Value>) => work,
    wait: (ms: number) => {
      time += ms;
      return Promise.resolve();
    },
  };
}

describe('taking pixels', () => {
  it('starts no two captures closer together than the browser allows', async () => {
    const clock = virtualClock();
    const starts: number[] = [];
    const capture = createPixelCapture({
      ...clock,
      captureVisibleTab: () => {
        starts.push(clock.now());
        return Promise.resolve(PNG_URL);
      },
    });
    await Promise.all([capture(1), capture(1), capture(1)]);
    expect(starts).toEqual([0, CAPTURE_SPACING_MS, CAPTURE_SPACING_MS * 2]);
  });

  it('waits and tries again when the browser says that its quota is used up', async () => {
    let calls = 0;
    const capture = createPixelCapture({
      ...virtualClock(),
      captureVisibleTab: () => {
        calls += 1;
        return calls < 3 ? Promise.reject(new Error(QUOTA)) : Promise.resolve(PNG_URL);
      },
    });
    expect((await capture(1)).size).toBe(PNG_BYTES.length);
    expect(calls).toBe(3);
  });

  it.each([
    ["Either the '<all_urls>' or 'activeTab' permission is required.", 'grant'],
    ['Missing activeTab permission', 'grant'],
    ['Failed to capture tab: image readback failed', 'failed'],
    [QUOTA, 'failed'],
  ])('names the refusal %s', async (text, kind) => {
    const capture = createPixelCapture({
      ...virtualClock(),
      captureVisibleTab: () => Promise.reject(new Error(text)),
    });
    const error = await capture(1).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PixelsError);
    expect(error).toHaveProperty('kind', kind);
  });

  it('gives up on a window that the browser never pictures, and takes the next one', async () => {
    const answers = [new Promise<string>(() => undefined), Promise.resolve(PNG_URL)];
    const limits: number[] = [];
    const capture = createPixelCapture({
      ...virtualClock(),
      captureVisibleTab: () => answers.shift() ?? Promise.reject(new Error('asked too often')),
      timeout: (work, ms) => {
        limits.push(ms);
        return limits.length === 1 ? Promise.reject(new Error('no answer')) : work;
      },
    });
    await expect(capture(1)).rejects.toMatchObject({ kind: 'failed' });
    expect((await capture(1)).size).toBe(PNG_BYTES.length);
    expect(limits).toEqual([PIXELS_MS, PIXELS_MS]);
  });

  it('goes on after a failed capture', async () => {
    let calls = 0;
    const capture = createPixelCapture({
      ...virtualClock(),
      captureVisibleTab: () => {
        calls += 1;
        return calls === 1 ? Promise.reject(new Error('readback')) : Promise.resolve(PNG_URL);
      },
    });
    await capture(1).catch(() => undefined);
    expect((await capture(1)).type).toBe('image/png');
  });

  it('takes nothing for a picture that is no PNG', () => {
    expect(() => pngFromBase64(btoa('<svg onload=alert(1)>'))).toThrow(TypeError);
  });
});
