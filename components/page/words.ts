/** Words about the page in front and its capture. */
export const WORDS = {
  section: 'This page',
  asking: 'Looking at the page…',
  unknown: 'This page cannot be captured now',
  capture: 'Capture',
  captureAnyway: 'Capture what the page shows',
  captureAgain: 'Capture again',
  capturing: 'Capturing… Leave the page in front until it is saved.',
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
