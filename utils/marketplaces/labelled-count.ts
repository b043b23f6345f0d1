import { isMultiplied } from './multipliers.ts';
import { parseCount, usualDigits } from './text.ts';

const NUMBER = /\d+(?:[.,\s'’]\d+)*/g;

/**
 * The count in a place of the page that holds nothing but one, with words of any language around it: `119 sold`, `تم بيع 5`,
 * `65 відгуків`. For such places only: in running text a number can be anything.
 * @returns nothing where the text has no number or several, where the number is a share or multiplied by a word, and see `parseCount`.
 */
export function labelledCount(text: string): number | undefined {
  const plain = usualDigits(text.slice(0, 300).replace(/\p{Cf}/gu, '')).trim();
  const known = parseCount(plain);
  const numbers = [...plain.matchAll(NUMBER)];
  const [number] = numbers;
  if (!number || numbers.length > 1) return undefined;
  if (known !== undefined) return known;
  const after = plain.slice(number.index + number[0].length);
  if (isMultiplied(after) || /^\s*[%٪/:]/.test(after) || /[%٪<＜≤−-]\s*$/.test(plain.slice(0, number.index)))
    return undefined;
  return parseCount(number[0]);
}
