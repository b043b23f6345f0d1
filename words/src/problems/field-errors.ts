import {
  FIELD_NAMES,
  type FieldError,
  type FieldErrorCase,
  type FieldErrorCode,
  fieldErrorCase,
  RIGHT_FIELD_NAMES,
} from '@marketsafe/contract';
import { fieldLabel } from '../claim/fields.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { rightFieldName } from '../rights/fields.ts';
import { formatNumber } from '../units/numbers.ts';

interface Inputs {
  maximum: string;
  minimum: string;
  number: string;
  mark: string;
}

const FAULTS: Readonly<Record<FieldErrorCode, (inputs: Inputs, options: { locale: Language }) => string>> = {
  'too-long': m.problems_fault_too_long,
  'too-short': m.problems_fault_too_short,
  'too-many': m.problems_fault_too_many,
  'too-few': m.problems_fault_too_few,
  'too-large': m.problems_fault_too_large,
  'too-small': m.problems_fault_too_small,
  'wrong-type': m.problems_fault_wrong_type,
  'wrong-form': m.problems_fault_wrong_form,
  'not-one-of': m.problems_fault_not_one_of,
  'not-foreseen': m.problems_fault_not_foreseen,
  'not-as-expected': m.problems_fault_not_as_expected,
  'text-broken': m.problems_fault_text_broken,
  'given-twice': m.problems_fault_given_twice,
  'right-not-registered': m.problems_fault_right_not_registered,
  unmet: m.problems_fault_unmet,
  'order-used': m.problems_fault_order_used,
  'order-bought': m.testbuys_fault_order_bought,
  'consent-to-nothing': m.problems_fault_consent_to_nothing,
  'not-canonical-address': m.problems_fault_not_canonical_address,
  'no-record': m.problems_fault_no_record,
  'other-capture': m.problems_fault_other_capture,
  'other-record': m.problems_fault_other_record,
  'named-twice': m.problems_fault_named_twice,
  'other-listing': m.problems_fault_other_listing,
  'other-organisation': m.problems_fault_other_organisation,
  'signature-wrong': m.problems_fault_signature_wrong,
  'other-files': m.problems_fault_other_files,
  'outside-capture': m.problems_fault_outside_capture,
  'other-size-or-type': m.problems_fault_other_size_or_type,
  'not-painted': m.problems_fault_not_painted,
  'not-a-picture': m.problems_fault_not_a_picture,
  'source-unknown': m.problems_fault_source_unknown,
  'original-as-copy': m.problems_fault_original_as_copy,
  'name-taken': m.problems_fault_name_taken,
  'no-p256-key': m.problems_fault_no_p256_key,
  'challenge-old': m.problems_fault_challenge_old,
  'challenge-foreign': m.problems_fault_challenge_foreign,
  'proof-wrong': m.problems_fault_proof_wrong,
  'place-unknown': m.rights_fault_place_unknown,
  'classes-of-no-mark': m.rights_fault_classes_of_no_mark,
  'day-ahead': m.rights_fault_day_ahead,
  'days-contradict': m.rights_fault_days_contradict,
  'day-unclear': m.rights_fault_day_unclear,
  formula: m.rights_fault_formula,
  'right-there': m.rights_fault_there,
  'nobody-called-so': m.mandates_fault_nobody,
  'never-goes': m.raids_fault_never_goes,
  'sealed-annex': m.raids_fault_sealed_annex,
  'custody-paper': m.raids_fault_custody_paper,
  'not-redacted': m.raids_fault_not_redacted,
  'row-before': m.rights_fault_row_before,
};

