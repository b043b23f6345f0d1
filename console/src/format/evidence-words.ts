import type { CaptureFinding, Limitation } from '@marketsafe/contract';

/** What stands out about a capture's place in its device's chain, and what it means for whoever relies on it. */
export const FINDING_SENTENCES: Readonly<Record<CaptureFinding, string>> = {
  'previous-missing':
    'The capture that the same device took before this one has not been handed in. It may still come, or it was left out.',
  'previous-differs':
    'This capture does not follow the one before it: the record names another one. The device’s chain is broken here.',
  'sequence-reused':
    'Another capture of the same device has the same number. A device that works as it should never counts twice.',
  'challenge-absent':
    'The record holds no challenge of the program’s, so nothing shows the earliest time at which it was made.',
  'challenge-untrusted':
    'The challenge in the record is not the program’s, so it does not show the earliest time at which it was made.',
};

/** What a capture lacks, or what was done to the page, and why. */
export const LIMITATION_SENTENCES: Readonly<Record<Limitation, string>> = {
  'no-pixel-grant':
    'No screenshot: the browser gave none, because the capture was started from a place that gets none.',
  'pixels-failed': 'No screenshot, or not of everything: the browser failed to take it.',
  'rendering-failed': 'No drawing of the page either: the extension could not make one.',
  'snapshot-truncated': 'The saved page ends early, because the page was very large.',
  'snapshot-failed': 'The page itself could not be saved.',
  'facts-failed': 'The facts could not be read from the page.',
  'reading-switched-off':
    'No facts were read, because the program had switched off the reading of this marketplace’s pages.',
  wall: 'The page showed a wall in the listing’s place.',
  'partial-cancelled': 'The investigator ended the capture before the whole page was taken.',
  'partial-interrupted': 'The browser or the extension stopped in the middle of the capture.',
  'partial-moved': 'The page moved, or another tab came to the front, before the whole page was taken.',
  'partial-storage': 'The device had no room for the rest of the page.',
  'height-capped': 'The page is longer than a capture takes.',
  'width-cut': 'The page is wider than a capture takes: its right side is not in the pictures.',
  'page-grew': 'The page grew while it was captured: what it added later is not in the pictures.',
  'pinned-hidden':
    'After the first picture, parts that the page pins to the window were made invisible, so that they do not cover the rest.',
  'images-unfinished': 'Some of the page’s pictures had not loaded when it was captured.',
  'listing-images-missing': 'Some of the listing’s own pictures could not be kept as files.',
  'network-unseen':
    'How the marketplace’s server answered is not recorded: the page was loaded before the extension could see it.',
  'server-address-unknown': 'The browser did not tell the address of the server that sent the page.',
  'certificate-unknown': 'Browsers do not show a site’s certificate to extensions.',
  'signed-out': 'Nobody was signed in, so the record names no operator.',
  'no-challenge':
    'The device had not reached the program before the capture, so the record holds no challenge.',
};
