import { m } from '@marketsafe/words';
import { both, said, type Words } from '../pdf/both.ts';

/** A blank to be filled in by hand, and its place in the translation, in which nothing is filled in. */
export const BLANK: Words = { en: '_'.repeat(28), zh: '_'.repeat(8) };

type WithBlanks = typeof m.certificate_signer_name;

function withBlanks(message: WithBlanks): Words {
  return both((locale) => message({ blank: locale === 'en' ? BLANK.en : BLANK.zh }, { locale }));
}

/** What a person is to know before anything of the draft is signed. */
export const BEFORE_SIGNING: readonly Words[] = [
  said(m.certificate_before_draft),
  said(m.certificate_before_perjury),
  said(m.certificate_before_rules),
  said(m.certificate_before_notice),
];

/** The person, and what makes the person fit to certify. */
export const ABOUT_THE_SIGNER: readonly Words[] = [
  withBlanks(m.certificate_signer_name),
  withBlanks(m.certificate_signer_knowledge),
];

/** The process, step by step, as the program is built; claims of no person. */
export const PROCESS: readonly Words[] = [
  said(m.certificate_process_capture),
  said(m.certificate_process_identification),
  said(m.certificate_process_receipt),
  said(m.certificate_process_storage),
];

/** What the signer says of the result. */
export const ACCURACY: readonly Words[] = [
  withBlanks(m.certificate_accuracy_result),
  said(m.certificate_accuracy_limits),
];

/** What the signer says of a comparison made by hand. */
export const OWN_COMPARISON: Words = withBlanks(m.certificate_own_comparison);

/** The declaration of 28 U.S.C. § 1746 in its two forms. */
export const DECLARATION: readonly Words[] = [
  said(m.certificate_declaration_within),
  said(m.certificate_declaration_outside),
];
