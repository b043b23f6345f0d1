import type { FieldNameOf } from './list.ts';

export type DeclarationName = FieldNameOf<'declaration'>;

interface DeclaredText {
  /** Goes up with every change: what a person agreed to is what stood there then. */
  version: number;
  en: string;
  zh: string;
}

/** What people declare with a claim, word for word: shown when they tick it, and printed in what goes out. */
export const DECLARED_TEXTS: Readonly<Record<DeclarationName, DeclaredText>> = {
  goodFaith: {
    version: 1,
    en: 'I believe in good faith that this listing infringes the right.',
    zh: '本人善意地认为该商品侵犯了上述权利。',
  },
  accurate: {
    version: 1,
    en: 'What this report says is accurate and complete to the best of my knowledge.',
    zh: '据本人所知，本投诉的内容准确、完整。',
  },
  authorised: {
    version: 1,
    en: 'I am authorised to report for the owner of this right.',
    zh: '本人已获该权利人授权进行投诉。',
  },
};

/** What people agree to who let a field of class B go out, word for word; recorded with its version on the claim. */
export const CONSENT_TEXT: DeclaredText = {
  version: 1,
  en: 'This may go to the marketplace, and so to the seller, as it is here. Files go with everything that is in them, also place, camera and author.',
  zh: '同意将此内容按现状提交平台，卖家可能因此获知。文件将连同其中的全部信息一并提交，包括拍摄地点、设备和作者。',
};
