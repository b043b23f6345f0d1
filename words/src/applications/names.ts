import type {
  ApplicantKind,
  ApplicationCause,
  ApplicationDeclaration,
  ApplicationFault,
  ApplicationFileKind,
  ApplicationMove,
  ApplicationPart,
  ApplicationState,
  ApplicationTwin,
} from '@marketsafe/contract';
import { marketplaceName } from '../claim/marketplaces.ts';
import { rightTypeName } from '../claim/rights.ts';
import { currentLanguage, type Language } from '../language.ts';
import { authorityName, powerName } from '../mandates/names.ts';
import { m } from '../messages.ts';
import { markKindName } from '../rights/fields.ts';
import { formatBytes } from '../units/bytes.ts';

type Say = (inputs: Record<string, never>, options: { locale: Language }) => string;

const KINDS: Readonly<Record<ApplicantKind, Say>> = {
  rights_holder: m.application_kind_holder,
  representative: m.application_kind_representative,
};

/** Who applies. */
export function applicantKindName(kind: ApplicantKind, language: Language = currentLanguage()): string {
  return KINDS[kind]({}, { locale: language });
}

const PARTS: Readonly<Record<ApplicationPart, Say>> = {
  organisation: m.application_part_organisation,
  contact: m.application_part_contact,
  reach: m.application_part_reach,
  holder: m.application_part_holder,
  right: m.application_part_right,
};

/** Name of a part of the form. */
export function applicationPartName(part: ApplicationPart, language: Language = currentLanguage()): string {
  return PARTS[part]({}, { locale: language });
}

const PART_HELPS: Readonly<Partial<Record<ApplicationPart, Say>>> = {
  contact: m.application_part_contact_help,
  holder: m.application_part_holder_help,
  right: m.application_part_right_help,
};

/** What is said above a part of the form; null where its fields say all. */
export function applicationPartHelp(
  part: ApplicationPart,
  language: Language = currentLanguage(),
): string | null {
  return PART_HELPS[part]?.({}, { locale: language }) ?? null;
}

const FIELDS: Readonly<Record<string, Say>> = {
  'organisation.name': m.application_field_name,
  'organisation.ownName': m.application_field_own_name,
  'organisation.country': m.application_field_country,
  'organisation.number': m.application_field_number,
  'organisation.website': m.application_field_website,
  'organisation.address': m.application_field_address,
  'contact.name': m.application_field_person,
  'contact.title': m.application_field_title,
  'contact.managers': m.application_field_managers,
  'contact.investigators': m.application_field_investigators,
  'reach.brands': m.application_field_brands,
  'reach.marketplaces': m.application_field_marketplaces,
  'reach.volume': m.application_field_volume,
  'reach.links': m.application_field_links,
  'reach.remarks': m.application_field_remarks,
  'holder.name': m.application_field_holder_name,
  'holder.ownName': m.application_field_own_name,
  'holder.country': m.application_field_country,
  'holder.number': m.application_field_number,
  'holder.website': m.application_field_website,
  'holder.email': m.application_field_holder_email,
  'holder.validFrom': m.application_field_valid_from,
  'holder.validTo': m.application_field_valid_to,
  'holder.powers': m.application_field_powers,
  'holder.platforms': m.application_field_platforms,
  'holder.authority': m.application_field_authority,
  'holder.signedName': m.application_field_signed_name,
  'holder.signedTitle': m.application_field_signed_title,
  'right.type': m.application_field_right_type,
  'right.mark': m.application_field_mark,
  'right.markKind': m.rights_field_mark_kind,
  'right.place': m.application_field_place,
  'right.number': m.application_field_right_number,
  'right.owner': m.application_field_owner,
  'right.niceClasses': m.application_field_classes,
  'right.registeredOn': m.application_field_registered,
  'right.expiresOn': m.application_field_expires,
  'right.brand': m.application_field_brand,
  'right.holder': m.application_right_holder,
};

