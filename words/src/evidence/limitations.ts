import type { CaptureFinding, CaptureManifest, KeyFacts, Limitation } from '@marketsafe/contract';
import { FACT_ORDER, factLines, factName, missingFact } from '../facts/facts.ts';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { joinSentences } from '../units/sentences.ts';
import { wallSentence } from './walls.ts';

const LIMITS = {
  'no-pixel-grant': m.evidence_limit_no_pixel_grant,
  'pixels-failed': m.evidence_limit_pixels_failed,
  'rendering-failed': m.evidence_limit_rendering_failed,
  'snapshot-truncated': m.evidence_limit_snapshot_truncated,
  'snapshot-failed': m.evidence_limit_snapshot_failed,
  'snapshot-frames-left-out': m.evidence_limit_snapshot_frames,
  'snapshot-styles-left-out': m.evidence_limit_snapshot_styles,
  'facts-failed': m.evidence_limit_facts_failed,
  'page-silent': m.evidence_limit_page_silent,
  'page-late': m.evidence_limit_page_late,
  'facts-changed': m.evidence_limit_facts_changed,
  'reading-switched-off': m.evidence_limit_reading_switched_off,
  'partial-cancelled': m.evidence_limit_partial_cancelled,
  'partial-interrupted': m.evidence_limit_partial_interrupted,
  'partial-moved': m.evidence_limit_partial_moved,
  'partial-storage': m.evidence_limit_partial_storage,
  'height-capped': m.evidence_limit_height_capped,
  'width-cut': m.evidence_limit_width_cut,
  'content-clipped': m.evidence_limit_content_clipped,
  'page-grew': m.evidence_limit_page_grew,
  'slices-alike': m.evidence_limit_slices_alike,
  'pinned-hidden': m.evidence_limit_pinned_hidden,
  'images-unfinished': m.evidence_limit_images_unfinished,
  'listing-images-missing': m.evidence_limit_listing_images_missing,
  'network-unseen': m.evidence_limit_network_unseen,
  'network-cut': m.evidence_limit_network_cut,
  'server-address-unknown': m.evidence_limit_server_address_unknown,
  'certificate-unknown': m.evidence_limit_certificate_unknown,
  'signed-out': m.evidence_limit_signed_out,
  'no-challenge': m.evidence_limit_no_challenge,
} satisfies Record<Exclude<Limitation, 'wall'>, unknown>;

/**
 * What could not be had in a capture, or what was done to the page. `wall` is the name of the wall that the capture shows, if any.
 * Both codes are as they were stored, perhaps by another version.
 */
export function limitationSentence(
  code: string,
  wall?: string | undefined,
  language: Language = currentLanguage(),
): string {
  if (code === 'wall') return wallSentence(wall, language);
  const say = known(LIMITS, code);
  return say ? say({}, { locale: language }) : m.evidence_limit_unknown({ code }, { locale: language });
}

/** The values that key facts had while a capture was made, for each that did not stay the same. */
function changedFactSentences(changed: readonly KeyFacts[], language: Language): string[] {
  return FACT_ORDER.flatMap((name) => {
    const seen = changed.map((facts) => factLines(facts, name, language).join(' · '));
    const values = seen.filter((value, at) => value !== seen[at - 1]);
    if (values.length < 2) return [];
    const shown = values.map((value) => value || missingFact(false, language));
    const said = { name: factName(name, language), values: shown.join(' → ') };
    return [m.evidence_limit_fact_changed(said, { locale: language })];
  });
}

/** One limitation of a capture's record, with what else the record says of it. */
export function recordedLimitation(
  code: string,
  { wall, changed }: Pick<CaptureManifest['listing'], 'wall' | 'changed'>,
  language: Language = currentLanguage(),
): string {
  const sentence = limitationSentence(code, wall, language);
  if (code !== 'facts-changed' || !changed) return sentence;
  return joinSentences([sentence, ...changedFactSentences(changed, language)], language);
}

/** The limitations of a capture's record, a sentence or more each. */
export function limitationSentences(
  { limitations, listing }: Pick<CaptureManifest, 'limitations' | 'listing'>,
  language: Language = currentLanguage(),
): string[] {
  return limitations.map((code) => recordedLimitation(code, listing, language));
}

const ADVICE: Partial<Record<Limitation, typeof m.evidence_advice_capture_again>> = {
  'no-pixel-grant': m.evidence_advice_no_pixel_grant,
  'pixels-failed': m.evidence_advice_capture_again,
  'page-silent': m.evidence_advice_page_silent,
  'page-late': m.evidence_advice_capture_again,
  'facts-changed': m.evidence_advice_capture_again,
  'partial-moved': m.evidence_advice_capture_again,
  'partial-storage': m.evidence_advice_partial_storage,
  'network-unseen': m.evidence_advice_network_unseen,
};

/** What the investigator can do about a limitation; null where there is nothing to do. Only for who made the capture. */
export function limitationAdvice(code: string, language: Language = currentLanguage()): string | null {
  return known(ADVICE, code)?.({}, { locale: language }) ?? null;
}

const FINDINGS = {
  'previous-missing': m.evidence_finding_previous_missing,
  'previous-differs': m.evidence_finding_previous_differs,
  'sequence-reused': m.evidence_finding_sequence_reused,
  'challenge-absent': m.evidence_finding_challenge_absent,
  'challenge-untrusted': m.evidence_finding_challenge_untrusted,
  'time-ahead': m.evidence_finding_time_ahead,
  'device-revoked': m.evidence_finding_device_revoked,
} satisfies Record<CaptureFinding, unknown>;

/** What stands out about a capture's place in its device's chain, its challenge or its time, and what it means. */
export function findingSentence(code: string, language: Language = currentLanguage()): string {
  const say = known(FINDINGS, code);
  return say ? say({}, { locale: language }) : m.evidence_finding_unknown({ code }, { locale: language });
}
