import type { Me } from '@marketsafe/contract';
import { personRoleName } from '../claim/events.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { INTL_LOCALES } from '../units/numbers.ts';

const KINDS = {
  rights_holder: m.people_kind_rights_holder,
  representative: m.people_kind_representative,
  program: m.people_kind_program,
  marketplace: m.people_kind_marketplace,
};

/** What an organisation is to the program. */
export function organisationKindName(
  kind: keyof typeof KINDS,
  language: Language = currentLanguage(),
): string {
  return KINDS[kind]({}, { locale: language });
}

const DUTIES = {
  investigator: m.people_role_investigator,
  manager: m.people_role_manager,
  signatory: m.people_role_signatory,
  analyst: m.people_role_analyst,
  program_lead: m.people_role_program_lead,
  liaison: m.people_role_liaison,
} satisfies Record<Me['roles'][number], unknown>;

/** What somebody with a role does, as a phrase. */
export function roleDuty(role: keyof typeof DUTIES, language: Language = currentLanguage()): string {
  return DUTIES[role]({}, { locale: language });
}

/** Several roles, as one text. */
export function roleNames(roles: Me['roles'], language: Language = currentLanguage()): string {
  const names = roles.map((role) => personRoleName(role, language));
  return new Intl.ListFormat(INTL_LOCALES[language], { type: 'conjunction' }).format(names);
}
