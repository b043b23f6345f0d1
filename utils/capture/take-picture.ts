import { z } from 'zod';
import type { CaptureDeps } from './capture-deps.ts';
import type { Picture } from './moment.ts';
import { scriptAnswer } from './page-sample.ts';
import { PixelsError, pngFromBase64 } from './pixels.ts';
import { RENDER_TIMEOUT_MS } from './platform.ts';

/** What the window shows now, or why it cannot be had. */
export async function takePixels(deps: CaptureDeps, windowId: number): Promise<Picture> {
  try {
    return { method: 'pixels', png: await deps.pixels(windowId) };
  } catch (error) {
    const limitation =
      error instanceof PixelsError && error.kind === 'grant' ? 'no-pixel-grant' : 'pixels-failed';
    return { method: 'none', limitations: [limitation] };
  }
}

/** The page drawn anew where its pixels could not be had: `without` says why. */
export async function takeRendering(deps: CaptureDeps, tabId: number, without: Picture): Promise<Picture> {
  const limitations = without.method === 'none' ? without.limitations : [];
  try {
    const answer = scriptAnswer.parse(await deps.timeout(deps.runScript(tabId, 'render'), RENDER_TIMEOUT_MS));
    if (!answer.ok) throw new Error(answer.error);
    return { method: 'rendered', png: pngFromBase64(z.string().parse(answer.value)), limitations };
  } catch {
    return { method: 'none', limitations: [...limitations, 'rendering-failed'] };
  }
}
