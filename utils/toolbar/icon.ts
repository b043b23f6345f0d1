import type { CaptureOutcome, PageStatus } from '../messages/messages.ts';

/** What the toolbar icon of a tab says. */
export type IconState = 'none' | 'listing' | 'draft' | 'reported' | 'blocked';

export interface Icon {
  state: IconState;
  /** The tooltip. */
  title: string;
}

const WALL_TITLES = {
  captcha: 'Cannot capture here: the marketplace asks for a captcha instead of showing the listing.',
  login: 'Cannot capture here: the marketplace asks to log in instead of showing the listing.',
  region: 'Cannot capture here: the marketplace does not show this listing in this region.',
  removed: 'This listing has been removed by the marketplace.',
  'empty-shell': 'Cannot capture here yet: the page is still empty. Wait for it, or reload it.',
} as const;

/** The icon of a page and of what this device holds about its listing. */
export function iconOf(page: PageStatus, draft: { state: 'draft' | 'finished' } | undefined): Icon {
  if (draft?.state === 'draft')
    return { state: 'draft', title: 'Draft saved. Click to open it and finish the report.' };
  if (draft?.state === 'finished')
    return { state: 'reported', title: 'Already reported. Click to see the report.' };
  if (page.kind === 'wall')
    return {
      state: 'blocked',
      title: page.wall ? WALL_TITLES[page.wall] : 'Cannot capture here.',
    };
  if (page.shortLink)
    return { state: 'none', title: 'A short link: open the page behind it, then capture the listing there.' };
  if (page.kind === 'listing') return { state: 'listing', title: 'Listing recognised. Click to capture it.' };
  return { state: 'none', title: 'MarketSafe Reporter: this page is not a listing.' };
}

/** The icon after a capture that failed: the reason is the tooltip. */
export function iconOfFailure(outcome: Extract<CaptureOutcome, { outcome: 'failed' }>): Icon {
  return { state: 'blocked', title: outcome.sentence };
}

/** Paths of a state's pictures, by size in CSS pixels. */
export function iconPaths(state: IconState): Record<string, string> {
  return Object.fromEntries([16, 32, 48].map((size) => [size, `/icon/${state}-${size}.png`]));
}
