/** One function for each message of `words/messages`, compiled by `scripts/words.mjs`; see the README. */
export * as m from './compiled/messages.js';
