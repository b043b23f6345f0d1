import type { SellerList } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { joinSentences } from '../units/sentences.ts';

const TOLD = {
  allow: m.sellers_told_allow,
  watch: m.sellers_told_watch,
  deny: m.sellers_told_deny,
} satisfies Record<SellerList, unknown>;

/** That the reader's own organisation has a seller on a list, and why, as far as somebody said. */
export function listedSellerSentence(
  { list, why }: { list: SellerList; why: string },
  language: Language = currentLanguage(),
): string {
  const options = { locale: language };
  const told = TOLD[list]({}, options);
  return why === '' ? told : joinSentences([told, m.sellers_told_why({ why }, options)], language);
}

/** How that is marked: who captures a listing of an allowed seller is warned, the others are only told. */
export function listedSellerTone({ list }: { list: SellerList }): 'warn' | 'info' {
  return list === 'allow' ? 'warn' : 'info';
}
