/** Words of the pieces that every page shares. */
export const WORDS = {
  name: 'MarketSafe Reporter',
  settings: 'Settings',
  version: (version: string) => `Version ${version}`,
  undo: 'Undo',
  dismiss: 'Dismiss',
  deleted: (marketplace: string, itemId: string) => `Deleted: listing ${itemId} on ${marketplace}.`,
  deletedTitle: (title: string) => `Deleted: ${title}`,
  failedTitle: 'This page stopped working',
  failed:
    'Something went wrong while showing this page. Everything saved is still on this device. If another page of this extension is open from before an update, close it.',
  reload: 'Reload this page',
  signIn: 'Sign in',
  signInAgain: 'Sign in again',
  cancel: 'Cancel',
  signInTitle: 'Sign in to your program',
  signedOut: {
    never: 'You can capture and write without signing in. Reports are sent once you have signed in.',
    'signed-out': 'You signed out. Reports wait on this device until you sign in again.',
    expired: 'You have been signed out, because the sign-in ran out. Nothing is lost: reports wait here.',
    denied: 'The sign-in was refused or ran out before it was approved. Nothing is lost: reports wait here.',
  },
  pendingTitle: 'Approve this sign-in',
  pending: 'Compare this code with the one on your program’s page and approve it there.',
  pendingExpired: 'This code has run out. Cancel it and sign in again for a new one.',
  openApproval: 'Open the sign-in page',
  waiting: 'Waiting for your approval…',
  starting: 'Asking the backend for a code…',
  backend: {
    checking: 'checking…',
    reachable: 'reachable',
    unreachable: 'not reachable',
    foreign: 'not a program backend',
    offline: 'offline',
  },
  backendNotice: {
    unreachable: (host: string) =>
      `The backend ${host} cannot be reached. Everything stays on this device and is sent by itself when it can be.`,
    foreign: (host: string) =>
      `${host} answers, but it is no program backend. Nothing is lost: check the address in the settings.`,
    offline:
      'You are offline. Everything stays on this device and is sent by itself when you are online again.',
  },
  interrupted: (itemId: string, age: string) =>
    `The capture of listing ${itemId} was interrupted ${age}, before it was saved. Open the listing and capture it again.`,
  openListing: 'Open the listing',
} as const;
