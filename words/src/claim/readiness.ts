import type { ShownName, Unmet } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { fieldLabel, fieldNeed } from './fields.ts';
import { mandateTroubleSentence } from './mandate-trouble.ts';
import { reasonName } from './reasons.ts';
import { rightTypeName } from './rights.ts';

const RULES = {
  wall: m.field_unmet_wall,
  evidence: m.field_unmet_evidence,
  screenshot: m.field_unmet_screenshot,
  title: m.field_unmet_title,
  right: m.field_unmet_right,
  'right-rejected': m.field_unmet_right_rejected,
  'right-expired': m.field_unmet_right_expired,
  'right-unverified': m.field_unmet_right_unverified,
  reason: m.field_unmet_reason,
  explanation: m.field_unmet_explanation,
  'grey-market': m.field_unmet_grey_market,
  declarations: m.field_unmet_declarations,
} as const;

/** One sentence that says what to do about an unmet requirement. */
export function unmetSentence(unmet: Unmet, language: Language = currentLanguage()): string {
  const options = { locale: language };
  const labelled = (name: ShownName) => ({ field: fieldLabel(name, language) });
  switch (unmet.code) {
    case 'field':
      return fieldNeed(unmet.params.field, language);
    case 'consent': {
      const message = unmet.severity === 'missing' ? m.field_unmet_consent_required : m.field_unmet_consent;
      return message(labelled(unmet.params.field), options);
    }
    case 'field-form':
      return m.field_unmet_field_form(labelled(unmet.params.field), options);
    case 'text-long':
      return m.field_unmet_text_long({ ...labelled(unmet.params.field), limit: unmet.params.limit }, options);
    case 'files-few':
      return m.field_unmet_files_few({ ...labelled(unmet.params.field), least: unmet.params.least }, options);
    case 'files-many':
      return m.field_unmet_files_many({ ...labelled(unmet.params.field), most: unmet.params.most }, options);
    case 'rows-many':
      return m.field_unmet_rows_many({ ...labelled(unmet.params.field), most: unmet.params.most }, options);
    case 'row-unfinished':
      return m.field_unmet_row_unfinished(
        { ...labelled(unmet.params.field), row: unmet.params.row },
        options,
      );
    case 'mandate':
      return mandateTroubleSentence(unmet.params, language);
    case 'order-used':
      return m.field_unmet_order_used({ claim: unmet.params.claim }, options);
    case 'reason-right': {
      const { reason, rightType } = unmet.params;
      const named = { reason: reasonName(reason, language), rightType: rightTypeName(rightType, language) };
      return m.field_unmet_reason_right(named, options);
    }
    default:
      return RULES[unmet.code]({}, options);
  }
}