/** Fields that a person knows, by what their path begins with; the first that fits counts. */
const FIELDS: readonly (readonly [
  path: RegExp,
  name: (inputs: { number: string }, options: { locale: Language }) => string,
])[] = [
  [/^\/content\/files\/(\d{1,3})/, m.raids_path_file],
  [/^\/content\/inventory\/(\d{1,4})/, m.raids_path_line],
  [/^\/content\/links\/(\d{1,3})/, m.raids_path_link],
  [/^\/content\/parties\/(\d{1,3})/, m.raids_path_party],
  [/^\/content\/title/, m.raids_case],
  [/^\/content\/rightIds/, m.raids_rights],
  [/^\/content\/name/, m.raids_case],
  [/^\/content\/rightId$/, m.testbuys_doc_right],
  [/^\/content\/listing/, m.testbuys_part_listing],
  [/^\/content\/captureId/, m.testbuys_capture],
  [/^\/content\/order\/number/, m.testbuys_doc_order_number],
  [/^\/content\/order/, m.testbuys_part_order],
  [/^\/content\/parcel/, m.testbuys_part_parcel],
  [/^\/content\/recordings/, m.testbuys_recordings],
  [/^\/content\/instrument\/appealUntil/, m.raids_appeal_until],
  [/^\/content\/instrument/, m.raids_part_instrument],
  [/^\/content\/event/, m.raids_part_event],
  [/^\/content\/permission/, m.raids_part_permission],
  [/^\/content\/authentication/, m.raids_part_authentication],
  [/^\/content\/notes/, m.raids_part_notes],
  [/^\/right/, m.problems_field_right],
  [/^\/party/, m.mandates_field_party],
  [/^\/valid/, m.mandates_field_valid],
  [/^\/document/, m.mandates_field_document],
  [/^\/signed/, m.mandates_field_signed],
  [/^\/powers/, m.mandates_field_powers],
  [/^\/reason/, m.problems_field_reason],
  [/^\/explanation\/en/, m.problems_field_explanation_en],
  [/^\/explanation\/zh/, m.problems_field_explanation_zh],
  [/^\/explanation/, m.problems_field_explanation],
  [/^\/wall/, m.problems_field_wall],
  [/^\/target/, m.problems_field_target],
  [/^\/evidence\/(\d{1,3})/, m.problems_field_evidence],
  [/^\/evidence/, m.problems_field_captures],
  [/^\/declarations/, m.problems_field_declarations],
  [/^\/(?:deviceId|publicKey|challenge|signature)/, m.problems_field_device],
];

/** A path is a server's word: shown short, and on one line. */
const SHOWN_PATH = 80;

const PARTICULAR = /^\/particulars\/(?:consents\/)?(\w{1,40})/;

function fieldName(path: string, language: Language): string {
  const ofRight = RIGHT_FIELD_NAMES.find((name) => path === `/${name}` || path.startsWith(`/${name}/`));
  if (ofRight) return rightFieldName(ofRight, language);
  const particular = PARTICULAR.exec(path)?.[1];
  const asked = FIELD_NAMES.find((name) => name === particular);
  if (asked && asked !== 'consents') return fieldLabel(asked, language);
  for (const [pattern, name] of FIELDS) {
    const found = pattern.exec(path);
    if (found) return name({ number: String(Number(found[1] ?? 0) + 1) }, { locale: language });
  }
  return path.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').slice(0, SHOWN_PATH);
}

/** What is wrong with a field that is named already, such as `longer than 5,000 characters`; without a full stop. */
export function faultWords(error: FieldError, language: Language = currentLanguage()): string {
  const known = fieldErrorCase(error);
  const shown = (bound: unknown) => (typeof bound === 'number' ? formatNumber(bound, 0, language) : '');
  return FAULTS[known?.code ?? 'not-as-expected'](
    {
      maximum: shown(error.params?.maximum),
      minimum: shown(error.params?.minimum),
      number: numberOf(known),
      mark: known?.code === 'right-there' ? known.params.mark : '',
    },
    { locale: language },
  );
}

function numberOf(known: FieldErrorCase | null): string {
  if (known?.code === 'order-used' || known?.code === 'right-there') return known.params.number;
  return known?.code === 'row-before' ? String(known.params.row) : '';
}

/** What is wrong with which field, such as `explanation in English: longer than 5,000 characters`; without a full stop. */
export function fieldErrorWords(error: FieldError, language: Language = currentLanguage()): string {
  const fault = faultWords(error, language);
  return m.problems_field_at({ field: fieldName(error.path, language), fault }, { locale: language });
}