/** Name of a field of the form. */
export function applicationFieldName(
  part: ApplicationPart,
  field: string,
  language: Language = currentLanguage(),
): string {
  return FIELDS[`${part}.${field}`]?.({}, { locale: language }) ?? field;
}

const HELPS: Readonly<Record<string, Say>> = {
  'organisation.name': m.application_help_name,
  'organisation.number': m.application_help_number,
  'contact.managers': m.application_help_managers,
  'contact.investigators': m.application_help_investigators,
  'reach.brands': m.application_help_lines,
  'reach.links': m.application_help_links,
  'holder.name': m.application_help_holder_name,
  'holder.email': m.application_help_holder_email,
  'holder.powers': m.application_help_powers,
  'right.owner': m.application_help_owner,
  'right.mark': m.application_help_mark,
  'right.niceClasses': m.application_help_classes,
  'right.expiresOn': m.application_help_expires,
  'right.brand': m.application_help_brand,
};

/** What helps to fill a field in; null where its name says all. */
export function applicationFieldHelp(
  part: ApplicationPart,
  field: string,
  language: Language = currentLanguage(),
): string | null {
  return HELPS[`${part}.${field}`]?.({}, { locale: language }) ?? null;
}

const VOLUMES: Readonly<Record<string, Say>> = {
  unknown: m.application_volume_unknown,
  'under-10': m.application_volume_10,
  'under-100': m.application_volume_100,
  'under-1000': m.application_volume_1000,
  'over-1000': m.application_volume_more,
};

/** Name of what can be chosen in a field. */
export function applicationOptionName(
  field: string,
  option: string,
  language: Language = currentLanguage(),
): string {
  switch (field) {
    case 'marketplaces':
    case 'platforms':
      return marketplaceName(option, language);
    case 'type':
      return rightTypeName(option, language);
    case 'markKind':
      return markKindName(option as never, language);
    case 'powers':
      return powerName(option as never, language);
    case 'authority':
      return authorityName(option as never, language);
    case 'volume':
      return VOLUMES[option]?.({}, { locale: language }) ?? option;
    default:
      return option;
  }
}

const FAULTS: Readonly<
  Record<ApplicationFault, (inputs: { most: string; field: string }, options: { locale: Language }) => string>
> = {
  missing: m.application_fault_missing,
  'too-long': m.application_fault_too_long,
  'too-many': m.application_fault_too_many,
  'text-broken': m.application_fault_text_broken,
  'country-unknown': m.application_fault_country_unknown,
  'website-form': m.application_fault_website_form,
  'email-form': m.application_fault_email_form,
  'link-form': m.application_fault_link_form,
  'day-form': m.application_fault_day_form,
  'day-ahead': m.application_fault_day_ahead,
  'days-contradict': m.application_fault_days_contradict,
  expired: m.application_fault_expired,
  'not-a-choice': m.application_fault_country_unknown,
  'classes-form': m.application_fault_classes_form,
  'classes-missing': m.application_fault_classes_missing,
  'classes-of-no-mark': m.application_fault_classes_of_no_mark,
  'number-form': m.application_fault_number_form,
  'holder-unknown': m.application_fault_holder_unknown,
  'given-twice': m.application_fault_given_twice,
  'no-right-of-holder': m.application_fault_no_right_of_holder,
};

/** What is wrong with a field, in a sentence that says what to do. */
export function applicationFault(
  fault: ApplicationFault,
  { most, field }: { most: number; field: string },
  language: Language = currentLanguage(),
): string {
  return FAULTS[fault]({ most: String(most), field }, { locale: language });
}

const FILE_FAULTS = {
  unsaid: m.application_file_unsaid,
  empty: m.application_file_empty,
  unconfirmed: m.application_files_confirm,
  'too-large': m.application_file_too_large,
  'type-unknown': m.application_file_type_unknown,
  'picture-too-large': m.application_file_picture_too_large,
  'too-many': m.application_file_too_many,
  'too-much': m.application_file_too_much,
  'no-room': m.application_file_no_room,
} as const;

