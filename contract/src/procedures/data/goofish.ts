import type { ProcedureRecord } from '../record.ts';
import { both, notFound, remembered, third } from './say.ts';

/** Goofish, Xianyu (闲鱼). */
export const goofish: ProcedureRecord = {
  overview: {
    it: {
      operator: notFound(),
      route: remembered(
        both(
          'Through the IPP platform as one of the Taobao family. Unproven: no list of what that platform covers names it.',
          '作为淘系平台通过 IPP 投诉。尚未证实：未见任何 IPP 覆盖清单列出闲鱼。',
        ),
      ),
    },
  },
  channels: {
    account: {
      name: remembered(both('IPP platform, unproven', 'IPP 平台（尚未证实）')),
      type: remembered('web-account'),
      address: remembered('https://ipp.alibabagroup.com'),
      account: remembered('needed'),
      maxLinks: notFound(),
      fileTypes: notFound(),
      maxMegabytes: notFound(),
      maxFiles: notFound(),
    },
  },
  rights: {
    it: {
      places: remembered(
        ['CN'],
        both('If it is handled as one of the Taobao family.', '前提是按淘系平台处理。'),
      ),
    },
  },
  reasons: {
    list: {
      wording: notFound(
        both(
          'Whether the reasons of the IPP platform hold was not found.',
          '未找到 IPP 平台的理由是否适用。',
        ),
      ),
    },
  },
  penalties: {
    classes: {
      class: third(both('A general, B serious, C', 'A 类一般、B 类严重、C 类'), 'goofishRules'),
      says: third(
        both('“Improper use of others’ rights” is class A.', '“不当使用他人权利”属 A 类。'),
        'goofishRules',
      ),
    },
  },
  filer: {
    'sign-in': {
      says: third(both('One signs in with Taobao or Alipay.', '使用淘宝或支付宝登录。'), 'goofishRules'),
    },
  },
  targets: {
    it: {
      kinds: remembered(['listing']),
      says: third(
        both(
          'Links of items: goofish.com/item?id=… and 2.taobao.com/item.htm?id=….',
          '商品链接：goofish.com/item?id=… 和 2.taobao.com/item.htm?id=…。',
        ),
        'goofishLinks',
      ),
    },
  },
};
