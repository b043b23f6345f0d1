import {
  CLAIM_STATE_LABELS,
  type ClaimState,
  type EvidenceFile,
  type FactName,
  MARKETPLACES,
  type MarketplaceId,
  type Right,
} from '@marketsafe/contract';
import type { Language } from '@marketsafe/words';
import type { Words } from './types.ts';

const MARKETPLACE_NAMES: Readonly<Record<MarketplaceId, string>> = {
  alibaba: '阿里巴巴国际站',
  aliexpress: '全球速卖通',
  '1688': '1688',
  taobao: '淘宝',
  tmall: '天猫',
  'tmall-global': '天猫国际',
  goofish: '闲鱼',
  lazada: 'Lazada',
  daraz: 'Daraz',
  trendyol: 'Trendyol',
  miravia: 'Miravia',
};

export function marketplaceName(id: MarketplaceId): Words {
  return { en: MARKETPLACES[id].name, zh: MARKETPLACE_NAMES[id] };
}

/** What a function of `words/` says, in both languages of a document. */
export function both(say: (language: Language) => string): Words {
  return { en: say('en'), zh: say('zh-CN') };
}

export const RIGHT_STATUS_NAMES: Readonly<Record<Right['status'], Words>> = {
  verified: { en: 'verified by the program', zh: '已经项目方核实' },
  unverified: { en: 'not yet verified by the program', zh: '尚未经项目方核实' },
  rejected: { en: 'rejected by the program', zh: '项目方不予认可' },
};

const PLACES = {
  en: new Intl.DisplayNames('en', { type: 'region' }),
  zh: new Intl.DisplayNames('zh-CN', { type: 'region' }),
};

/** Place of registration: ISO 3166-1 alpha-2, or the offices' `EM` for the European Union. */
export function placeName(place: string): Words {
  const code = place === 'EM' ? 'EU' : place;
  return { en: PLACES.en.of(code) ?? place, zh: PLACES.zh.of(code) ?? place };
}

const STATES: Readonly<Record<ClaimState, string>> = {
  received: '已收到',
  duplicate: '与未结举报重复',
  held: '待权利核实',
  in_review: '审核中',
  needs_info: '待补充信息',
  approved: '审核通过',
  declined: '未通过审核',
  packeted: '已编入材料包',
  sent: '已提交平台',
  acknowledged: '平台已受理',
  removed: '已下架',
  platform_rejected: '平台不予支持',
  countered: '卖家已申诉',
  conceded: '已放弃异议',
  contested: '争议中',
  upheld: '维持',
  overturned: '被推翻',
  reinstated: '已恢复上架',
  withdrawn: '已撤回',
};

export function stateName(state: ClaimState): Words {
  return { en: CLAIM_STATE_LABELS[state], zh: STATES[state] };
}

export const FACT_NAMES: Readonly<Record<FactName, Words>> = {
  title: { en: 'Title', zh: '标题' },
  price: { en: 'Price', zh: '价格' },
  seller: { en: 'Seller', zh: '卖家' },
  images: { en: 'Pictures', zh: '图片' },
  soldCount: { en: 'Sold', zh: '销量' },
  location: { en: 'Location', zh: '所在地' },
  category: { en: 'Category', zh: '类目' },
  brand: { en: 'Brand', zh: '品牌' },
  description: { en: 'Description', zh: '描述' },
  variants: { en: 'Variants', zh: '规格' },
  minimumOrder: { en: 'Minimum order', zh: '起订量' },
  rating: { en: 'Rating', zh: '评分' },
  shipFrom: { en: 'Ships from', zh: '发货地' },
  storeAge: { en: 'Store open', zh: '开店时间' },
  storeLevel: { en: 'Store level', zh: '店铺等级' },
};

/** How a file came to be, in words that never let a rendering pass for a screenshot. */
export const METHOD_NAMES: Readonly<Record<EvidenceFile['method'], Words>> = {
  pixels: { en: 'Screenshot', zh: '屏幕截图' },
  rendered: { en: 'Drawn anew from the page, not a screenshot', zh: '根据网页重新绘制，并非截图' },
  snapshot: { en: 'Saved page', zh: '网页存档' },
  fetched: { en: 'Picture of the listing', zh: '商品图片原文件' },
  recorded: { en: 'What the server answered', zh: '服务器应答记录' },
  stitched: { en: 'Screenshots put together', zh: '截图拼接' },
  painted: { en: 'Copy with the viewer painted over', zh: '遮盖浏览者信息的副本' },
};

export const ROLE_NAMES: Readonly<Record<EvidenceFile['role'], Words>> = {
  evidentiary: { en: 'evidence', zh: '证据' },
  working: { en: 'working copy', zh: '工作副本' },
  derived: { en: 'made from evidence', zh: '由证据派生' },
};

/** A moment to the second, in UTC. */
export function moment(utc: string): string {
  return new Date(utc).toISOString().replace(/^(.{10})T(.{8}).*$/, '$1 $2 UTC');
}
