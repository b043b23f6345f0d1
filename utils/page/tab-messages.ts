import type { StandingCodes, StepCodes } from '@marketsafe/words';
import type { CaptureOutcome, PageSettings } from '../messages/messages.ts';

/** Messages from the worker to the content script of a tab. Content scripts get nothing but this. */
export type TabMessage =
  | { type: 'page.report' }
  /** `listing` is the key of the listing that was captured: the tab may show another one by now. */
  | { type: 'capture.told'; listing: string; outcome: CaptureOutcome }
  /** What a key of a sweep came to, here or in the tab from where it led here. */
  | { type: 'step.told'; told: StepCodes }
  /** How a listing stands, for the button on it. */
  | { type: 'standing'; listing: string; standing: StandingCodes }
  | ({ type: 'settings' } & PageSettings);

const TYPES: ReadonlySet<unknown> = new Set<TabMessage['type']>([
  'page.report',
  'capture.told',
  'standing',
  'step.told',
  'settings',
]);

export function isTabMessage(value: unknown): value is TabMessage {
  return TYPES.has((value as { type?: unknown } | null)?.type);
}
