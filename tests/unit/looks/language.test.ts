import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../looks/src/language.ts';

describe('the language of listing text', () => {
  it.each([
    ['AURORA户外登山包', 'zh'],
    ['アウロラのバックパック 防水', 'ja'],
    ['오로라 배낭', 'ko'],
    ['Рюкзак AURORA', 'ru'],
    ['حقيبة ظهر AURORA', 'ar'],
    ['תיק גב', 'he'],
    ['กระเป๋าเป้', 'th'],
  ])('of %s is %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  it('is never claimed where the script does not tell', () => {
    expect(languageOf('Mochila impermeable AURORA 40 l')).toBe('');
    expect(languageOf('12.80 – 15.00')).toBe('');
    expect(languageOf('')).toBe('');
  });
});
