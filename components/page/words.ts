/** Words about the page in front and its capture. */
export const WORDS = {
  section: 'This page',
  asking: 'Looking at the page…',
  unknown: 'This page cannot be captured now',
  capture: { quick: 'Capture', full: 'Capture the whole page' },
  captureAnyway: 'Capture what the page shows',
  captureAgain: { quick: 'Capture again', full: 'Capture the whole page again' },
  capturing: 'Capturing… Leave the page in front until it is saved.',
  progress: 'Pictures of the whole page',
  slices: (done: number, of: number) =>
    `Picture ${done} of ${of} is kept. Leave the page in front until the last one is.`,
  stop: 'Stop here and keep these',
  busy: 'Capturing…',
  enter: 'Enter',
  openDraft: 'Open draft',
  openReport: 'Open report',
  draft: (age: string) => `Draft saved ${age}. Capturing again adds a capture to it.`,
  finished: (state: string, age: string) => `Already reported ${age}: ${state}.`,
  finishedNumber: (number: string, state: string, age: string) =>
    `Already reported ${age} as ${number}: ${state}.`,
  shortcut: 'Keyboard shortcut:',
} as const;
