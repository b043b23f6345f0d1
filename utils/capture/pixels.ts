import { hashedBlob } from './known-hash.ts';
import { createPacer } from './pacer.ts';
import { CAPTURE_SPACING_MS, PIXELS_MS, QUOTA_PAUSE_MS, QUOTA_RETRIES } from './platform.ts';

/** Why the browser gave no pixels: `grant` is cured by the toolbar button or the optional permission, `failed` is not. */
export class PixelsError extends Error {
  readonly kind: 'grant' | 'failed';
  constructor(kind: 'grant' | 'failed', cause: unknown) {
    super(String(cause), { cause });
    this.kind = kind;
  }
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What browsers have since 2025, seven times as fast as doing it by hand, and TypeScript does not know. */
type Decoder = { fromBase64?: (base64: string) => Uint8Array<ArrayBuffer> };

function bytesFromBase64(base64: string): Uint8Array<ArrayBuffer> {
  const decoder = Uint8Array as Decoder;
  if (decoder.fromBase64) return decoder.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Decodes base64 PNG; throws a TypeError for anything that does not start as a PNG does. */
export function pngFromBase64(base64: string): Blob {
  const bytes = bytesFromBase64(base64);
  if (PNG_SIGNATURE.some((byte, index) => bytes[index] !== byte))
    throw new TypeError('the browser gave no PNG');
  return hashedBlob(bytes, 'image/png');
}

export interface PixelDeps {
  /** `tabs.captureVisibleTab` as PNG: a data URL. */
  captureVisibleTab: (windowId: number) => Promise<string>;
  timeout: <Value>(work: Promise<Value>, ms: number) => Promise<Value>;
  now: () => number;
  wait: (ms: number) => Promise<void>;
}

/** A function that takes what a window shows, at the pace the browser allows. Throws PixelsError. */
export function createPixelCapture(deps: PixelDeps): (windowId: number) => Promise<Blob> {
  const paced = createPacer(CAPTURE_SPACING_MS, deps);
  return async (windowId) => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const dataUrl = await paced(() => deps.timeout(deps.captureVisibleTab(windowId), PIXELS_MS));
        return pngFromBase64(dataUrl.slice(dataUrl.indexOf(',') + 1));
      } catch (error) {
        const text = String(error);
        if (text.includes('MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND') && attempt < QUOTA_RETRIES) {
          await deps.wait(QUOTA_PAUSE_MS);
        } else {
          throw new PixelsError(/permission/i.test(text) ? 'grant' : 'failed', error);
        }
      }
    }
  };
}
