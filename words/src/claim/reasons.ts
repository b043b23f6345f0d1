import type { ReasonCode } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const NAMES = {
  'model-does-not-exist': m.reason_name_model_does_not_exist,
  'unfair-trademark-use': m.reason_name_unfair_trademark_use,
  'image-theft': m.reason_name_image_theft,
  'artwork-or-text': m.reason_name_artwork_or_text,
  design: m.reason_name_design,
  'invention-or-utility': m.reason_name_invention_or_utility,
  'test-buy': m.reason_name_test_buy,
  'counterfeit-features': m.reason_name_counterfeit_features,
} satisfies Record<ReasonCode, unknown>;

const NEEDS = {
  'model-does-not-exist': m.reason_needs_model_does_not_exist,
  'unfair-trademark-use': m.reason_needs_unfair_trademark_use,
  'image-theft': m.reason_needs_image_theft,
  'artwork-or-text': m.reason_needs_artwork_or_text,
  design: m.reason_needs_design,
  'invention-or-utility': m.reason_needs_invention_or_utility,
  'test-buy': m.reason_needs_test_buy,
  'counterfeit-features': m.reason_needs_counterfeit_features,
} satisfies Record<ReasonCode, unknown>;

/** Name of a reason, as the marketplaces' forms say it. */
export function reasonName(code: ReasonCode, language: Language = currentLanguage()): string {
  return NAMES[code]({}, { locale: language });
}

/** What a reason needs beyond what every claim needs. */
export function reasonNeeds(code: ReasonCode, language: Language = currentLanguage()): string {
  return NEEDS[code]({}, { locale: language });
}
