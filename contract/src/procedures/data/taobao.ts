import type { ProcedureRecord } from '../record.ts';
import { between, both, COUNTERFEITS, exactly, inferred, notFound, own, third } from './say.ts';

/** Taobao (淘宝网). */
export const taobao: ProcedureRecord = {
  overview: {
    it: {
      operator: notFound(),
      route: third(
        both(
          'Through the IPP platform of the Alibaba group: Taobao’s legal notice names it as the way.',
          '通过阿里巴巴集团知识产权保护平台（IPP）：淘宝法律声明指明该途径。',
        ),
        'taobaoNotice',
      ),
    },
  },
  rights: {
    it: {
      places: own(
        ['CN'],
        'ippUnfairUse',
        both(
          'The right must be protected in mainland China. The copy of the page breaks off in that sentence.',
          '权利须在中国大陆受保护。所阅页面副本在该句处中断。',
        ),
      ),
    },
  },
  clocks: {
    'seller-first': {
      event: third(
        both('The seller’s appeal, before the penalty and after it', '卖家申诉（处罚前和处罚后各一次）'),
        'aikai',
      ),
      whose: third('seller', 'aikai'),
      period: third(
        exactly(3, 'business-days'),
        'aikai',
        both(
          'Two chances of three business days each. Another source of 2022 speaks of three chances, without naming the marketplace.',
          '两次机会，各三个工作日。另一2022年的来源称三次机会，但未注明站点。',
        ),
      ),
    },
    'our-reply': {
      event: third(
        both(
          'Answer the seller’s appeal: withdraw (撤诉) or ask the platform to step in (小二介入)',
          '答复卖家申诉：撤诉或申请小二介入',
        ),
        'lawAppeal',
      ),
      whose: third('participant', 'lawAppeal'),
      period: third(exactly(3, 'business-days'), 'lawAppeal'),
      starts: third(both('When the appeal shows, which is at once', '申诉显示之时（即时可见）'), 'lawWait'),
      onSilence: third(
        both(
          'The penalty is revoked where the reply is missing or invalid (one page says so).',
          '未答复或答复无效的，撤销处罚（仅一处来源）。',
        ),
        'plnmw',
      ),
    },
    decision: {
      event: third(
        both('The platform decides after you ask it to step in', '申请介入后平台作出判定'),
        'lawAppeal',
      ),
      whose: third('marketplace', 'lawAppeal'),
      period: third(
        between(3, 5, 'business-days'),
        'lawAppeal',
        both('Another page says 4.', '另一页面称4个工作日。'),
      ),
    },
  },
  rebuttals: {
    'test-buy': {
      says: third(
        both(
          'Against a test buy: an invoice with brand and model for more than the last 30 days’ sales, from the owner or an authorised dealer, in a chain, whose buyer is the shop’s real-name holder; a bare authorisation is refused (2017).',
          '针对购买鉴定：载明品牌和型号、数量大于近30天销量的发票，来自权利人或授权经销商（完整来源链），购买方为店铺实名人；仅有授权书不予认可（2017年）。',
        ),
        'wuyou',
      ),
    },
  },
  penalties: {
    improper: {
      class: third(both('Improper use', '不当使用'), 'wodePenalty'),
      points: third(2, 'wodePenalty'),
      sameRightWindow: third(
        exactly(3, 'calendar-days'),
        'wodePenalty',
        both(
          'The same right holder against the same seller is one complaint.',
          '同一权利人对同一卖家的投诉计为一次。',
        ),
      ),
      countedPer: third('right-holder', 'wodePenalty'),
      reasons: inferred(['unfair-trademark-use', 'image-theft', 'artwork-or-text'], 'wodePenalty'),
    },
    strikes: {
      class: third(both('Counterfeit, three strikes', '售假三次投诉成立'), 'mdj'),
      closesAt: third(48, 'mdj'),
      sameRightWindow: third(exactly(3, 'calendar-days'), 'mdj'),
      countedPer: third('right', 'mdj'),
      strikesToClose: third(3, 'mdj'),
      reasons: inferred(COUNTERFEITS, 'mdj'),
      says: third(
        both(
          'Three upheld complaints of one IPP user on one right against one seller bring 48 points; several within three days are one (from 1 January 2015). Only counterfeit counts.',
          '同一 IPP 用户以同一权利对同一卖家三次投诉成立即扣48分；三日内多次计为一次（自2015年1月1日起）。仅计售假。',
        ),
        'mdj',
      ),
    },
    current: {
      class: notFound(both('The current table of points was not found.', '未找到现行扣分表。')),
    },
  },
  filer: {
    'between-shops': {
      says: third(
        both(
          'Not this procedure: stolen photos between shops are reported by 全网举报-盗用他人图片.',
          '非本程序：店铺之间盗图通过“全网举报-盗用他人图片”举报。',
        ),
        'crsrw',
      ),
    },
  },
};
