import {
  m,
  outcomeSentence,
  type StandingCodes,
  type StepCodes,
  standingSentence,
  stepSentence,
  wallSentence,
} from '@marketsafe/words';
import type { CaptureOutcome, PageStatus } from '../messages/messages.ts';

/** What the toolbar icon of a tab says. */
export type IconState = 'none' | 'listing' | 'draft' | 'reported' | 'known' | 'blocked';

export interface Icon {
  state: IconState;
  /** The tooltip. */
  title: string;
}

function wallTitle(wall: PageStatus['wall']): string {
  return wall === 'removed' ? wallSentence(wall) : m.toolbar_blocked({ wall: wallSentence(wall) });
}

/** The icon of a page and of how its listing stands, in the language of the worker. `now` in Unix milliseconds. */
export function iconOf(page: PageStatus, standing: StandingCodes, now: number): Icon {
  const { state, title } = iconOfListing(page, standing, now);
  return { state, title: page.button === 'absent' ? m.toolbar_button_absent({ title }) : title };
}

/** What stands there already, and whether it is done: a duplicate is never shown as that. */
function iconOfStanding(standing: StandingCodes): IconState | undefined {
  switch (standing.is) {
    case 'new':
      return undefined;
    case 'draft':
      return 'draft';
    case 'on-its-way':
      return 'reported';
    case 'sent':
      return standing.state === 'duplicate' ? 'known' : 'reported';
    default:
      return 'known';
  }
}

function iconOfListing(page: PageStatus, standing: StandingCodes, now: number): Icon {
  const state = iconOfStanding(standing);
  if (state === 'draft') return { state, title: m.toolbar_draft() };
  if (state) return { state, title: standingSentence(standing, now) };
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
