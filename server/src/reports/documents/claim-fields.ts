import {
  type ClaimTarget,
  DECLARED_TEXTS,
  type DeclarationName,
  type ReasonCode,
  type Right,
} from '@marketsafe/contract';
import {
  formatDay,
  formatPrice,
  m,
  marketplaceName,
  placeName,
  reasonName,
  rightStatusName,
  rightTypeName,
  sellerLines,
} from '@marketsafe/words';
import { english, type Field, given, stacked } from '../pdf/blocks.ts';
import { beside, both, said, type Words } from '../pdf/both.ts';
import { BODY, SMALL, STRONG } from '../pdf/look.ts';

/** What a claim says of its listing. */
export function listingFields(target: Omit<ClaimTarget, 'capturedAt'>): Field[] {
  const { title, price, seller } = target;
  const marketplace = both((language) => marketplaceName(target.marketplace, language));
  const none = stacked(said(m.facts_missing), SMALL);
  return [
    { label: said(m.documents_label_marketplace), value: [given(beside(marketplace))] },
    { label: said(m.documents_label_item), value: [english(target.itemId, STRONG)] },
    { label: said(m.documents_label_address), value: [english(target.canonicalUrl)] },
    { label: said(m.facts_name_title), value: title ? [given(title)] : none },
    { label: said(m.facts_name_price), value: price ? [english(formatPrice(price, 'en'))] : none },
    {
      label: said(m.facts_name_seller),
      value: seller ? [given(sellerLines(seller, 'en').join(' · '))] : none,
    },
  ];
}

/** Whether the program has verified a right, and until which day it stands. */
function statusWords({ status, expiresOn }: Right): Words {
  return both((language) => {
    const name = rightStatusName(status, language);
    if (expiresOn === null) return name;
    const day = formatDay(expiresOn, language);
    return m.documents_stands_until({ status: name, day }, { locale: language });
  });
}

/** The right that a claim rests on, and its reason. */
export function rightFields(right: Right, reason: ReasonCode): Field[] {
  const type = both((language) => rightTypeName(right.type, language));
  const place = both((language) => placeName(right.place, language));
  return [
    { label: said(m.documents_label_right), value: [given(`${beside(type)} · ${beside(place)}`)] },
    { label: said(m.documents_label_right_number), value: [given(right.number, STRONG)] },
    { label: said(m.documents_label_mark), value: [given(`${right.mark} (${right.brand})`)] },
    { label: said(m.documents_label_owner), value: [given(right.owner)] },
    ...(right.niceClasses.length > 0
      ? [{ label: said(m.documents_label_classes), value: [english(right.niceClasses.join(', '))] }]
      : []),
    { label: said(m.documents_label_right_status), value: stacked(statusWords(right), BODY, SMALL) },
    {
      label: said(m.documents_label_reason),
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
  const none = said(m.documents_no_statement);
  return { en: en.trim() === '' ? none.en : en, zh: zh.trim() === '' ? none.zh : zh };
}

/** What was declared with a claim, word for word. */
export function declarationWords(declared: { [Name in DeclarationName]?: boolean | undefined }): Words[] {
  const names = Object.keys(DECLARED_TEXTS) as DeclarationName[];
  return names.filter((name) => declared[name]).map((name) => DECLARED_TEXTS[name]);
}
