import type {
  Check,
  Family,
  MarkKind,
  RefusalCause,
  RightEventKind,
  RightFieldName,
  RightFileKind,
} from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const FIELDS = {
  type: m.rights_field_type,
  brand: m.rights_field_brand,
  mark: m.rights_field_mark,
  markKind: m.rights_field_mark_kind,
  place: m.rights_field_place,
  number: m.rights_field_number,
  owner: m.rights_field_owner,
  niceClasses: m.rights_field_nice_classes,
  filedOn: m.rights_field_filed_on,
  registeredOn: m.rights_field_registered_on,
  renewedOn: m.rights_field_renewed_on,
  expiresOn: m.rights_field_expires_on,
  note: m.rights_field_note,
} satisfies Record<RightFieldName, unknown>;

/** Name of a field of a right; what is none is shown as it is. */
export function rightFieldName(field: string, language: Language = currentLanguage()): string {
  return known(FIELDS, field)?.({}, { locale: language }) ?? field;
}

const MARK_KINDS = {
  word: m.rights_mark_word,
  figure: m.rights_mark_figure,
  combined: m.rights_mark_combined,
} satisfies Record<MarkKind, unknown>;

/** What a mark consists of. */
export function markKindName(kind: MarkKind, language: Language = currentLanguage()): string {
  return MARK_KINDS[kind]({}, { locale: language });
}

const FILE_KINDS = {
  certificate: m.rights_file_certificate,
  'class-page': m.rights_file_class_page,
  renewal: m.rights_file_renewal,
  assignment: m.rights_file_assignment,
  translation: m.rights_file_translation,
  figure: m.rights_file_figure,
  other: m.rights_file_other,
} satisfies Record<RightFileKind, unknown>;

/** What a file of a right shows. */
export function rightFileKindName(kind: RightFileKind): string {
  return FILE_KINDS[kind]();
}

const EVENTS = {
  registered: m.rights_event_registered,
  imported: m.rights_event_imported,
  edited: m.rights_event_edited,
  renewed: m.rights_event_renewed,
  assigned: m.rights_event_assigned,
  'file-added': m.rights_event_file_added,
  'file-removed': m.rights_event_file_removed,
  verified: m.rights_event_verified,
  refused: m.rights_event_refused,
  retired: m.rights_event_retired,
  registration: m.rights_event_registration,
} satisfies Record<RightEventKind, unknown>;

/** What happened to a right. */
export function rightEventName(kind: RightEventKind): string {
  return EVENTS[kind]();
}

const CAUSES = {
  'certificate-missing': m.rights_cause_certificate_missing,
  'certificate-unreadable': m.rights_cause_certificate_unreadable,
  'differs-from-office': m.rights_cause_differs_from_office,
  'owner-differs': m.rights_cause_owner_differs,
  'class-pages-missing': m.rights_cause_class_pages_missing,
  'not-in-force': m.rights_cause_not_in_force,
  'territory-missing': m.rights_cause_territory_missing,
  'translation-missing': m.rights_cause_translation_missing,
  'not-a-right': m.rights_cause_not_a_right,
  other: m.rights_cause_other,
} satisfies Record<RefusalCause, unknown>;

/** Why the program refused a right, within a sentence. */
export function refusalCauseName(cause: RefusalCause, language: Language = currentLanguage()): string {
  return CAUSES[cause]({}, { locale: language });
}

const CHECKS = {
  'certificate-readable': m.rights_check_certificate_readable,
  'place-and-number': m.rights_check_place_and_number,
  'owner-as-at-office': m.rights_check_owner_as_at_office,
  'mark-as-registered': m.rights_check_mark_as_registered,
  'classes-and-pages': m.rights_check_classes_and_pages,
  'in-force': m.rights_check_in_force,
  'territorial-extension': m.rights_check_territorial_extension,
  translation: m.rights_check_translation,
  publication: m.rights_check_publication,
  'evaluation-report': m.rights_check_evaluation_report,
  views: m.rights_check_views,
  'claims-of-the-patent': m.rights_check_claims_of_patent,
  'copyright-statement': m.rights_check_copyright_statement,
  'lazada-files': m.rights_check_lazada_files,
  'turkish-certificate': m.rights_check_turkish_certificate,
} satisfies Record<Check, unknown>;

/** What the program looks at before it verifies a right. */
export function checkName(check: Check): string {
  return CHECKS[check]();
}
const FAMILIES = {
  ipp: m.rights_family_ipp,
  china: m.rights_family_china,
  lazada: m.rights_family_lazada,
  trendyol: m.rights_family_trendyol,
} satisfies Record<Family, unknown>;

/** Marketplaces that register rights by one procedure. */
export function familyName(family: Family): string {
  return FAMILIES[family]();
}
