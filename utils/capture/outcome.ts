import type { Limitation } from '@marketsafe/contract';
import type { CaptureFailure, CaptureOutcome } from '../messages/messages.ts';

const FAILURES: Readonly<Record<CaptureFailure, string>> = {
  'not-a-listing': 'This page is not a listing, so nothing was captured. Open a listing and try again.',
  'page-changed':
    'The page changed while it was being captured, so nothing of it was saved. Let it settle and capture again.',
  'page-unreachable':
    'The page did not answer, so nothing was captured. Reload it and capture again; after an update of the extension this is needed once.',
  'storage-full':
    'The disk is nearly full, so nothing was captured. Everything saved before is still there. Free some space on the disk, or see under About in the workspace what this extension keeps and why, then capture again.',
  'storage-failed':
    'The browser could not store the capture, so nothing of it was saved. Everything saved before is still there. Capture again.',
  'kept-for-later':
    'The browser could not store the end of this capture. What was taken is kept on this device and becomes a draft by itself, as soon as the browser can store it: free some space if the disk is full, then look among the drafts.',
  internal:
    'The capture failed, so nothing of it was saved. Capture again; if it keeps failing, reload the page.',
};

/** A capture that did not come about, with the sentence the user reads. */
export function failed(code: CaptureFailure): CaptureOutcome {
  return { outcome: 'failed', code, sentence: FAILURES[code] };
}

type Method = 'pixels' | 'rendered' | 'none';

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const WITHOUT_FACTS: ReadonlySet<Limitation> = new Set(['facts-failed', 'reading-switched-off', 'wall']);

/** Names what is on disk, and nothing that is not. */
function savedSentence(method: Method, limitations: readonly Limitation[], slices: number): string {
  const page = [
    ...(limitations.some((limitation) => WITHOUT_FACTS.has(limitation)) ? [] : ['facts']),
    ...(limitations.includes('snapshot-failed') ? [] : ['page snapshot']),
  ];
  switch (method) {
    case 'pixels':
      return `Saved: ${LIST.format([slices > 0 ? `the page in ${slices + 1} pictures` : 'screenshot', ...page])}.`;
    case 'rendered':
      return `Saved: ${LIST.format([...page, 'a rendering'])}, which is no screenshot. For a real screenshot press the toolbar button or the keyboard shortcut, or allow screenshots in the settings.`;
    case 'none':
      return `Saved: ${LIST.format(page.length > 0 ? page : ['address and time'])}, but no picture. For a real screenshot press the toolbar button or the keyboard shortcut.`;
  }
}

/** Why something is not in a capture. */
const LACKS: Partial<Record<Limitation, string>> = {
  'facts-failed': 'The facts could not be read from this page.',
  'reading-switched-off':
    'The program has switched off the reading of this marketplace’s pages for now, so no facts were read.',
  'snapshot-failed': 'The page snapshot could not be made.',
  'snapshot-truncated': 'The page snapshot was cut because the page is very large.',
  wall: 'The page showed a wall instead of the listing.',
  'partial-cancelled': 'The pictures end where you stopped.',
  'partial-moved': 'The page moved, so the pictures end early.',
  'partial-storage':
    'The disk is nearly full, so the pictures end early: free some space and capture again if the rest matters.',
  'listing-images-missing': 'Some of the listing’s own pictures could not be kept as files.',
  'height-capped': 'The page is longer than a capture takes, so the pictures end early.',
};

/**
 * A capture that is on disk.
 * @param slices pictures of the page beside the one of the window
 */
export function saved(
  draftId: string,
  method: Method,
  limitations: readonly Limitation[],
  slices: number,
): CaptureOutcome {
  const lacks = limitations.flatMap((limitation) => LACKS[limitation] ?? []);
  return {
    outcome: 'saved',
    draftId,
    method,
    sentence: [savedSentence(method, limitations, slices), ...lacks].join(' '),
  };
}

/** A second click on a listing that has been captured. */
export function exists(draftId: string, state: 'draft' | 'finished'): CaptureOutcome {
  const sentence =
    state === 'draft'
      ? 'This listing already has a draft, which opens now.'
      : 'This listing has been reported already. Its report opens now.';
  return { outcome: 'exists', draftId, state, sentence };
}
