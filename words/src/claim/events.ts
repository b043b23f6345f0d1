import type { ClaimDetail, ClaimEventReason, Me } from '@marketsafe/contract';
import { concedeCauseName } from '../counter-notices/names.ts';
import { askCauseName, declineCauseName, wantedList, withdrawCauseName } from '../inquiry/causes.ts';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { answerSentence } from '../packets/answers.ts';
import { packetChannelName } from '../packets/names.ts';
import { refusalCauseName } from '../rights/fields.ts';
import { formatList, formatNumber } from '../units/numbers.ts';

/** Why a claim went into a state, as a sentence; what a person wrote stays as it was written. */
export function eventReasonSentence(
  reason: ClaimEventReason,
  language: Language = currentLanguage(),
): string {
  switch (reason.code) {
    case 'same-as-open-claim':
      return m.claim_reason_same_as_open(reason.params, { locale: language });
    case 'right-unverified':
      return m.claim_reason_right_unverified({}, { locale: language });
    case 'right-verified':
      return m.rights_reason_verified({}, { locale: language });
    case 'right-refused': {
      const cause = refusalCauseName(reason.params.cause, language);
      return m.rights_reason_refused({ cause }, { locale: language });
    }
    case 'written':
      return reason.params.text;
    default:
      return reviewReasonSentence(reason, language);
  }
}

/** Why staff, or who answered or withdrew, moved it. */
function reviewReasonSentence(
  reason: Exclude<
    ClaimEventReason,
    { code: 'same-as-open-claim' | 'right-unverified' | 'right-verified' | 'right-refused' | 'written' }
  >,
  language: Language,
): string {
  const options = { locale: language };
  switch (reason.code) {
    case 'declined': {
      const { text } = reason.params;
      const cause = declineCauseName(reason.params.cause, language);
      return text === ''
        ? m.inquiry_event_declined({ cause }, options)
        : m.inquiry_event_declined_text({ cause, text }, options);
    }
    case 'asked': {
      const { text } = reason.params;
      const said = {
        cause: askCauseName(reason.params.cause, language),
        wanted: wantedList(reason.params.wanted, language),
      };
      return text === ''
        ? m.inquiry_event_asked(said, options)
        : m.inquiry_event_asked_text({ ...said, text }, options);
    }
    case 'answered': {
      const { text, files, captures } = reason.params;
      const parts = [
        ...(captures > 0 ? [m.inquiry_captures_count({ count: captures }, options)] : []),
        ...(files > 0 ? [m.inquiry_files_count({ count: files }, options)] : []),
      ];
      const what = parts.length > 0 ? formatList(parts, language) : m.inquiry_text_only({}, options);
      return text === ''
        ? m.inquiry_event_answered({ what }, options)
        : m.inquiry_event_answered_text({ what, text }, options);
    }
    case 'withdrawn': {
      const { text } = reason.params;
      const cause = withdrawCauseName(reason.params.cause, language);
      return text === ''
        ? m.inquiry_event_withdrawn({ cause }, options)
        : m.inquiry_event_withdrawn_text({ cause, text }, options);
    }
    case 'approved-by-one':
      return m.inquiry_event_approved_by_one({}, options);
    case 'undone':
      return m.inquiry_event_undone({}, options);
    case 'packeted':
      return m.packets_event_packeted(reason.params, options);
    case 'unpacketed':
      return m.packets_event_unpacketed(reason.params, options);
    case 'countered':
      return m.counter_event_countered({ chance: formatNumber(reason.params.chance, 0, language) }, options);
    case 'conceded': {
      const { text } = reason.params;
      const cause = concedeCauseName(reason.params.cause, language);
      return text === ''
        ? m.counter_event_conceded({ cause }, options)
        : m.counter_event_conceded_text({ cause, text }, options);
    }
    case 'contested': {
      const { text } = reason.params;
      return text === ''
        ? m.counter_event_contested({}, options)
        : m.counter_event_contested_text({ text }, options);
    }
    case 'counter-decided': {
      const { text } = reason.params;
      return text === ''
        ? m.counter_event_decided({}, options)
        : m.counter_event_decided_text({ text }, options);
    }
    case 'marketplace-answered':
      return answerSentence(reason.params, language);
    case 'answer-undone':
      return m.answers_event_undone(reason.params, options);
    case 'sent': {
      const { packet, channel } = reason.params;
      return m.packets_event_sent({ packet, channel: packetChannelName(channel, language) }, options);
    }
    case 'taken-back':
      return m.packets_event_taken_back(reason.params, options);
    case 'sent-again':
      return m.packets_event_sent_again(reason.params, options);
  }
}

const ROLES = {
  investigator: m.claim_role_investigator,
  manager: m.claim_role_manager,
  signatory: m.claim_role_signatory,
  analyst: m.claim_role_analyst,
  program_lead: m.claim_role_program_lead,
  liaison: m.claim_role_liaison,
  server: m.claim_role_server,
} satisfies Record<Me['roles'][number] | 'server', unknown>;

/** What a person is to the program; a role that this version does not know stands for itself. */
export function personRoleName(role: string, language: Language = currentLanguage()): string {
  return known(ROLES, role)?.({}, { locale: language }) ?? role;
}

/** Who moved a claim on, with the role in which they did. */
export function eventActor(
  { name, role }: ClaimDetail['events'][number]['actor'],
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  const roleName = personRoleName(role, language);
  return name === null ? roleName : m.claim_event_actor({ name, role: roleName }, locale);
}
