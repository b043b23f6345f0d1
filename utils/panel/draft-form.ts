import type { ReasonCode } from '@marketsafe/contract';
import type { DraftRow } from '../database/draft-rows.ts';
import type { DraftEdit } from '../drafts/drafts.ts';

/** The editable part of a draft, one value a field, so that two windows can edit different fields of one draft. */
export interface FormFields {
  rightId: string;
  reason: ReasonCode;
  en: string;
  zh: string;
  goodFaith: boolean;
  accurate: boolean;
  authorised: boolean;
}

type Editable = Pick<DraftRow, 'rightId' | 'reason' | 'explanation' | 'declarations'>;

/** What a draft looks like with edits laid over it. */
export function withFields<Draft extends Editable>(draft: Draft, fields: Partial<FormFields>): Draft {
  return { ...draft, ...editOf(draft, fields) };
}

/** The edit that lays some fields over a draft: fields that are not among them keep the draft's values. */
export function editOf(draft: Editable, fields: Partial<FormFields>): DraftEdit {
  const { rightId, reason, en, zh, goodFaith, accurate, authorised } = fields;
  const edit: DraftEdit = {};
  if (rightId !== undefined) edit.rightId = rightId;
  if (reason !== undefined) edit.reason = reason;
  if (en !== undefined || zh !== undefined) {
    edit.explanation = { en: en ?? draft.explanation.en, zh: zh ?? draft.explanation.zh };
  }
  if (goodFaith !== undefined || accurate !== undefined || authorised !== undefined) {
    edit.declarations = {
      goodFaith: goodFaith ?? draft.declarations.goodFaith,
      accurate: accurate ?? draft.declarations.accurate,
      authorised: authorised ?? draft.declarations.authorised,
    };
  }
  return edit;
}

/** The fields that an edit really changes in a draft. */
export function fieldsOf(draft: Editable, edit: DraftEdit): Partial<FormFields> {
  const fields: Partial<FormFields> = {};
  if (edit.rightId !== undefined) fields.rightId = edit.rightId;
  if (edit.reason !== undefined) fields.reason = edit.reason;
  for (const language of ['en', 'zh'] as const) {
    const text = edit.explanation?.[language];
    if (text !== undefined && text !== draft.explanation[language]) fields[language] = text;
  }
  for (const name of ['goodFaith', 'accurate', 'authorised'] as const) {
    const ticked = edit.declarations?.[name];
    if (ticked !== undefined && ticked !== draft.declarations[name]) fields[name] = ticked;
  }
  return fields;
}
