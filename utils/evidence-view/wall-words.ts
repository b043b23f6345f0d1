import { WALLS, type Wall } from '@marketsafe/contract';

const SHOWN: Readonly<Record<Wall, string>> = {
  captcha: 'The page showed a captcha instead of the listing.',
  login: 'The page asked to sign in instead of showing the listing.',
  region: 'The marketplace did not show the listing in this region.',
  removed: 'The marketplace said that the listing is gone.',
  'empty-shell': 'The page was still empty: the listing had not loaded.',
};

/** Says which wall a capture shows. `name` is as it was stored, perhaps by another version. */
export function wallShown(name: string | undefined): string {
  const wall = WALLS.find((known) => known === name);
  return wall ? SHOWN[wall] : 'The page showed a wall instead of the listing.';
}

/** Says which wall a draft's captures show, and what to do about it. */
export function wallAdvice(name: string): string {
  const advice =
    name === 'removed'
      ? 'There is nothing to report unless it comes back: capture it again then.'
      : 'Open the listing itself and capture it again: the capture is added to this draft.';
  return `${wallShown(name)} ${advice}`;
}
