import type { ProcedureRecord } from '../record.ts';
import { both, COUNTERFEITS, inferred, notFound, own, third } from './say.ts';

/** Alibaba.com (阿里巴巴国际站). Complaints go through the IPP platform. */
export const alibaba: ProcedureRecord = {
  overview: { it: { operator: notFound() } },
  rights: {
    it: {
      places: third(
        'any',
        'marqvision',
        both('Rights registered outside China are accepted, too.', '也接受在中国境外登记的权利。'),
      ),
    },
  },
  rebuttals: {
    purchase: {
      says: own(
        both(
          'Purchase papers of the last six months, signed or sealed by both sides, normally for more than 20 pieces of the same product; or the owner’s sealed authorisation that was valid at the complaint; or the full chain from an authorised supplier.',
          '最近六个月、双方签字或盖章的进货凭证，通常为同款商品20件以上；或投诉时有效的权利人盖章授权；或自授权供应商起的完整来源链。',
        ),
        'rule11004944',
      ),
    },
    address: {
      says: own(
        both(
          'The seller appeals at appeal.alibaba.com/complaint/seller/appeal.htm.',
          '卖家申诉入口：appeal.alibaba.com/complaint/seller/appeal.htm。',
        ),
        'rule11004944',
      ),
    },
  },
  penalties: {
    general: {
      class: own(both('General and copyright complaints', '一般侵权及著作权投诉'), 'ippAlibabaRules'),
      cap: own(
        6,
        'ippAlibabaRules',
        both('From 24 February 2022; read in a machine translation.', '自2022年2月24日起；所阅为机器翻译。'),
      ),
      says: own(
        both(
          'Counted when established: no counter-notice in time, or it failed.',
          '以投诉成立为准：逾期未申诉或申诉不成立。',
        ),
        'ippAlibabaRules',
      ),
    },
    ladder: {
      class: third(both('Ladder of points', '扣分阶梯'), 'afris'),
      closesAt: third(48, 'afris'),
      says: third(
        both(
          '6 points: warning. 12: 7 days. 24: 14 days. 36: 21 days and all products removed. 48: the end.',
          '6分：警告；12分：7天；24分：14天；36分：21天并下架全部商品；48分：终止合作。',
        ),
        'afris',
      ),
    },
    strikes: {
      class: own(both('Serious infringement', '严重侵权'), 'rule4154'),
      countedPer: own('seller', 'rule4154'),
      strikesToClose: own(4, 'rule4154', both('Of 2015.', '2015年规定。')),
      reasons: inferred(COUNTERFEITS, 'rule4154'),
      says: own(
        both(
          'Closed at 48 points, or at four serious cases, or at three against one right (2015). A later guide says three serious trademark cases.',
          '累计48分、严重侵权四次，或针对同一权利三次即关闭（2015年）。较晚的指南称三次严重商标侵权。',
        ),
        'rule4154',
        both('The later guide is a third party’s.', '较晚的指南来自第三方。'),
      ),
    },
    'strikes-one-right': {
      class: own(both('Serious infringement of one right', '针对同一权利的严重侵权'), 'rule4154'),
      countedPer: own('right', 'rule4154'),
      strikesToClose: own(3, 'rule4154', both('Of 2015.', '2015年规定。')),
      reasons: inferred(COUNTERFEITS, 'rule4154'),
    },
    'later-guide': {
      class: third(both('Serious trademark infringement', '严重商标侵权'), 'ssop15271'),
      countedPer: third('seller', 'ssop15271'),
      strikesToClose: third(3, 'ssop15271'),
      reasons: inferred(COUNTERFEITS, 'ssop15271'),
      says: third(
        both('Three serious trademark cases close the store.', '三次严重商标侵权即关店。'),
        'ssop15271',
      ),
    },
  },
};
