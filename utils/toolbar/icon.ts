import { m, outcomeSentence, type StepCodes, stepSentence, wallSentence } from '@marketsafe/words';
import type { CaptureOutcome, PageStatus } from '../messages/messages.ts';

/** What the toolbar icon of a tab says. */
export type IconState = 'none' | 'listing' | 'draft' | 'reported' | 'blocked';

export interface Icon {
  state: IconState;
  /** The tooltip. */
  title: string;
}

function wallTitle(wall: PageStatus['wall']): string {
  return wall === 'removed' ? wallSentence(wall) : m.toolbar_blocked({ wall: wallSentence(wall) });
}

/** The icon of a page and of what this device holds about its listing, in the language of the worker. */
export function iconOf(page: PageStatus, draft: { state: 'draft' | 'finished' } | undefined): Icon {
  const { state, title } = iconOfListing(page, draft);
  return { state, title: page.button === 'absent' ? m.toolbar_button_absent({ title }) : title };
}

function iconOfListing(page: PageStatus, draft: { state: 'draft' | 'finished' } | undefined): Icon {
  if (draft?.state === 'draft') return { state: 'draft', title: m.toolbar_draft() };
  if (draft?.state === 'finished') return { state: 'reported', title: m.toolbar_reported() };
  if (page.kind === 'wall') return { state: 'blocked', title: wallTitle(page.wall) };
  if (page.shortLink) return { state: 'none', title: m.toolbar_short_link() };
  if (page.kind === 'listing') return { state: 'listing', title: m.toolbar_listing() };
  return { state: 'none', title: m.toolbar_none() };
}

/** The icon after a capture that failed: the reason is the tooltip. */
export function iconOfFailure(outcome: Extract<CaptureOutcome, { outcome: 'failed' }>): Icon {
  return { state: 'blocked', title: outcomeSentence(outcome) };
}

/** The tooltip that says what a key of a sweep came to. */
export function titleOfStep(told: StepCodes): string {
  return stepSentence(told);
}

/** Paths of a state's pictures, by size in CSS pixels. */
export function iconPaths(state: IconState): Record<string, string> {
  return Object.fromEntries([16, 32, 48].map((size) => [size, `/icon/${state}-${size}.png`]));
}
