import type { MandateTrouble } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatDay } from '../units/time.ts';
import { marketplaceName } from './marketplaces.ts';

/** One sentence that says why no claim may be filed under a right of another's. */
export function mandateTroubleSentence(
  { trouble, holder, day = '', marketplace = '' }: MandateTrouble,
  language: Language = currentLanguage(),
): string {
  const options = { locale: language };
  switch (trouble) {
    case 'mandate-power':
      return m.mandates_trouble_power({ holder }, options);
    case 'mandate-marketplace':
      return m.mandates_trouble_marketplace(
        { holder, marketplace: marketplaceName(marketplace, language) },
        options,
      );
    default: {
      const named = { holder, day: formatDay(day, language) };
      if (trouble === 'mandate-ended') return m.mandates_trouble_ended(named, options);
      if (trouble === 'mandate-revoked') return m.mandates_trouble_revoked(named, options);
      return m.mandates_trouble_coming(named, options);
    }
  }
}
