import type { CaptureManifest, EvidenceItem, Limitation } from '@marketsafe/contract';
import { wallSentence } from '@marketsafe/words';
import type { CaptureRow } from '../database/capture-rows.ts';
import { formatMoment } from '../hooks/time.ts';

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
  /** How many more pictures its own screen has. */
  slices: number;
  /** What could not be had, and what to do about it. */
  limitations: string[];
  /** The page itself was kept, with its text and structure. */
  snapshot: boolean;
}

const LIMITATIONS: Readonly<Record<Exclude<Limitation, 'wall'>, string>> = {
  'no-pixel-grant':
    'The browser did not allow a screenshot, because the capture was not started from the toolbar, the shortcut or the context menu.',
  'pixels-failed': 'The browser failed to take the screenshot. Capture the listing again.',
  'rendering-failed': 'The page could not be drawn again either, so this capture has no picture.',
  'snapshot-truncated': 'The page was too large to be kept whole: its snapshot ends early.',
  'snapshot-failed': 'The page itself could not be kept; the picture and the facts are.',
  'facts-failed': 'The facts could not be read from the page; the picture and the page itself are kept.',
  'reading-switched-off':
    'The program has switched off the reading of this marketplace’s pages for now: no facts were read, the picture is kept.',
  'partial-cancelled': 'You ended the capture before the whole page was taken: the pictures end early.',
  'partial-interrupted':
    'The browser or the extension stopped in the middle of the capture: the pictures end early.',
  'partial-moved':
    'The page moved, or another tab came to the front, in the middle of the capture: the pictures end early.',
  'partial-storage': 'The disk was nearly full, so the capture ended before the whole page was taken.',
  'height-capped': 'The page is longer than a capture takes: the pictures end where the record says.',
  'width-cut': 'The page is wider than a capture takes: its right side is not in the pictures.',
  'page-grew': 'The page grew longer while it was captured: what it added after that is not in the pictures.',
  'pinned-hidden':
    'After the first picture, parts that the page pins to the window were taken out of the way, so that they do not cover the rest.',
  'images-unfinished': 'Some of the page’s pictures had not loaded when it was captured.',
  'listing-images-missing':
    'Some of the listing’s own pictures could not be kept as files; the screenshots show them.',
  'network-unseen':
    'The page was loaded before the extension could see it, so how the server answered is not recorded. Reload the page and capture it again if that matters.',
  'server-address-unknown': 'The browser did not tell the address of the server that sent the page.',
  'certificate-unknown': 'Browsers do not show a site’s certificate to extensions, so it is not recorded.',
  'signed-out': 'Nobody was signed in, so the record names no operator.',
  'no-challenge':
    'The program had not been reached before the capture, so nothing proves the earliest time at which it was made.',
};

/** What could not be had when a capture was made, in sentences. */
export function limitationSentences(manifest: CaptureManifest | undefined): string[] {
  return (manifest?.limitations ?? []).map((code) =>
    code === 'wall' ? wallSentence(manifest?.listing.wall) : LIMITATIONS[code],
  );
}

/** Slices are on the capture's own screen: a long page has a hundred, and all at once would fill the memory. */
function pictureViews({ files }: EvidenceItem): PictureView[] {
  return files.flatMap(({ sha256, path, method }) =>
    (method === 'pixels' || method === 'rendered') && !path.startsWith('slice-') ? [{ sha256, method }] : [],
  );
}

/** The captures of a draft, newest first. `rows` are those still on this device; what they say completes the evidence. */
export function captureViews(evidence: readonly EvidenceItem[], rows: readonly CaptureRow[]): CaptureView[] {
  const manifests = new Map(rows.map((row) => [row.captureId, row.manifest]));
  return evidence
    .map((item) => ({
      captureId: item.captureId,
      capturedAt: formatMoment(item.capturedAt),
      pictures: pictureViews(item),
      slices: item.files.filter(({ path }) => path.startsWith('slice-')).length,
      limitations: limitationSentences(manifests.get(item.captureId)),
      snapshot: item.files.some((file) => file.method === 'snapshot'),
    }))
    .reverse();
}
