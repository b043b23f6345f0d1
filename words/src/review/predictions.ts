import { type Prediction, type PredictionCode, sourceOfPrediction } from '@marketsafe/contract';
import { fieldLabel } from '../claim/fields.ts';
import { placeName } from '../claim/rights.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { gradeName } from '../procedures/values.ts';
import { formatList } from '../units/numbers.ts';
import { formatDay } from '../units/time.ts';

const TITLES = {
  'right-refused': m.triage_predict_right_refused,
  'right-expired': m.triage_predict_right_expired,
  'mandate-expired': m.triage_predict_mandate_expired,
  'place-not-accepted': m.triage_predict_place,
  'category-outside-classes': m.triage_predict_category,
  'grey-market': m.triage_predict_grey,
  'no-misuse': m.triage_predict_misuse,
  'test-buy-incomplete': m.triage_predict_test_buy,
  'duplicate-of-open': m.triage_predict_duplicate,
} satisfies Record<PredictionCode, unknown>;

/** For what a claim is likely to be refused, in a few words. */
export function predictionTitle(code: PredictionCode, language: Language = currentLanguage()): string {
  return TITLES[code]({}, { locale: language });
}

/** The same in a sentence, with what of this claim it is about. */
export function predictionSentence(prediction: Prediction, language: Language = currentLanguage()): string {
  const options = { locale: language };
  switch (prediction.code) {
    case 'right-refused':
      return m.triage_predict_right_refused_about({}, options);
    case 'right-expired':
      return m.triage_predict_right_expired_about({ day: formatDay(prediction.on, language) }, options);
    case 'mandate-expired':
      return m.triage_predict_mandate_expired_about({ day: formatDay(prediction.on, language) }, options);
    case 'place-not-accepted': {
      const accepted = prediction.accepted.map((place) => placeName(place, language));
      return m.triage_predict_place_about(
        { accepted: formatList(accepted, language), place: placeName(prediction.place, language) },
        options,
      );
    }
    case 'category-outside-classes': {
      const { category, likely, registered } = prediction;
      const numbers = (classes: readonly number[]) => formatList(classes.map(String), language);
      return m.triage_predict_category_about(
        { category, likely: numbers(likely), registered: numbers(registered) },
        options,
      );
    }
    case 'grey-market':
      return m.triage_predict_grey_about({}, options);
    case 'no-misuse':
      return m.triage_predict_misuse_about({ mark: prediction.mark }, options);
    case 'test-buy-incomplete': {
      const names = prediction.missing.map((name) => fieldLabel(name, language));
      return m.triage_predict_test_buy_about({ missing: formatList(names, language) }, options);
    }
    case 'duplicate-of-open':
      return m.triage_predict_duplicate_about({ number: prediction.number }, options);
  }
}

/** Where a cause of refusal was published, and how sure that is. */
export function predictionSource(prediction: Prediction, language: Language = currentLanguage()): string {
  const { grade } = sourceOfPrediction(prediction);
  const options = { locale: language };
  const source = grade === 'P' ? m.triage_source_program({}, options) : gradeName(grade, language);
  return m.triage_source({ source }, options);
}
