import { timeWindow } from '@marketsafe/contract';
import { claimedSentence, clockSentence, lowerBoundSentence, upperBoundSentences } from '@marketsafe/words';
import { both, bothLists, type Words } from '../pdf/both.ts';
import type { SourceCapture } from '../source/gather.ts';

/** What the device's own clock said of a capture; of one whose record is lost, what the claim says. */
export function claimedTime({ item, manifest }: Pick<SourceCapture, 'item' | 'manifest'>): {
  start: string;
  end: string;
} {
  return manifest?.time ?? { start: item.capturedAt, end: item.capturedAt };
}

/** The window of a capture's time: the earliest, the latest, and what the device's clock is worth. */
export function windowWords(capture: Pick<SourceCapture, 'item' | 'manifest' | 'seal'>): Words[] {
  const { item, manifest, seal } = capture;
  const window = timeWindow(manifest?.time ?? null, seal, item.findings);
  return [
    both((language) => lowerBoundSentence(window, language)),
    ...bothLists((language) => upperBoundSentences(window, language)),
    both((language) => claimedSentence(claimedTime(capture), language)),
    ...(manifest ? [both((language) => clockSentence(manifest.time.skew, language))] : []),
  ];
}
