import type { ClaimTarget, ReasonCode, Right } from '@marketsafe/contract';
import { english, type Field, given, stacked } from '../pdf/blocks.ts';
import { BODY, SMALL, STRONG } from '../pdf/look.ts';
import {
  marketplaceName,
  placeName,
  RIGHT_STATUS_NAMES,
  RIGHT_TYPE_NAMES,
  reasonName,
} from '../words/names.ts';
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
  const type = RIGHT_TYPE_NAMES[right.type];
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
      value: stacked(reasonName(reason), STRONG, BODY),
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

const DECLARED: Readonly<Record<string, Words>> = {
  goodFaith: { en: 'The claim is made in good faith.', zh: '本举报系善意提出。' },
  accurate: { en: 'What it says is accurate and complete.', zh: '所述内容准确、完整。' },
  authorised: {
    en: 'Who made it is authorised to act for the owner of the right.',
    zh: '举报人有权代表权利人。',
  },
};

/** What was declared with a claim. */
export function declarationWords(declarations: Readonly<Record<string, boolean>>): Words[] {
  return Object.entries(DECLARED).flatMap(([name, words]) => (declarations[name] === true ? [words] : []));
}
