import {
  type ClaimDetail,
  type ClaimTarget,
  DECLARED_TEXTS,
  type DeclarationName,
  type ReasonCode,
  type Right,
} from '@marketsafe/contract';
import { reasonName, rightTypeName } from '@marketsafe/words';
import { english, type Field, given, stacked } from '../pdf/blocks.ts';
import { BODY, SMALL, STRONG } from '../pdf/look.ts';
import { both, marketplaceName, placeName, RIGHT_STATUS_NAMES } from '../words/names.ts';
import type { Words } from '../words/types.ts';
import { priceText, sellerText } from './facts.ts';

/** What a claim says of its listing. */
export function listingFields(target: Omit<ClaimTarget, 'capturedAt'>): Field[] {
  const { en, zh } = marketplaceName(target.marketplace);
  const none = stacked({ en: 'not found on the page', zh: '网页上未找到' }, SMALL);
  return [
    { label: { en: 'Marketplace', zh: '平台' }, value: [given(en === zh ? en : `${en} ${zh}`)] },
    { label: { en: 'Item', zh: '商品编号' }, value: [english(target.itemId, STRONG)] },
    { label: { en: 'Address', zh: '网址' }, value: [english(target.canonicalUrl)] },
    { label: { en: 'Title', zh: '标题' }, value: target.title ? [given(target.title)] : none },
    { label: { en: 'Price', zh: '价格' }, value: target.price ? [english(priceText(target.price))] : none },
    { label: { en: 'Seller', zh: '卖家' }, value: target.seller ? [given(sellerText(target.seller))] : none },
  ];
}

/** The right that a claim rests on, and its reason. */
export function rightFields(right: Right, reason: ReasonCode): Field[] {
  const type = both((language) => rightTypeName(right.type, language));
  const place = placeName(right.place);
  const status = RIGHT_STATUS_NAMES[right.status];
  return [
    { label: { en: 'Right', zh: '权利' }, value: [given(`${type.en} ${type.zh} · ${place.en} ${place.zh}`)] },
    { label: { en: 'Number', zh: '注册号' }, value: [given(right.number, STRONG)] },
    { label: { en: 'Mark or work', zh: '商标或作品' }, value: [given(`${right.mark} (${right.brand})`)] },
    { label: { en: 'Owner at the office', zh: '登记权利人' }, value: [given(right.owner)] },
    ...(right.niceClasses.length > 0
      ? [
          {
            label: { en: 'Classes', zh: '类别' },
            value: [english(right.niceClasses.join(', '))],
          },
        ]
      : []),
    {
      label: { en: 'Status', zh: '状态' },
      value: [
        given(
          `${status.en} ${status.zh}${right.expiresOn === null ? '' : ` · stands until 有效期至 ${right.expiresOn}`}`,
        ),
      ],
    },
    {
      label: { en: 'Reason', zh: '理由' },
      value: stacked(
        both((language) => reasonName(reason, language)),
        STRONG,
        BODY,
      ),
    },
  ];
}

/** What was said in each language; nothing is translated by the program. */
export function statement({ en, zh }: Words): Words {
  return {
    en: en.trim() === '' ? '(none given in English)' : en,
    zh: zh.trim() === '' ? '（未提供中文说明）' : zh,
  };
}

/** What was declared with a claim, word for word. */
export function declarationWords(declared: ClaimDetail['declarations']): Words[] {
  const names = Object.keys(DECLARED_TEXTS) as DeclarationName[];
  return names.filter((name) => declared[name]).map((name) => DECLARED_TEXTS[name]);
}
