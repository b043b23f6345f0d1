import type { EvidenceFile, PageArea } from '@marketsafe/contract';
import type { NewFile } from '../drafts/drafts.ts';
import { newFile } from './moment.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH } from './platform.ts';

interface Size {
  width: number;
  height: number;
}

/** One small picture of a page that is put together slice by slice. */
export interface PreviewCanvas {
  /** Draws a picture of the page, in its own time. Anything that shows no pixels of the page is left out. */
  add: (bytes: Blob, file: EvidenceFile) => void;
  /** The preview of everything drawn; null where that is less than two pictures or the browser cannot. */
  finish: () => Promise<NewFile | null>;
}

function scaleOf({ width, height }: Size): number {
  return Math.min(1, PREVIEW_WIDTH / width, PREVIEW_HEIGHT / height);
}

function newCanvas({ width, height }: Size, left: number) {
  const scale = scaleOf({ width, height });
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.floor(width * scale)),
    Math.max(1, Math.floor(height * scale)),
  );
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('the browser has no canvas to draw on');
  return { canvas, context, scale, left, size: { width, height } };
}

type Drawing = ReturnType<typeof newCanvas>;

/** The same drawing on a canvas for a page of another size: larger when the page grew or began further left, smaller when it ended early. */
function resized(old: Drawing, size: Size, left: number): Drawing {
  const drawing = newCanvas(size, left);
  const factor = drawing.scale / old.scale;
  const x = (old.left - left) * drawing.scale;
  drawing.context.drawImage(old.canvas, x, 0, old.canvas.width * factor, old.canvas.height * factor);
  return drawing;
}

/**
 * A preview for people to look at: derived, never evidence. Pictures are drawn one after another as they come, while the browser makes
 * the next one wait anyway; memory holds the preview, of 60 MB at most, and one picture.
 * @param page what the page measures, as far as is known; in CSS pixels
 */
export function createPreviewCanvas(page: Size): PreviewCanvas {
  const drawn: (EvidenceFile & { area: PageArea })[] = [];
  let drawing: Drawing | undefined;
  let lane: Promise<unknown> = Promise.resolve();

  const draw = async (bytes: Blob, file: EvidenceFile & { area: PageArea }) => {
    const { x, y, width, height } = file.area;
    drawing ??= newCanvas(page, Math.min(0, x));
    const old = drawing.size;
    const left = Math.min(drawing.left, x);
    const needed = {
      width: Math.max(drawing.left + old.width, x + width) - left,
      height: Math.max(old.height, y + height),
    };
    if (left < drawing.left || needed.width > old.width || needed.height > old.height) {
      drawing = resized(drawing, needed, left);
    }
    const { context, scale } = drawing;
    const bitmap = await createImageBitmap(bytes);
    // On whole pixels: between edges on fractions of one, the canvas would shine through.
    const at = (length: number) => Math.round(length * scale);
    const [from, top] = [at(x - left), at(y)];
    context.drawImage(bitmap, from, top, at(x - left + width) - from, at(y + height) - top);
    bitmap.close();
    drawn.push(file);
  };

  const encode = async (): Promise<NewFile | null> => {
    if (!drawing || drawn.length < 2) return null;
    const left = Math.min(...drawn.map(({ area }) => area.x));
    const size = {
      width: Math.max(...drawn.map(({ area }) => area.x + area.width)) - left,
      height: Math.max(...drawn.map(({ area }) => area.y + area.height)),
    };
    const { canvas } = resized(drawing, size, left);
    return newFile(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 }), {
      path: 'preview.jpg',
      type: 'image/jpeg',
      role: 'derived',
      method: 'stitched',
      area: { x: left, y: 0, ...size },
      derivedFrom: drawn.map(({ sha256 }) => sha256),
    });
  };

  return {
    add(bytes, file) {
      const { area, method } = file;
      if (method !== 'pixels' || !area || typeof OffscreenCanvas === 'undefined') return;
      lane = lane.then(() => draw(bytes, { ...file, area }));
      lane.catch(() => undefined);
    },
    finish: () => lane.then(encode).catch(() => null),
  };
}
