import type { Right, RightType } from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const TYPES = {
  trademark: m.claim_right_trademark,
  copyright: m.claim_right_copyright,
  design: m.claim_right_design,
  utility: m.claim_right_utility,
  invention: m.claim_right_invention,
} satisfies Record<RightType, unknown>;

/** Name of a type of right. */
export function rightTypeName(type: string, language: Language = currentLanguage()): string {
  return (known(TYPES, type) ?? m.claim_right_unknown)({}, { locale: language });
}

const STATUSES = {
  verified: m.claim_right_status_verified,
  unverified: m.claim_right_status_unverified,
  rejected: m.claim_right_status_rejected,
} satisfies Record<Right['status'], unknown>;

/** Whether the program has verified a right, as part of a line. */
export function rightStatusName(status: string, language: Language = currentLanguage()): string {
  return (known(STATUSES, status) ?? m.claim_right_status_unknown)({}, { locale: language });
}

/** Name of a place of registration: ISO 3166-1 alpha-2, or the offices' `EM` for the European Union. What is no code is shown as it is. */
export function placeName(code: string, language: Language = currentLanguage()): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(language, { type: 'region' }).of(code === 'EM' ? 'EU' : code) ?? code;
}
