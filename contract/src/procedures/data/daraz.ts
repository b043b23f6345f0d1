import type { ProcedureRecord } from '../record.ts';
import { both, exactly, notFound, third } from './say.ts';

/** Daraz. How right holders complain was looked for and not found. */
export const daraz: ProcedureRecord = {
  overview: {
    it: {
      route: notFound(
        both(
          'How right holders complain was not found, and no list of what the IPP platform covers names Daraz. Ask the marketplace.',
          '未找到权利人的投诉途径，IPP 覆盖清单也未列出 Daraz。请向该平台询问。',
        ),
      ),
    },
  },
  channels: {
    channel: {
      name: notFound(),
      type: notFound(),
      address: notFound(),
      maxLinks: notFound(),
      maxMegabytes: notFound(),
    },
  },
  rights: { it: { types: notFound(), places: notFound() } },
  reasons: { list: { wording: notFound() } },
  sellerSees: { identity: { says: notFound() } },
  clocks: { handling: { event: notFound(), period: notFound() } },
  rebuttals: {
    appeal: {
      says: third(
        both('The seller appeals in the Growth Center.', '卖家在 Growth Center 申诉。'),
        'darazGrowth',
      ),
    },
  },
  penalties: {
    counterfeit: {
      class: third(both('Counterfeit', '假货'), 'eezy'),
      points: third(6, 'eezy'),
      window: third(exactly(365, 'calendar-days'), 'eezy'),
      closesAt: third(48, 'eezy'),
      says: third(both('The product is locked.', '商品被锁定。'), 'eezy'),
    },
  },
};

function operatedBy(en: string): ProcedureRecord {
  return { overview: { it: { operator: third(both(en, en), 'darazTerms') } } };
}

/** Who operates each country site of Daraz, and what is known of its law. */
export const darazSites: Readonly<Record<'pk' | 'bd' | 'lk' | 'np' | 'mm', ProcedureRecord>> = {
  pk: {
    ...operatedBy('Jade E-Services'),
    law: {
      'e-commerce': { says: notFound(both('Nothing was found on Pakistan.', '未找到关于巴基斯坦的内容。')) },
    },
  },
  bd: {
    ...operatedBy('Daraz Bangladesh'),
    law: {
      'e-commerce': {
        says: third(
          both(
            'The Digital Commerce Operation Guidelines 2021 define “counterfeit products”; no form and no clock was seen.',
            '《数字商务运营指南2021》定义了“假冒产品”；未见表格或期限。',
          ),
          'bangladesh',
        ),
      },
    },
  },
  lk: operatedBy('Kaymu Lanka'),
  np: operatedBy('Daraz Kaymu'),
  mm: operatedBy('Daraz Myanmar'),
};
