import type { ClaimState, ReportKind } from '@marketsafe/contract';
import { stateName } from '../claim/states.ts';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatUtc } from '../units/time.ts';

const ACTIONS = {
  'claim.submitted': m.evidence_custody_submitted,
  'capture.time-stamped': m.evidence_custody_time_stamped,
  'capture.sequence-reused': m.evidence_custody_sequence_reused,
  'package.refused': m.evidence_custody_package_refused,
  'claim.export-broken-off': m.evidence_custody_report_broken,
};

const REPORTS = {
  evidence: m.evidence_custody_report_evidence,
  disclosure: m.evidence_custody_report_disclosure,
  certificate: m.evidence_custody_report_certificate,
} satisfies Record<ReportKind, unknown>;

/**
 * What an entry of the audit chain says was done with evidence. `made` is the kind of the document that was made or the name of the
 * package, `released` who let a whole page go out and when (ISO 8601); an action that this version does not know is named.
 */
export function custodySentence(
  {
    action,
    made,
    released = null,
  }: { action: string; made: string | null; released?: { by: string; at: string } | null },
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  if (released) {
    const { by, at } = released;
    return m.evidence_custody_page_released({ by, at: formatUtc(at, language) }, locale);
  }
  if (action === 'package.exported') return m.evidence_custody_package({ name: made ?? '' }, locale);
  if (action === 'package.broken-off') return m.evidence_custody_package_broken({ name: made ?? '' }, locale);
  const say = action === 'claim.exported' ? known(REPORTS, made ?? '') : known(ACTIONS, action);
  return say ? say({}, locale) : m.evidence_custody_other({ action }, locale);
}

/** The same of one capture, which is named. */
export function custodyAbout(capture: string, event: string, language: Language = currentLanguage()): string {
  return m.evidence_custody_about({ capture, event }, { locale: language });
}

/** That the device made a capture and signed it. */
export function custodyMade(capture: string, language: Language = currentLanguage()): string {
  return m.evidence_custody_made({ capture }, { locale: language });
}

/** That a capture's files arrived at the program. `first` is the time (ISO 8601) of the first one. */
export function custodyArrived(
  capture: string,
  { count, first }: { count: number; first: string },
  language: Language = currentLanguage(),
): string {
  const said = { capture, count, first: formatUtc(first, language) };
  return m.evidence_custody_arrived(said, { locale: language });
}

/** That a claim went into another state. */
export function custodyState(to: ClaimState, language: Language = currentLanguage()): string {
  return m.evidence_custody_state({ state: stateName(to, language) }, { locale: language });
}
