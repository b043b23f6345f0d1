import { REASON_CODES } from '@marketsafe/contract';
import type { FieldOf, PartName } from '@marketsafe/contract/procedures';
import { reasonName } from '../claim/reasons.ts';
import { rightTypeName } from '../claim/rights.ts';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const PARTS = {
  overview: m.procedure_part_overview,
  channels: m.procedure_part_channels,
  filer: m.procedure_part_filer,
  notice: m.procedure_part_notice,
  rights: m.procedure_part_rights,
  targets: m.procedure_part_targets,
  reasons: m.procedure_part_reasons,
  sellerSees: m.procedure_part_seller_sees,
  clocks: m.procedure_part_clocks,
  rebuttals: m.procedure_part_rebuttals,
  answers: m.procedure_part_answers,
  penalties: m.procedure_part_penalties,
  abuse: m.procedure_part_abuse,
  fastLanes: m.procedure_part_fast_lanes,
  registration: m.procedure_part_registration,
  law: m.procedure_part_law,
} satisfies Record<PartName, unknown>;

/** Name of a part of a procedure. */
export function procedurePartName(part: PartName, language: Language = currentLanguage()): string {
  return PARTS[part]({}, { locale: language });
}

type AnyField = { [Name in PartName]: FieldOf<Name> }[PartName];

const FIELDS = {
  operator: m.procedure_field_operator,
  route: m.procedure_field_route,
  name: m.procedure_field_name,
  type: m.procedure_field_type,
  address: m.procedure_field_address,
  account: m.procedure_field_account,
  maxLinks: m.procedure_field_max_links,
  fileTypes: m.procedure_field_file_types,
  maxMegabytes: m.procedure_field_max_megabytes,
  maxFiles: m.procedure_field_max_files,
  languages: m.procedure_field_languages,
  says: m.procedure_field_says,
  types: m.procedure_field_types,
  places: m.procedure_field_places,
  unregistered: m.procedure_field_unregistered,
  kinds: m.procedure_field_kinds,
  code: m.procedure_field_code,
  wording: m.procedure_field_wording,
  documents: m.procedure_field_documents,
  reveals: m.procedure_field_reveals,
  event: m.procedure_field_event,
  whose: m.procedure_field_whose,
  period: m.procedure_field_period,
  starts: m.procedure_field_starts,
  onSilence: m.procedure_field_on_silence,
  outcome: m.procedure_field_outcome,
  cause: m.procedure_field_cause,
  class: m.procedure_field_class,
  points: m.procedure_field_points,
  window: m.procedure_field_window,
  sameRightWindow: m.procedure_field_same_right_window,
  countedPer: m.procedure_field_counted_per,
  strikesToClose: m.procedure_field_strikes_to_close,
  reasons: m.procedure_field_reasons,
  cap: m.procedure_field_cap,
  closesAt: m.procedure_field_closes_at,
  thresholds: m.procedure_field_thresholds,
  fields: m.procedure_field_fields,
  time: m.procedure_field_time,
} satisfies Record<AnyField, unknown>;

/** Name of a field of a procedure; one of a newer version as it is. */
export function procedureFieldName(field: string, language: Language = currentLanguage()): string {
  return known(FIELDS, field)?.({}, { locale: language }) ?? field;
}

type Said = (inputs: Record<string, never>, options: { locale: Language }) => string;

/** Names of what can be chosen, by the field that it is chosen for. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, Said>>>> = {
  type: {
    'web-account': m.procedure_channel_web_account,
    form: m.procedure_channel_form,
    'e-mail': m.procedure_channel_e_mail,
    'internal-system': m.procedure_channel_internal_system,
    notary: m.procedure_channel_notary,
    'registered-e-mail': m.procedure_channel_registered_e_mail,
    other: m.procedure_channel_other,
  },
  account: {
    needed: m.procedure_account_needed,
    'not-needed': m.procedure_account_not_needed,
    'closed-to-accounts': m.procedure_account_closed_to_accounts,
  },
  kinds: {
    listing: m.procedure_target_listing,
    store: m.procedure_target_store,
  },
  whose: {
    marketplace: m.procedure_owner_marketplace,
    seller: m.procedure_owner_seller,
    participant: m.procedure_owner_participant,
    program: m.procedure_owner_program,
  },
  outcome: {
    removed: m.procedure_outcome_removed,
    refused: m.procedure_outcome_refused,
    'needs-more': m.procedure_outcome_needs_more,
    'already-gone': m.procedure_outcome_already_gone,
    restored: m.procedure_outcome_restored,
  },
  cause: {
    'evidence-insufficient': m.procedure_cause_evidence_insufficient,
    'category-outside-classes': m.procedure_cause_category_outside_classes,
    'test-buy-incomplete': m.procedure_cause_test_buy_incomplete,
    'no-misuse': m.procedure_cause_no_misuse,
    'grey-market': m.procedure_cause_grey_market,
    'right-not-accepted': m.procedure_cause_right_not_accepted,
    'filer-not-authorised': m.procedure_cause_filer_not_authorised,
    'already-handled': m.procedure_cause_already_handled,
    other: m.procedure_cause_other,
  },
  code: { none: m.procedure_reason_none },
  countedPer: {
    right: m.procedure_counted_per_right,
    'right-holder': m.procedure_counted_per_holder,
    seller: m.procedure_counted_per_seller,
  },
};

/** What was chosen for a field: a kind of channel, who has to act, a reason of ours. What a newer version knows stays as it is. */
export function procedureOptionName(
  field: string,
  option: string,
  language: Language = currentLanguage(),
): string {
  const own = known(known(OPTIONS, field) ?? {}, option);
  if (own) return own({}, { locale: language });
  if (field === 'types') return rightTypeName(option, language);
  const reason = REASON_CODES.find((code) => (field === 'code' || field === 'reasons') && code === option);
  return reason === undefined ? option : reasonName(reason, language);
}
