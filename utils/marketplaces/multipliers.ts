import { letterAt } from './text.ts';

/** Multipliers that are no words of letters, or are written without a space behind them. */
const MULTIPLIER = /^\s?(?:[万千亿萬億만천억]|พัน|หมื่น|แสน|ล้าน|ألف|آلاف|مليون|אלף|אלפים|हज़ार|हजार|लाख|হাজার|লাখ)/;
/** Multipliers that are whole words. */
const MULTIPLIER_WORDS = new Set(
  (
    'k m b mil mi mln mio mn tys tsd tis tūkst tuk tusen tuhat ezer тыс тис млн χιλ bin milyon lakh crore rb ribu jt juta ' +
    'nghìn ngàn triệu thousand million tausend mille mila millions duizend miljoen миллион тысяч тысячи tysięcy тисяч'
  ).split(' '),
);
const LONGEST_MULTIPLIER = 8;

/** Whether what follows a number's digits makes another number of it: `万`, ` mil`, ` тыс.`, `K`. */
export function isMultiplied(after: string): boolean {
  if (MULTIPLIER.test(after)) return true;
  const word = letters(/^\s/.test(after) ? after.slice(1) : after);
  return MULTIPLIER_WORDS.has(word.toLowerCase());
}

/** The letters that a text begins with; cut where no multiplier is that long. */
function letters(text: string): string {
  let end = 0;
  while (end <= LONGEST_MULTIPLIER && letterAt(text, end))
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return text.slice(0, end);
}
