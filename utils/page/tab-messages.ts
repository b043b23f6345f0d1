import type { StepCodes } from '@marketsafe/words';
import type { CaptureOutcome, PageSettings } from '../messages/messages.ts';

/** Messages from the worker to the content script of a tab. Content scripts get nothing but this. */
export type TabMessage =
  | { type: 'page.report' }
  /** `listing` is the key of the listing that was captured: the tab may show another one by now. */
  | { type: 'capture.told'; listing: string; outcome: CaptureOutcome }
  /** What a key of a sweep came to, here or in the tab from where it led here. */
  | { type: 'step.told'; told: StepCodes }
  | ({ type: 'settings' } & PageSettings);

export function isTabMessage(value: unknown): value is TabMessage {
  const type = (value as { type?: unknown } | null)?.type;
  return type === 'page.report' || type === 'capture.told' || type === 'step.told' || type === 'settings';
}
