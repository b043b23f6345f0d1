import type { ClaimState, ReasonCode } from '@marketsafe/contract';

/** What invented listings sell. */
export const GOODS = {
  outdoor: [
    { en: 'trail jacket waterproof', zh: '户外冲锋衣防水' },
    { en: '40 l hiking backpack', zh: '40升登山背包' },
    { en: 'down jacket men', zh: '男士羽绒服' },
    { en: 'trekking poles carbon', zh: '碳纤维登山杖' },
    { en: 'hiking boots mid', zh: '中帮徒步鞋' },
    { en: 'two person tent', zh: '双人帐篷' },
  ],
  audio: [
    { en: 'noise cancelling headphones', zh: '降噪头戴式耳机' },
    { en: 'wireless earbuds', zh: '真无线蓝牙耳机' },
    { en: 'portable speaker', zh: '便携式音箱' },
    { en: 'kids headphones', zh: '儿童耳机' },
    { en: 'charging case', zh: '充电仓' },
  ],
} as const;

/** What their titles begin with. */
export const PREFIXES = [
  { en: 'New 2026', zh: '2026新款' },
  { en: 'Original quality', zh: '原单正品' },
  { en: 'Wholesale', zh: '批发' },
  { en: 'Top grade', zh: '高仿' },
  { en: 'Outlet', zh: '专柜同款' },
] as const;

/** Invented sellers; the first have most listings. */
export const SELLERS = [
  '北辰户外专营店',
  'Peak Outlet Store',
  '山野装备旗舰店',
  'SoundWave Direct',
  '音乐家数码店',
  'Shenzhen Lucky Trade',
  '小熊户外',
  'Golden Leaf Official',
  '潮流耳机批发',
  'Yiwu Daily Goods',
  '极速好物馆',
  'Ocean Star Trading',
  '旅行家小店',
  'Best Choice 88',
  '阳光数码城',
  'Mountain King',
] as const;

/** What investigators wrote, in both languages. */
export const EXPLANATIONS: Readonly<Record<ReasonCode, { en: string; zh: string }>> = {
  'unfair-trademark-use': {
    en: 'The registered mark stands at the beginning of the title and on the main picture, for goods that are not the holder’s.',
    zh: '标题开头及主图上使用了注册商标，但该商品并非权利人的商品。',
  },
  'model-does-not-exist': {
    en: 'Neither the holder nor a licensee has ever made a product of this model.',
    zh: '权利人及其被许可人从未生产过该型号的产品。',
  },
  'counterfeit-features': {
    en: 'Logo, seam and label differ from the original in the same view.',
    zh: '同一角度下，标志、缝线和标签均与正品不同。',
  },
  'test-buy': {
    en: 'A test purchase showed a counterfeit.',
    zh: '经购买鉴定，该商品为假冒商品。',
  },
  'image-theft': {
    en: 'The main pictures are the holder’s own product photographs, used without consent.',
    zh: '商品主图为权利人拍摄的产品照片，未经许可使用。',
  },
  'artwork-or-text': {
    en: 'The printed artwork is the holder’s registered work.',
    zh: '印制图案为权利人登记的美术作品。',
  },
  'invention-or-utility': {
    en: 'The folding mechanism has every feature of claim 1 of the patent.',
    zh: '该产品的折叠结构包含专利权利要求1的全部技术特征。',
  },
  design: {
    en: 'Shape and arrangement are those of the registered design in every view.',
    zh: '产品的形状和布局在各视图中均与外观设计专利一致。',
  },
};

/** What was written when a claim was moved. */
export const STATE_TEXTS: Readonly<Partial<Record<ClaimState, readonly string[]>>> = {
  needs_info: [
    'The price is not in the picture. Please capture the listing again with the price in sight.',
    'Which of the two products in the picture is meant?',
  ],
  declined: [
    'The seller offers genuine goods without authorisation. That alone is no infringement.',
    'The certificate does not cover this category.',
    'The mark is not used in this listing.',
  ],
  platform_rejected: [
    'The marketplace answers that the registration is not valid in its country.',
    'The marketplace found the listing gone already.',
  ],
  countered: ['The seller hands in an invoice and says that the goods are genuine.'],
  conceded: ['The invoice is genuine. The counter-notice is accepted.'],
  contested: ['The invoice names another product. The claim stands.'],
  withdrawn: ['Filed by mistake: the seller is a licensee.'],
};
