import type { ApplicationCause, ApplicationMove, Language, PartValues } from '@marketsafe/contract';

/** One who applies to the demo program; names and addresses are invented. */
export interface DemoApplicant {
  email: string;
  language: Language;
  /** When it began, in days before now. */
  daysAgo: number;
  organisation: Partial<PartValues<'organisation'>> & { number: string };
  contact: Partial<PartValues<'contact'>> & { name: string; title: string };
  reach: Partial<PartValues<'reach'>>;
  right: Partial<PartValues<'right'>>;
  life: readonly { move: ApplicationMove; text?: string; cause?: ApplicationCause }[];
}

const HANDED_IN = { move: 'hand-in' } as const;

function brand(
  name: string,
  given: Pick<DemoApplicant, 'email' | 'language' | 'daysAgo' | 'life'> & {
    country: string;
    number: string;
    mark: string;
    person: string;
  },
): DemoApplicant {
  const { country, number, mark, person, ...rest } = given;
  const isChinese = rest.language === 'zh-CN';
  return {
    ...rest,
    organisation: {
      ...{ name, country, number, address: isChinese ? '浙江省杭州市文三路8号' : '8 Harbour Road' },
    },
    contact: { name: person, title: isChinese ? '法务经理' : 'Counsel' },
    reach: { brands: mark, marketplaces: 'taobao\n1688\naliexpress', volume: 'under-100' },
    right: {
      ...{
        type: 'trademark',
        mark,
        markKind: 'word',
        place: country,
        number: `4${number.replace(/\D/g, '')}`,
      },
      ...{ owner: name, niceClasses: '25', registeredOn: '2020-05-14', expiresOn: '2030-05-13', brand: mark },
    },
  };
}

/** One in each state that an application of whoever handed it in can have. */
export const APPLICANTS: readonly DemoApplicant[] = [
  brand('杭州云木茶器有限公司', {
    ...{ email: 'lin@yunmu.demo.example', language: 'zh-CN', daysAgo: 4, person: '林晓' },
    ...{ country: 'CN', number: '91330100001', mark: '云木', life: [HANDED_IN] },
  }),
  brand('Fjordlys Knitwear AS', {
    ...{ email: 'ida@fjordlys.demo.example', language: 'en', daysAgo: 9, person: 'Ida Nygård' },
    ...{ country: 'NO', number: '912345678', mark: 'FJORDLYS' },
    life: [
      HANDED_IN,
      { move: 'ask', text: 'Page two of the certificate cannot be read. Please scan it once more.' },
    ],
  }),
  brand('苏州织云服饰有限公司', {
    ...{ email: 'zhao@zhiyun.demo.example', language: 'zh-CN', daysAgo: 12, person: '赵敏' },
    ...{ country: 'CN', number: '91320500002', mark: '织云' },
    life: [
      HANDED_IN,
      { move: 'ask', text: '证书所有人与申请人名称不一致，请说明。' },
      { move: 'answer', text: '公司于2024年更名，已附变更证明。' },
    ],
  }),
  brand('Borealis Audio (demo)', {
    ...{ email: 'second@borealis.demo.example', language: 'en', daysAgo: 20, person: 'Siri Holm' },
    ...{ country: 'NO', number: '900000001', mark: 'BOREALIS' },
    life: [HANDED_IN, { move: 'accept' }],
  }),
  brand('Quickbrand Trading', {
    ...{ email: 'sam@quickbrand.demo.example', language: 'en', daysAgo: 15, person: 'Sam Quick' },
    ...{ country: 'US', number: '77001', mark: 'QUICK' },
    life: [
      HANDED_IN,
      { move: 'decline', cause: 'not-entitled', text: 'The owner at the office is another company.' },
    ],
  }),
  brand('广州青禾文具有限公司', {
    ...{ email: 'he@qinghe.demo.example', language: 'zh-CN', daysAgo: 16, person: '何青' },
    ...{ country: 'CN', number: '91440100003', mark: '青禾' },
    life: [
      HANDED_IN,
      { move: 'decline', cause: 'incomplete' },
      { move: 'appeal', text: '缺少的证书已补齐，请重新审阅。' },
    ],
  }),
  brand('Copycat Goods', {
    ...{ email: 'cat@copycat.demo.example', language: 'en', daysAgo: 30, person: 'C. Cat' },
    ...{ country: 'US', number: '88002', mark: 'CAT' },
    life: [
      HANDED_IN,
      { move: 'decline', cause: 'misleading', text: 'The register knows no such number.' },
      { move: 'appeal', text: 'It does.' },
      { move: 'decline', cause: 'misleading', text: 'We looked again: it does not.' },
    ],
  }),
  brand('Lumen Lamps BV', {
    ...{ email: 'jan@lumen.demo.example', language: 'en', daysAgo: 10, person: 'Jan Licht' },
    ...{ country: 'NL', number: '66003', mark: 'LUMEN', life: [HANDED_IN, { move: 'withdraw' }] },
  }),
];
