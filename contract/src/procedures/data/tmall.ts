import type { ProcedureRecord } from '../record.ts';
import { both, exactly, notFound, own, third } from './say.ts';

/** Tmall (天猫). */
export const tmall: ProcedureRecord = {
  overview: {
    it: {
      operator: notFound(),
      route: own(
        both('Through the IPP platform, where Tmall is a choice.', '通过 IPP 平台，可选择天猫。'),
        'ippSteps',
      ),
    },
  },
  rights: {
    it: {
      places: third(
        ['CN'],
        'marqvision',
        both('Taobao, Tmall and 1688 act on Chinese rights.', '淘宝、天猫、1688依据中国权利处理。'),
      ),
    },
  },
  clocks: {
    'seller-first': {
      event: third(
        both('The seller’s appeal in 商家中心-举报管理', '卖家在“商家中心-举报管理”申诉'),
        'law157329',
      ),
      whose: third('seller', 'law157329'),
      period: third(exactly(3, 'business-days'), 'law157329'),
    },
  },
  penalties: {
    counterfeit: {
      class: third(
        both('Counterfeit of a registered mark (假冒注册商标商品)', '假冒注册商标商品'),
        'tmallQuestions',
      ),
      sameRightWindow: third(
        exactly(3, 'calendar-days'),
        'tmallCounting',
        both('The same right and the same seller are one complaint.', '同一权利、同一卖家的投诉计为一次。'),
      ),
      countedPer: third('right', 'tmallCounting'),
      says: third(
        both(
          'Same mark, same goods, no consent. Not where buyers are not misled, the owner in the source country is another than in China, or the use in China is earlier.',
          '相同商标、相同商品、未经许可。消费者不致误认、来源国权利人与中国权利人不同、或在中国使用在先的除外。',
        ),
        'tmallQuestions',
      ),
    },
    current: {
      class: notFound(both('The current table of points was not found.', '未找到现行扣分表。')),
    },
  },
};

/** Tmall Global (天猫国际, tmall.hk). */
export const tmallGlobal: ProcedureRecord = {
  overview: {
    it: {
      operator: notFound(),
      route: own(
        both('Through the IPP platform, where Tmall Global is a choice.', '通过 IPP 平台，可选择天猫国际。'),
        'ippFaq',
      ),
    },
  },
  rights: {
    it: {
      places: notFound(
        both(
          'Which registrations count for complaints about tmall.hk was not found.',
          '未找到针对 tmall.hk 的投诉以何地登记为准。',
        ),
      ),
    },
  },
  penalties: {
    counterfeit: {
      class: third(
        both('Counterfeit of a registered mark (假冒注册商标商品)', '假冒注册商标商品'),
        'tmallQuestions',
      ),
      sameRightWindow: notFound(),
    },
    current: {
      class: notFound(both('The current table of points was not found.', '未找到现行扣分表。')),
    },
  },
};