/** Why a document was not taken, and what to do. */
export function applicationFileFault(
  fault: keyof typeof FILE_FAULTS,
  { most, bytes, together }: { most: number; bytes: number; together: number },
  language: Language = currentLanguage(),
): string {
  const inputs = {
    most: String(most),
    bytes: formatBytes(bytes, language),
    together: formatBytes(together, language),
  };
  return FILE_FAULTS[fault](inputs, { locale: language });
}

const FILE_KINDS: Readonly<Record<ApplicationFileKind, Say>> = {
  company: m.application_file_company,
  certificate: m.application_file_certificate,
  mandate: m.application_file_mandate,
  other: m.application_file_other,
};

/** What a document shows. */
export function applicationFileKindName(
  kind: ApplicationFileKind,
  language: Language = currentLanguage(),
): string {
  return FILE_KINDS[kind]({}, { locale: language });
}

const STATES: Readonly<Record<ApplicationState, readonly [name: Say, next: Say]>> = {
  draft: [m.application_state_draft, m.application_next_draft],
  in_review: [m.application_state_in_review, m.application_next_in_review],
  needs_info: [m.application_state_needs_info, m.application_next_needs_info],
  accepted: [m.application_state_accepted, m.application_next_accepted],
  declined: [m.application_state_declined, m.application_next_declined],
  appealed: [m.application_state_appealed, m.application_next_appealed],
  refused: [m.application_state_refused, m.application_next_refused],
  withdrawn: [m.application_state_withdrawn, m.application_next_withdrawn],
};

/** Name of the state of an application. */
export function applicationStateName(
  state: ApplicationState,
  language: Language = currentLanguage(),
): string {
  return STATES[state][0]({}, { locale: language });
}

/** What a state means for the applicant, and what comes next. */
export function applicationStateNext(
  state: ApplicationState,
  language: Language = currentLanguage(),
): string {
  return STATES[state][1]({}, { locale: language });
}

const MOVES: Readonly<Record<ApplicationMove, Say>> = {
  'hand-in': m.application_move_hand_in,
  ask: m.application_move_ask,
  answer: m.application_move_answer,
  accept: m.application_move_accept,
  decline: m.application_move_decline,
  appeal: m.application_move_appeal,
  withdraw: m.application_move_withdraw,
};

/** What happened to an application. */
export function applicationMoveName(move: ApplicationMove, language: Language = currentLanguage()): string {
  return MOVES[move]({}, { locale: language });
}

const CAUSES: Readonly<Record<ApplicationCause, Say>> = {
  'no-right': m.application_cause_no_right,
  'not-entitled': m.application_cause_not_entitled,
  incomplete: m.application_cause_incomplete,
  'already-part': m.application_cause_already_part,
  'left-lately': m.application_cause_left_lately,
  'outside-program': m.application_cause_outside_program,
  misleading: m.application_cause_misleading,
  other: m.application_cause_other,
};

/** Why an application was declined, as a sentence that its applicant reads. */
export function applicationCauseName(
  cause: ApplicationCause,
  language: Language = currentLanguage(),
): string {
  return CAUSES[cause]({}, { locale: language });
}

const DECLARATIONS: Readonly<Record<ApplicationDeclaration, Say>> = {
  'true-and-complete': m.application_declare_true,
  entitled: m.application_declare_entitled,
  'no-misuse': m.application_declare_no_misuse,
  privacy: m.application_declare_privacy,
};

/** What an applicant declares, in its own words: version 1 of them. */
export function applicationDeclarationText(
  declaration: ApplicationDeclaration,
  language: Language = currentLanguage(),
): string {
  return DECLARATIONS[declaration]({}, { locale: language });
}

const TWINS: Readonly<Record<ApplicationTwin['kind'], Say>> = {
  name: m.application_twin_name,
  number: m.application_twin_number,
  website: m.application_twin_website,
  email: m.application_twin_email,
  right: m.application_twin_right,
};

/** What two have in common. */
export function applicationTwinName(
  kind: ApplicationTwin['kind'],
  language: Language = currentLanguage(),
): string {
  return TWINS[kind]({}, { locale: language });
}
