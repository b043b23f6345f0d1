import type { ProcedureRecord } from '../record.ts';
import { both, inferred, notFound, remembered, third } from './say.ts';

/** Trendyol. Its own page on rights was looked for in three languages and not found; what the law of Türkiye demands holds. */
export const trendyol: ProcedureRecord = {
  overview: {
    it: {
      operator: notFound(),
      route: remembered(
        both(
          'It runs a desk of its own for brand protection; its page and address were not found. The law names the channels.',
          '设有自己的品牌保护部门；未找到其页面和地址。渠道由法律规定。',
        ),
      ),
    },
  },
  channels: {
    'seller-panel': {
      name: third(
        both(
          '“Destek” button in the panel of sellers, for sellers only',
          '卖家后台的“Destek”按钮（仅限卖家）',
        ),
        'kutel',
      ),
      type: third('other', 'kutel'),
      account: third('needed', 'kutel'),
      says: third(both('With the paper of the registration.', '附注册文件。'), 'kutel'),
    },
    'internal-system': {
      address: notFound(),
      maxLinks: notFound(),
      maxMegabytes: notFound(),
      maxFiles: notFound(),
      fileTypes: notFound(),
    },
  },
  reasons: { list: { wording: notFound() } },
  sellerSees: { identity: { says: notFound() } },
  law: {
    europe: {
      says: inferred(
        both(
          'For offers in the European Union its Digital Services Act applies; a page of Trendyol’s on it was not found.',
          '对欧盟境内的商品适用欧盟《数字服务法》；未找到 Trendyol 的相关页面。',
        ),
      ),
    },
  },
};
