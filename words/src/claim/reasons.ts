import type { ReasonCode, RightType } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const NAMES = {
  'model-does-not-exist': m.claim_reason_model_does_not_exist,
  'unfair-trademark-use': m.claim_reason_unfair_trademark_use,
  'image-theft': m.claim_reason_image_theft,
  'artwork-or-text': m.claim_reason_artwork_or_text,
  design: m.claim_reason_design,
  'invention-or-utility': m.claim_reason_invention_or_utility,
  'test-buy': m.claim_reason_test_buy,
  'counterfeit-features': m.claim_reason_counterfeit_features,
} satisfies Record<ReasonCode, unknown>;

const NEEDS = {
  'model-does-not-exist': m.claim_reason_needs_model_does_not_exist,
  'unfair-trademark-use': m.claim_reason_needs_unfair_trademark_use,
  'image-theft': m.claim_reason_needs_image_theft,
  'artwork-or-text': m.claim_reason_needs_artwork_or_text,
  design: m.claim_reason_needs_design,
  'invention-or-utility': m.claim_reason_needs_invention_or_utility,
  'test-buy': m.claim_reason_needs_test_buy,
  'counterfeit-features': m.claim_reason_needs_counterfeit_features,
} satisfies Record<ReasonCode, unknown>;

const RIGHTS = {
  trademark: m.claim_right_trademark,
  copyright: m.claim_right_copyright,
  design: m.claim_right_design,
  utility: m.claim_right_utility,
  invention: m.claim_right_invention,
} satisfies Record<RightType, unknown>;

/** Name of a reason, as the marketplaces' forms say it. */
export function reasonName(code: ReasonCode, language: Language = currentLanguage()): string {
  return NAMES[code]({}, { locale: language });
}

/** What a reason needs beyond what every claim needs. */
export function reasonNeeds(code: ReasonCode, language: Language = currentLanguage()): string {
  return NEEDS[code]({}, { locale: language });
}

/** Name of a type of right. */
export function rightTypeName(type: RightType, language: Language = currentLanguage()): string {
  return RIGHTS[type]({}, { locale: language });
}
