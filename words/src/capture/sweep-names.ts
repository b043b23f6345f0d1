import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const STATES = {
  new: m.sweep_state_new,
  running: m.sweep_state_running,
  paused: m.sweep_state_paused,
  ended: m.sweep_state_ended,
};

/** Name of a state of a sweep. */
export function sweepStateName(state: keyof typeof STATES, language: Language = currentLanguage()): string {
  return STATES[state]({}, { locale: language });
}

const CODES = {
  open: m.sweep_item_open,
  captured: m.sweep_item_captured,
  skipped: m.sweep_item_skipped,
  failed: m.sweep_item_failed,
  'not-infringing': m.sweep_item_not_infringing,
  watch: m.sweep_item_watch,
  known: m.sweep_item_known,
  reported: m.sweep_item_reported,
  removed: m.sweep_item_removed,
  wall: m.sweep_item_wall,
};

/** What became of a listing of a sweep: its state, or why it was passed by. A code of another version stands for itself. */
export function sweepCodeName(code: string, language: Language = currentLanguage()): string {
  return known(CODES, code)?.({}, { locale: language }) ?? code;
}

const LEFT_OUT = {
  'other-site': m.sweep_left_other_site,
  'no-listing': m.sweep_left_no_listing,
  'short-link': m.sweep_left_short_link,
  'no-address': m.sweep_left_no_address,
};

/** Why something in a list of links was left out. */
export function leftOutReason(why: keyof typeof LEFT_OUT, language: Language = currentLanguage()): string {
  return LEFT_OUT[why]({}, { locale: language });
}
