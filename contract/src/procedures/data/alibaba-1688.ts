import type { ProcedureRecord } from '../record.ts';
import { both, COUNTERFEITS, exactly, inferred, notFound, own, third } from './say.ts';

/** 1688 (阿里巴巴中国站). */
export const alibaba1688: ProcedureRecord = {
  overview: { it: { operator: notFound() } },
  rights: {
    it: {
      places: third(
        ['CN'],
        'marqvision',
        both('Taobao, Tmall and 1688 act on Chinese rights.', '淘宝、天猫、1688依据中国权利处理。'),
      ),
    },
  },
  rebuttals: {
    appeal: {
      says: third(
        both(
          'Judgment or decision, comparison, authorisation, proof of purchase. Possible after deletion, then points are given back; refused at 60 points or the limit of strikes.',
          '判决或决定、对比、授权、进货凭证。删除后仍可申诉，成立则返还扣分；达60分或次数上限的不受理。',
        ),
        'pinpai',
      ),
    },
    address: {
      says: own(
        both(
          'The seller appeals at appeal.1688.com/complaint/seller/appeal.htm.',
          '卖家申诉入口：appeal.1688.com/complaint/seller/appeal.htm。',
        ),
        'legalMove',
      ),
    },
  },
  penalties: {
    serious: {
      class: third(both('Serious (严重侵权): counterfeits and piracy', '严重侵权：假冒商品、盗版'), 'pinpai'),
      countedPer: third('right', 'law1688'),
      strikesToClose: third(
        3,
        'law1688',
        both('Of 2015; that the rule is 1688’s is inferred.', '2015年规定；其属于1688系推断。'),
      ),
      reasons: inferred(COUNTERFEITS, 'pinpai'),
      says: third(
        both(
          'Counterfeit means goods that are not from the mark’s owner or licensee of the goods’ source country. Three serious cases on one right close the shop (2015).',
          '假冒商品指并非来自商品来源国商标权人或被许可人的商品。针对同一权利三次严重侵权即关店（2015年）。',
        ),
        'pinpai',
      ),
    },
    general: {
      class: third(both('General (一般侵权): everything else', '一般侵权：其他情形'), 'pinpai'),
      points: third(
        8,
        'law1688',
        both('4 at first, 8 again on the same right.', '首次4分，同一权利再次8分。'),
      ),
      sameRightWindow: third(
        exactly(5, 'calendar-days'),
        'law1688',
        both(
          'None if within it of the last. That this rule is 1688’s is inferred.',
          '距上次在此期间内的不扣分。该规则属于1688系推断。',
        ),
      ),
      countedPer: third('right', 'law1688'),
      reasons: inferred(
        ['unfair-trademark-use', 'image-theft', 'artwork-or-text', 'invention-or-utility', 'design'],
        'pinpai',
      ),
      closesAt: third(60, 'law1688'),
      says: third(
        both(
          '12 points: warning. 24: 7 days. 36: 15 days. 48: 30 days. 60: closed (2015).',
          '12分：警告；24分：7天；36分：15天；48分：30天；60分：关店（2015年）。',
        ),
        'law1688',
      ),
    },
  },
};
