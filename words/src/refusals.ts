import { currentLanguage, type Language } from './language.ts';
import { m } from './messages.ts';
import { formatList } from './units/numbers.ts';

const REFUSALS = {
  'draft-gone': m.refusal_draft_gone,
  'draft-changed': m.refusal_draft_changed,
  'copies-changed': m.refusal_copies_changed,
  'copy-failed': m.refusal_copy_failed,
  'not-parked': m.refusal_not_parked,
  'draft-open': m.refusal_draft_open,
  'on-hold': m.refusal_on_hold,
  'on-its-way': m.refusal_on_its_way,
  'left-already': m.refusal_left_already,
  'undo-too-late': m.refusal_undo_too_late,
  'undo-new-draft': m.refusal_undo_new_draft,
  'question-closed': m.inquiry_refused_closed,
  'no-hold-reason': m.refusal_no_hold_reason,
  'boxes-fixed': m.refusal_boxes_fixed,
  'release-signed-out': m.refusal_release_signed_out,
  'not-queued': m.refusal_not_queued,
  'nothing-to-export': m.refusal_nothing_to_export,
  'storage-full': m.refusal_storage_full,
  'not-stored': m.refusal_not_stored,
  'disk-full': m.refusal_disk_full,
  unreadable: m.refusal_unreadable,
  'no-room': m.refusal_no_room,
  'file-changed': m.refusal_file_changed,
  'key-missing': m.refusal_key_missing,
  'not-packable': m.refusal_not_packable,
  'sweep-gone': m.refusal_sweep_gone,
  'sweep-no-name': m.refusal_sweep_no_name,
  'sweep-right': m.refusal_sweep_right,
  'sweep-declare-first': m.refusal_sweep_declare_first,
  'mark-has-draft': m.sweep_did_has_draft,
  'sweep-nothing-to-undo': m.sweep_did_nothing_to_undo,
  'undo-finished': m.sweep_did_undo_finished,
  'list-too-large': m.refusal_list_too_large,
  'list-unreadable': m.refusal_list_unreadable,
};

/** Why what a person asked for is not done, with what its sentence needs. */
export type Refused =
  | { code: keyof typeof REFUSALS }
  | { code: 'too-many-boxes'; most: number }
  | { code: 'files-gone'; of: readonly { number: string | null; itemId: string }[] };

/** Says why what a person asked for is not done, what was kept, and what to do. */
export function refusalSentence(refused: Refused, language: Language = currentLanguage()): string {
  const locale = { locale: language };
  switch (refused.code) {
    case 'too-many-boxes':
      return m.refusal_too_many_boxes({ most: refused.most }, locale);
    case 'files-gone': {
      const names = refused.of.map(({ number, itemId }) => number ?? m.refusal_files_of({ itemId }, locale));
      const gone = formatList(names, language);
      return m.refusal_files_gone({ gone }, locale);
    }
    default:
      return REFUSALS[refused.code]({}, locale);
  }
}

/** Says that something failed of which nothing more is known. */
export function failureSentence(language: Language = currentLanguage()): string {
  return m.refusal_failed({}, { locale: language });
}
