import type { ProcedureRecord } from '../record.ts';
import { atMost, both, COUNTERFEITS, exactly, inferred, notFound, own, third } from './say.ts';

/** AliExpress (速卖通). */
export const aliexpress: ProcedureRecord = {
  overview: { it: { operator: notFound() } },
  channels: {
    'notice-tool': {
      name: own(both('Notice tool in the footer of the site', '网站页脚的举报工具'), 'aliexpressRisk'),
      type: own('form', 'aliexpressRisk'),
      account: own('not-needed', 'aliexpressRisk'),
      address: notFound(),
      says: own(
        both(
          'For registered and unregistered users, with tracking and appeal. Trusted flaggers have a channel of priority. Its fields were not found.',
          '面向注册和未注册用户，可追踪和申诉。可信标记者有优先渠道。未找到其表单字段。',
        ),
        'aliexpressRisk',
      ),
    },
  },
  rights: {
    it: {
      places: third(
        'any',
        'marqvision',
        both('A Chinese right is said to be quicker.', '据称中国权利处理更快。'),
      ),
    },
  },
  clocks: {
    handling: {
      event: own(both('The platform handles a valid notice', '平台处理有效通知'), 'aliexpressRisk'),
      whose: own('marketplace', 'aliexpressRisk'),
      period: own(
        atMost(2, 'business-days'),
        'aliexpressRisk',
        both('“Under two business days”.', '原文为“不到两个工作日”。'),
      ),
      starts: own(both('When a valid notice arrives', '收到有效通知之时'), 'aliexpressRisk'),
    },
  },
  rebuttals: {
    withdrawal: {
      says: third(
        both(
          'The seller can contact you and ask in the system that you withdraw (撤诉).',
          '卖家可联系您并在系统中请求撤诉。',
        ),
        'eckey',
      ),
    },
    address: {
      says: own(
        both(
          'The seller appeals at appeal.aliexpress.com/complaint/seller/appeal.htm.',
          '卖家申诉入口：appeal.aliexpress.com/complaint/seller/appeal.htm。',
        ),
        'legalMove',
      ),
    },
  },
  penalties: {
    serious: {
      class: own(
        both(
          'Serious: pirated print, audio, video or software; goods not authorised by the owner of the mark',
          '严重：盗版印刷品、音像、软件；未经商标权人授权的商品',
        ),
        'aliexpress2015',
      ),
      sameRightWindow: third(
        exactly(3, 'calendar-days'),
        'ssop16374',
        both('All serious cases within it are one.', '期间内的严重侵权合并计为一次。'),
      ),
      window: third(exactly(365, 'calendar-days'), 'ssop16374'),
      countedPer: third('seller', 'ssop16374'),
      strikesToClose: own(3, 'aliexpressRisk'),
      reasons: inferred(COUNTERFEITS, 'aliexpress2015'),
      says: third(
        both(
          'Three serious cases close the shop whatever the right. Freeze of 1 day at the first, 7 days at the second.',
          '三次严重侵权（不论何种权利）即关店。第一次冻结1天，第二次冻结7天。',
        ),
        'ssop16374',
      ),
    },
    general: {
      class: own(
        both(
          'General: unfair use in text, store name or links; patents and so on',
          '一般：文字、店铺名、链接中的不当使用；专利等',
        ),
        'aliexpress2015',
      ),
      cap: third(6, 'ssop16374'),
      window: third(exactly(365, 'calendar-days'), 'ssop16374'),
    },
    current: {
      class: own(both('Current', '现行'), 'aliexpressRisk'),
      closesAt: own(48, 'aliexpressRisk'),
      says: own(
        both(
          '48 points, or three strikes for serious cases, close the account at once; an appeal is possible. It names rule 127561565, which was not found.',
          '累计48分或三次严重侵权即立即关闭账户；可申诉。文中提及规则127561565，未找到原文。',
        ),
        'aliexpressRisk',
      ),
    },
  },
  law: {
    'very-large-platform': {
      says: third(
        both('In the European Union it is a very large online platform.', '在欧盟属超大型在线平台。'),
        'aliexpressRisk',
      ),
    },
    commitments: {
      says: third(
        both(
          'Commitments on notices and complaints bind it since 18 June 2025.',
          '自2025年6月18日起，其关于通知和投诉的承诺具有约束力。',
        ),
        'aliexpressRisk',
      ),
    },
    memorandum: {
      says: own(
        both(
          'It takes part in the European Union’s memorandum of understanding on counterfeits.',
          '参加欧盟打击假货谅解备忘录。',
        ),
        'aliexpressRisk',
      ),
    },
  },
};
