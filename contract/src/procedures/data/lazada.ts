import type { ProcedureRecord } from '../record.ts';
import { both, exactly, notFound, own, third } from './say.ts';

/** Lazada, all six country sites. */
export const lazada: ProcedureRecord = {
  overview: {
    it: {
      operator: notFound(),
      route: own(
        both(
          'Through the IPP platform since 2019: one account for all six country sites.',
          '自2019年起通过 IPP 平台：一个账户适用于全部六个国家站点。',
        ),
        'seca',
      ),
    },
  },
  channels: {
    account: {
      maxLinks: own(
        300,
        'seca',
        both('Single listings; one paper of the right each.', '以单个商品为单位；各附一份权利文件。'),
      ),
      maxMegabytes: third(5, 'xeeger'),
      maxFiles: third(4, 'xeeger'),
    },
    'lazada-mail': {
      name: third(both('By e-mail to Lazada', '发送邮件至 Lazada'), 'xeeger'),
      type: third('e-mail', 'xeeger'),
      address: third('ProtectIP@care.lazada.com', 'xeeger'),
      account: third('not-needed', 'xeeger'),
      maxMegabytes: third(5, 'xeeger'),
      maxFiles: third(4, 'xeeger'),
      says: third(
        both(
          'Name, description and country of registration. ipr@alibaba-inc.com is named, too.',
          '需提供名称、说明和注册国家。另列有 ipr@alibaba-inc.com。',
        ),
        'xeeger',
      ),
    },
  },
  rights: {
    it: {
      places: notFound(
        both('Which registrations count in which country was not found.', '未找到各国以何地登记为准。'),
      ),
    },
  },
  targets: {
    it: {
      kinds: third(['listing'], 'ustelsIpp'),
      says: third(both('At the level of listings.', '以商品为单位。'), 'ustelsIpp'),
    },
  },
  clocks: {
    'seller-first': {
      event: third(both('The seller’s reply', '卖家答复'), 'lazada10100'),
      whose: third('seller', 'lazada10100'),
      period: third(
        exactly(5, 'calendar-days'),
        'lazada10100',
        both('March 2026. No official clock was found.', '2026年3月。未找到官方期限。'),
      ),
      onSilence: third(both('Counts as a violation.', '视为违规。'), 'lazada10100'),
    },
  },
  answers: {
    told: {
      says: own(
        both(
          'You see counter-notices, can reply and withdraw, and get refusals with their reason.',
          '您可看到申诉、答复和撤诉，并收到附理由的驳回。',
        ),
        'lazadaIndonesia',
      ),
    },
    penalties: {
      says: own(
        both('Penalties of sellers are confidential: you are not told.', '对卖家的处罚保密：不会告知您。'),
        'lazadaIndonesia',
      ),
    },
  },
  rebuttals: {
    files: {
      says: third(
        both(
          'Seller’s files: PDF, JPG or PNG of at most 10 MB.',
          '卖家文件：PDF、JPG 或 PNG，不超过 10 MB。',
        ),
        'lazada10100',
      ),
    },
  },
  penalties: {
    counterfeit: {
      class: third(both('Counterfeit', '假货'), 'forexm'),
      points: third(16, 'forexm'),
    },
    patent: {
      class: third(both('Patent or design', '专利或外观设计'), 'forexm'),
      points: third(6, 'forexm'),
    },
    content: { class: third(both('Content', '内容'), 'forexm'), points: third(1, 'forexm') },
    ladder: {
      class: third(both('Ladder of points', '扣分阶梯'), 'lazada73ya'),
      closesAt: third(48, 'lazada73ya'),
      window: third(
        exactly(12, 'months'),
        'lazada73ya',
        both('Reset each year, except 48 points for rights.', '每年清零，因知识产权扣满48分的除外。'),
      ),
      says: third(
        both(
          '12 points: 7 days without new items. 24: 14 days hidden. 36: 21 days offline. 48: closed for good.',
          '12分：7天禁止上新；24分：隐藏14天；36分：下线21天；48分：永久关店。',
        ),
        'lazada73ya',
      ),
    },
    case: {
      class: third(both('A case', '单次'), 'lazada10100'),
      points: third(6, 'lazada10100'),
      says: third(both('Funds are held for up to 30 days.', '资金最长冻结30天。'), 'lazada10100'),
    },
  },
  fastLanes: {
    'ipp-plus': {
      name: own(both('IPP Plus', 'IPP Plus'), 'lazadaReport2020'),
      thresholds: notFound(both('The numbers are not published.', '未公布具体数字。')),
      says: own(
        both(
          'Since January 2020, by invitation for volume and accuracy: less than 2 business days, and regular check-ins.',
          '自2020年1月起，依数量和准确率受邀加入：处理少于2个工作日，并定期沟通。',
        ),
        'lazadaReport2020',
      ),
    },
    'good-faith': {
      name: notFound(
        both(
          'Whether the Good-faith Takedown Mechanism covers Lazada was not found.',
          '未找到诚信投诉机制是否覆盖 Lazada。',
        ),
      ),
      thresholds: notFound(),
      says: notFound(),
    },
    'good-faith-volume': { name: notFound(), thresholds: notFound() },
  },
  law: {
    'no-common-rule': {
      says: third(
        both(
          'There is no common rule in Southeast Asia: each country has its own.',
          '东南亚没有统一规则：各国自行规定。',
        ),
        'rouseAsia',
      ),
    },
  },
};

/** What is known of Lazada's country sites beside it. */
export const lazadaSites: Readonly<Record<'th' | 'ph', ProcedureRecord>> = {
  th: {
    law: {
      memorandum: {
        says: own(
          both(
            'Memorandum with the Department of Intellectual Property (January 2021): platforms give a channel, owners attach all documents.',
            '与泰国知识产权厅的谅解备忘录（2021 年 1 月）：平台提供渠道，权利人附上全部文件。',
          ),
          'lazadaReport2021',
        ),
      },
    },
  },
  ph: {
    law: {
      memorandum: {
        says: third(
          both(
            'Memorandum with IPOPHL (1 March 2021), reviewed every year. In 2024 and 2025 85.5 % of removals were proactive.',
            '与菲律宾知识产权局（IPOPHL）的谅解备忘录（2021 年 3 月 1 日），每年审议。2024 至 2025 年 85.5% 的下架为主动下架。',
          ),
          'ipophl',
        ),
      },
    },
  },
};
