import type { MandateTrouble } from '@marketsafe/contract';
import { mandateTroubleSentence } from '../claim/mandate-trouble.ts';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { joinSentences } from '../units/sentences.ts';
import { type OutcomeCodes, outcomeSentence } from './outcome.ts';

/** What a key of a sweep came to, in codes. `title` names the listing that it was about, which need not be the one in front. */
export interface StepCodes {
  outcome: 'step';
  did:
    | 'captured'
    | 'not-infringing'
    | 'watch'
    | 'undone'
    | 'there'
    | 'reported'
    | 'removed'
    | 'has-draft'
    | 'nothing-to-undo'
    | 'undo-finished'
    | 'on-hold'
    | 'no-listing'
    | 'not-loaded'
    | 'wall'
    | 'right-expired'
    | 'right-rejected'
    | 'right-gone'
    | 'mandate';
  title?: string | undefined;
  /** Why no claim may be filed under the sweep's right, where it stopped for that. */
  trouble?: MandateTrouble | undefined;
  /** Listings of the sweep that are done, and that are still open in its list; absent outside of a sweep. */
  count?: { done: number; open: number } | undefined;
}

type Message = (inputs: { title: string }, options: { locale: Language }) => string;

const STEPS: Readonly<Record<StepCodes['did'], Message>> = {
  captured: m.sweep_did_captured,
  'not-infringing': m.sweep_did_not_infringing,
  watch: m.sweep_did_watch,
  undone: m.sweep_did_undone,
  there: m.sweep_did_there,
  reported: m.sweep_did_reported,
  removed: m.sweep_did_removed,
  'has-draft': m.sweep_did_has_draft,
  'nothing-to-undo': m.sweep_did_nothing_to_undo,
  'undo-finished': m.sweep_did_undo_finished,
  'on-hold': m.sweep_did_on_hold,
  'no-listing': m.sweep_did_no_listing,
  'not-loaded': m.sweep_did_not_loaded,
  wall: m.sweep_did_wall,
  'right-expired': m.sweep_stop_right_expired,
  'right-rejected': m.sweep_stop_right_rejected,
  'right-gone': m.sweep_stop_right_gone,
  mandate: m.sweep_stop_mandate,
};

/** Says what a key of a sweep came to, and how far the sweep is. Codes may be those of another version. */
export function stepSentence(
  { did, title, count, trouble }: StepCodes,
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  const message = known(STEPS, did);
  const named = { title: title ?? m.sweep_this_listing({}, locale) };
  return joinSentences(
    [
      ...(trouble ? [mandateTroubleSentence(trouble, language)] : []),
      ...(message ? [message(named, locale)] : []),
      ...(count ? [m.sweep_did_count(count, locale)] : []),
    ],
    language,
  );
}

/** Says what a capture, or a key of a sweep, came to. */
export function toldSentence(told: OutcomeCodes | StepCodes, language: Language = currentLanguage()): string {
  return told.outcome === 'step' ? stepSentence(told, language) : outcomeSentence(told, language);
}

/** Why a sweep stopped by itself, what was kept, and what to do. */
export function sweepStopSentence(
  stop: { code: string; trouble?: MandateTrouble },
  language: Language = currentLanguage(),
): string {
  const stops: Readonly<
    Record<string, (inputs: Record<never, never>, options: { locale: Language }) => string>
  > = {
    wall: m.sweep_stop_wall,
    'right-expired': m.sweep_stop_right_expired,
    'right-rejected': m.sweep_stop_right_rejected,
    'right-gone': m.sweep_stop_right_gone,
    mandate: m.sweep_stop_mandate,
    'window-gone': m.visit_stop_window,
    failures: m.visit_stop_failures,
  };
  const message = known(stops, stop.code) ?? m.sweep_stop_other;
  const said = message({}, { locale: language });
  return stop.trouble
    ? joinSentences([mandateTroubleSentence(stop.trouble, language), said], language)
    : said;
}
