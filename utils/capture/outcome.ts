import type { CaptureFailure, CaptureOutcome } from '../messages.ts';

const FAILURES: Readonly<Record<CaptureFailure, string>> = {
  'not-a-listing': 'This page is not a listing, so nothing was captured. Open a listing and try again.',
  'page-changed':
    'The page changed while it was being captured, so nothing of it was saved. Let it settle and capture again.',
  'page-unreachable':
    'The page did not answer, so nothing was captured. Reload it and capture again; after an update of the extension this is needed once.',
  'storage-full':
    'The disk is nearly full, so nothing was captured. Everything saved before is still there. Free some space and capture again.',
  'storage-failed':
    'The browser could not store the capture, so nothing of it was saved. Everything saved before is still there. Capture again.',
  internal:
    'The capture failed, so nothing of it was saved. Capture again; if it keeps failing, reload the page.',
};

/** A capture that did not come about, with the sentence the user reads. */
export function failed(code: CaptureFailure): CaptureOutcome {
  return { outcome: 'failed', code, sentence: FAILURES[code] };
}

const SAVED = {
  pixels: 'Saved: screenshot, facts and page snapshot.',
  rendered:
    'Saved: facts, page snapshot and a rendering, which is no screenshot. For a real screenshot press the toolbar button or the keyboard shortcut, or allow screenshots in the settings.',
  none: 'Saved: facts and page snapshot, but no picture. For a real screenshot press the toolbar button or the keyboard shortcut.',
} as const;

/** A capture that is on disk. */
export function saved(draftId: string, method: keyof typeof SAVED): CaptureOutcome {
  return { outcome: 'saved', draftId, method, sentence: SAVED[method] };
}

/** A second click on a listing that has been captured. */
export function exists(draftId: string, state: 'draft' | 'finished'): CaptureOutcome {
  const sentence =
    state === 'draft'
      ? 'This listing already has a draft: it is open now.'
      : 'This listing has been reported already: its report is open now.';
  return { outcome: 'exists', draftId, state, sentence };
}
