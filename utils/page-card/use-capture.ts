import type { CaptureProfile } from '@marketsafe/contract';
import { formatAge } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { pageDatabase } from '../hooks/page-database.ts';
import { ASK_TIMEOUT_MS, askFor } from '../messages/ask.ts';
import type { CaptureOutcome } from '../messages/messages.ts';

/** What a capture from this page came to, or why nobody knows. */
export type CaptureResult = CaptureOutcome | { outcome: 'unknown' };

/** A capture that is older than this, in milliseconds, died with the worker: no step of a living one waits as long. */
const DEAD_AFTER_MS = 300_000;

export interface CaptureControl {
  running: boolean;
  result: CaptureResult | null;
  /** Captures the tab, if it still shows the listing of this key. Resolves with the outcome, after the capture is on disk. */
  capture: (order: CaptureAsked) => Promise<CaptureResult>;
}

/** What is to be captured, and how. */
interface CaptureAsked {
  tabId: number;
  listing: string | null;
  again: boolean;
  profile: CaptureProfile;
}

/** Starts captures through the worker and keeps the last result. */
export function useCapture(): CaptureControl {
  const [running, setRunning] = useState(false);
  const [result, setResult] = useState<CaptureResult | null>(null);
  const capture = async ({ tabId, listing, again, profile }: CaptureAsked): Promise<CaptureResult> => {
    setRunning(true);
    setResult(null);
    const answer = await askFor<'capture.start'>(
      { type: 'capture.start', tabId, again, profile, ...(listing !== null && { listing }) },
      profile === 'full' ? ASK_TIMEOUT_MS.fullCapture : ASK_TIMEOUT_MS.capture,
    );
    const outcome: CaptureResult = answer.ok ? answer.reply : { outcome: 'unknown' };
    setRunning(false);
    setResult(outcome);
    return outcome;
  };
  return { running, result, capture };
}

/** The capture of a tab that is under way, whoever started it: its slices so far, of about so many. */
export function useCaptureProgress(tabId: number | undefined): { done: number; of: number } | null {
  const job = useLiveQuery(
    () => pageDatabase.captureJobs.filter((row) => row.tabId === tabId && row.state === 'capturing').first(),
    [tabId],
  );
  return job?.progress ?? null;
}

/** A capture that began but never ended, because the browser or the extension stopped in the middle. */
export interface InterruptedCapture {
  captureId: string;
  itemId: string;
  url: string;
  age: string;
}

/**
 * Interrupted captures of which nothing is on disk, and the way to forget one once the user has been told. One whose page is on disk is
 * evidence: the worker finishes it at its next start.
 */
export function useInterrupted(now: number): {
  captures: InterruptedCapture[];
  onDismiss: (captureId: string) => void;
} {
  const jobs = useLiveQuery(
    () =>
      pageDatabase.captureJobs
        .filter(
          (job) =>
            job.moment === undefined && (job.state === 'interrupted' || job.startedAt < now - DEAD_AFTER_MS),
        )
        .toArray(),
    [now],
  );
  return {
    captures: (jobs ?? []).map(({ captureId, listingKey, url, startedAt }) => ({
      captureId,
      itemId: listingKey.slice(listingKey.indexOf(':') + 1),
      url,
      age: formatAge(startedAt, now),
    })),
    onDismiss: (captureId) => void pageDatabase.captureJobs.delete(captureId),
  };
}
