import type { CaptureManifest, EvidenceItem, Limitation } from '@marketsafe/contract';
import type { CaptureRow } from '../drafts/database.ts';
import { formatMoment } from './time.ts';
import { wallShown } from './wall-words.ts';

/** A picture of a capture. Only `pixels` is a screenshot. */
interface PictureView {
  sha256: string;
  method: 'pixels' | 'rendered';
}

/** One capture as the side panel shows it. */
export interface CaptureView {
  captureId: string;
  capturedAt: string;
  pictures: PictureView[];
  /** What could not be had, and what to do about it. */
  limitations: string[];
  /** The page itself was kept, with its text and structure. */
  snapshot: boolean;
}

const LIMITATIONS: Readonly<Record<Limitation, string>> = {
  'no-pixel-grant':
    'The browser did not allow a screenshot, because the capture was not started from the toolbar, the shortcut or the context menu.',
  'pixels-failed': 'The browser failed to take the screenshot. Capture the listing again.',
  'rendering-failed': 'The page could not be drawn again either, so this capture has no picture.',
  'snapshot-truncated': 'The page was too large to be kept whole: its snapshot ends early.',
  'snapshot-failed': 'The page itself could not be kept; the picture and the facts are.',
  'facts-failed': 'The facts could not be read from the page; the picture and the page itself are kept.',
  'reading-switched-off':
    'The program has switched off the reading of this marketplace’s pages for now: no facts were read, the picture is kept.',
  wall: wallShown(undefined),
};

function limitationsOf(manifest: CaptureManifest | undefined): string[] {
  return (manifest?.limitations ?? []).map((code) =>
    code === 'wall' ? wallShown(manifest?.listing.wall) : LIMITATIONS[code],
  );
}

function isPicture(method: string): method is PictureView['method'] {
  return method === 'pixels' || method === 'rendered';
}

/** The captures of a draft, newest first. `rows` are those still on this device; what they say completes the evidence. */
export function captureViews(evidence: readonly EvidenceItem[], rows: readonly CaptureRow[]): CaptureView[] {
  const manifests = new Map(rows.map((row) => [row.captureId, row.manifest]));
  return evidence
    .map((item) => ({
      captureId: item.captureId,
      capturedAt: formatMoment(item.capturedAt),
      pictures: item.files.flatMap(({ sha256, method, type }) =>
        type === 'image/png' && isPicture(method) ? [{ sha256, method }] : [],
      ),
      limitations: limitationsOf(manifests.get(item.captureId)),
      snapshot: item.files.some((file) => file.method === 'snapshot'),
    }))
    .reverse();
}
