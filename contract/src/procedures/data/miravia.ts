import type { ProcedureRecord } from '../record.ts';
import { both, inferred, notFound, own } from './say.ts';

/** Miravia (Spain). */
export const miravia: ProcedureRecord = {
  overview: {
    it: {
      operator: own(
        both('Arise Operating E-commerce Pte Ltd, Singapore', 'Arise Operating E-commerce Pte Ltd（新加坡）'),
        'miraviaTerms',
      ),
      route: notFound(
        both(
          'The page for notices was not found in three languages, and whether the site still runs in 2026 was not confirmed.',
          '以三种语言均未找到通知页面，也未确认该网站2026年是否仍在运营。',
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
  rights: {
    it: {
      places: inferred(
        ['ES', 'EM'],
        'miraviaMall',
        both(
          'Its rules speak of a mark registered “en el Territorio”; that this is Spain, with marks of the European Union, is inferred.',
          '其规则称商标注册于“en el Territorio”；该地域为西班牙（含欧盟商标）系推断。',
        ),
      ),
    },
  },
  reasons: {
    falsification: {
      code: inferred('none'),
      wording: own(
        { en: null, zh: null, other: 'Falsificación' },
        'miraviaMall',
        both('In Spanish.', '西班牙语。'),
      ),
      documents: notFound(),
      says: own(
        both(
          'A product with a false mark, identical to or substantially indistinguishable from one registered in the territory, made without the owner’s consent.',
          '带有假冒标志的商品：与在该地域注册的商标相同或实质上无法区分，且未经权利人同意制造。',
        ),
        'miraviaMall',
      ),
    },
  },
  clocks: { handling: { event: notFound(), period: notFound() } },
  penalties: { points: { class: notFound() } },
  law: {
    europe: {
      says: inferred(
        both('The Digital Services Act of the European Union applies.', '适用欧盟《数字服务法》。'),
      ),
    },
  },
};
