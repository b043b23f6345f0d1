import type { ClaimDetail, ClaimEventReason, Me } from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { refusalCauseName } from '../rights/fields.ts';

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
