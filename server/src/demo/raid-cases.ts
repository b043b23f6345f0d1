import { emptyRaid, type RaidContent, type RaidLink } from '@marketsafe/contract';
import type { DemoPaper } from './files.ts';
import { demoId } from './plan.ts';

const DAY = 24 * 60 * 60 * 1_000;

/** A shop that the holder's own claims name. */
export type KnownShop = Pick<RaidLink, 'marketplace' | 'sellerId' | 'sellerName' | 'shopUrl'>;

/** Hashes of a case's papers and pictures, by their names. */
export type KeptFiles = (name: keyof typeof PAPERS | `photo-${number}`) => string;

const AUTHORITY = '义乌市市场监督管理局';
const NUMBER = '义市监罚〔2026〕0417号';
const PARTY = '义乌市晨辉贸易商行';

const DECISION = [
  `文号:${NUMBER}`,
  `当事人:${PARTY}`,
  '法定代表人:张某某',
  '身份证号码:33078219880101XXXX',
  '住所:义乌市北苑街道三号仓库',
  '经查,当事人在其网店销售侵犯 AURORA 注册商标专用权的商品。',
  '现场查获服装、背包及吊牌,共计 3,466 件,已登记封存。',
  '以上事实有现场笔录、封存清单、网店销售记录为证。',
  '依据《中华人民共和国商标法》第六十条,责令立即停止侵权行为,没收全部侵权商品。',
  '本决定未在法定期限内申请行政复议,已生效。',
];
const PERSONAL = ['法定代表人:', '身份证号码:', '住所:'];
const WAYBILLS = [
  '寄件人:晨辉商行',
  '电话:138XXXX0101',
  '店铺:见附表第 2 行',
  '单号:YT8 8412 0033 17 等 46 票',
];

/** Invented papers of the demo program's raids. */
export const PAPERS = {
  decision: { title: '行政处罚决定书', lines: DECISION, seal: AUTHORITY },
  'decision-redacted': { title: '行政处罚决定书', lines: DECISION, seal: AUTHORITY, painted: PERSONAL },
  'decision-translation': {
    title: 'Administrative penalty decision (translation)',
    lines: [
      `Number: ${NUMBER}`,
      `Party: Yiwu Chenhui Trading (${PARTY})`,
      'Legal representative: Zhang',
      'Identity number: 33078219880101XXXX',
      'Address: Warehouse 3, Beiyuan, Yiwu',
      'The party sold goods in its web shops that infringe the registered trademark AURORA.',
      'Garments, backpacks and tags, 3,466 pieces in all, were found, listed and sealed.',
      'The infringement is to stop at once; all infringing goods are confiscated.',
      'No review was applied for in time. The decision is in force.',
    ],
    painted: ['Legal representative:', 'Identity number:', 'Address:'],
  },
  waybills: { title: '快递面单汇总', lines: WAYBILLS },
  'waybills-redacted': { title: '快递面单汇总', lines: WAYBILLS, painted: ['电话:'] },
  permission: {
    title: 'Permission of use',
    lines: [
      'Aurora Outdoor Ltd. permits that these papers are shown to the marketplaces of the group,',
      'to close the shops that they name. It holds for one year.',
    ],
  },
  statement: {
    title: 'Authentication statement',
    lines: [
      'Twelve pieces of the sealed goods were examined.',
      'None of them was made by Aurora or with its consent.',
    ],
  },
  annex: {
    title: 'Sealed annex',
    lines: [
      'How genuine articles of the season are told from copies.',
      'Invented for the demo program: the third seam of the hood.',
    ],
  },
  'signed-1': {
    title: '物品移交清单',
    lines: ['移交人:义乌市市场监督管理局 王警官', '接收人:Aurora Outdoor', '封袋:全部'],
    seal: AUTHORITY,
  },
  'signed-2': {
    title: 'Receipt of samples',
    lines: ['Handed on by: Aurora Outdoor', 'Received by: Textile laboratory', 'Bags: all'],
  },
} as const satisfies Record<string, DemoPaper>;

const GOODS: readonly (readonly [bag: string, description: string, quantity: number, unit: string])[] = [
  ['F-0001', '冲锋衣 trail jacket, black, M', 412, '件'],
  ['F-0001', '冲锋衣 trail jacket, black, L', 380, '件'],
  ['F-0002', '冲锋衣 trail jacket, orange, M', 265, '件'],
  ['F-0002', '登山背包 hiking backpack 40 l', 190, '个'],
  ['F-0003', '登山背包 hiking backpack 28 l', 144, '个'],
  ['F-0003', '抓绒衣 fleece, grey', 231, '件'],
  ['F-0004', '吊牌 hang tags AURORA', 1_500, '张'],
  ['F-0004', '织唛 woven labels AURORA', 300, '张'],
  ['F-0005', '包装盒 boxes with photographs', 44, '个'],
];

const dayOf = (until: Date, daysAgo: number) =>
  new Date(until.getTime() - daysAgo * DAY).toISOString().slice(0, 10);

/** A case in which nothing is missing: every kind of link, both languages, and what was painted over. */
export function completeCase(
  until: Date,
  rightIds: readonly string[],
  shops: readonly KnownShop[],
  sha: KeptFiles,
): RaidContent {
  const [chenhui, carrier] = [demoId('raid party 1'), demoId('raid party 2')];
  const pdf = { type: 'application/pdf', bytes: 1, goes: false, redactedFrom: null, removed: '' } as const;
  const plain = { translates: null, language: null, certified: false } as const;
  const png = { ...pdf, ...plain, type: 'image/png', role: 'inventory', goes: true } as const;
  const ties = [
    ['named-in-paper', 'A', 'decision', chenhui],
    ['waybill-sender', 'B', 'waybills', carrier],
    ['same-photos', 'C', null, chenhui],
  ] as const;
  return {
    ...emptyRaid('Yiwu warehouse 3'),
    rightIds: [...rightIds],
    instrument: {
      ...{ kind: 'penalty-decision', authority: AUTHORITY, number: NUMBER, date: dayOf(until, 34) },
      ...{ sealed: true, finality: 'final', appealUntil: dayOf(until, 4) },
    },
    event: {
      ...{
        date: dayOf(until, 61),
        place: '义乌市北苑街道三号仓库',
        ledBy: '义乌市市场监督管理局 执法二中队',
      },
      ...{
        present: 'Ines Vestiga; two officers; the owner',
        course: 'The owner opened the warehouse himself.',
      },
    },
    permission: {
      ...{ by: 'Aurora Outdoor Ltd. (demo)', basis: 'Owner of the rights and of these papers' },
      ...{ toMarketplace: true, until: dayOf(until, -300) },
    },
    parties: [
      { partyId: chenhui, name: PARTY, note: 'Rents the warehouse since March.' },
      { partyId: carrier, name: '张某某 (shop owner)', note: '' },
    ],
    inventory: GOODS.map(([bag, description, quantity, unit], at) => ({
      ...{ lineId: demoId(`raid line ${at}`), bag, description, brand: 'AURORA', quantity, unit },
      photos: at < 3 ? [sha(`photo-${at + 1}`)] : [],
    })),
    authentication: {
      ...{ examiner: 'Lin Hua', role: 'Brand examiner', on: dayOf(until, 50) },
      ...{
        conclusion: 'Twelve of twelve samples are counterfeit.',
        method: 'The third seam of the hood (invented).',
      },
    },
    links: shops.slice(0, ties.length).flatMap((shop, at): RaidLink[] => {
      const tie = ties[at];
      if (!tie) return [];
      const [kind, grade, proof, partyId] = tie;
      return [
        {
          ...{ linkId: demoId(`raid link ${at}`), partyId, ...shop, kind, grade },
          ...{
            proof: proof && sha(proof),
            note: grade === 'C' ? 'The same photographs; no paper says so.' : '',
          },
        },
      ];
    }),
    files: [
      { ...pdf, ...plain, sha256: sha('decision'), name: '处罚决定书.pdf', role: 'instrument' },
      {
        ...{
          ...pdf,
          ...plain,
          sha256: sha('decision-redacted'),
          name: '处罚决定书 遮盖.pdf',
          role: 'instrument',
        },
        ...{
          goes: true,
          redactedFrom: sha('decision'),
          removed: '姓名、身份证号码、住所 (name, identity number, address)',
        },
      },
      {
        ...{
          ...pdf,
          sha256: sha('decision-translation'),
          name: 'decision EN.pdf',
          role: 'translation',
          goes: true,
        },
        ...{ redactedFrom: sha('decision'), removed: 'Name, identity number, address' },
        ...{ translates: sha('decision-redacted'), language: 'en', certified: true },
      },
      { ...pdf, ...plain, sha256: sha('waybills'), name: '面单.pdf', role: 'proof' },
      {
        ...{
          ...pdf,
          ...plain,
          sha256: sha('waybills-redacted'),
          name: '面单 遮盖.pdf',
          role: 'proof',
          goes: true,
        },
        ...{ redactedFrom: sha('waybills'), removed: '电话 (telephone numbers)' },
      },
      { ...pdf, ...plain, sha256: sha('permission'), name: 'permission.pdf', role: 'permission', goes: true },
      {
        ...pdf,
        ...plain,
        sha256: sha('statement'),
        name: 'statement.pdf',
        role: 'authentication',
        goes: true,
      },
      { ...pdf, ...plain, sha256: sha('annex'), name: 'annex.pdf', role: 'annex' },
      ...[1, 2, 3].map((at) => ({ ...png, sha256: sha(`photo-${at}`), name: `F-000${at}.png` })),
    ],
    consents: ['instrument', 'event', 'parties', 'inventory', 'authentication', 'proofs'],
    notes: 'The second warehouse is named in the waybills, too.',
  };
}

/** A case that lacks two things: whether the marketplace may see it, and a colleague's word on a hand-over. */
export function unfinishedCase(whole: RaidContent): RaidContent {
  return {
    ...whole,
    title: 'Guangzhou workshop',
    instrument: { ...whole.instrument, finality: 'appealable', appealUntil: null },
    permission: { ...whole.permission, toMarketplace: null },
    links: whole.links.slice(0, 2),
    notes: '',
  };
}

/** A case of which little is known yet. */
export function begunCase(
  until: Date,
  rightIds: readonly string[],
  shops: readonly KnownShop[],
): RaidContent {
  const partyId = demoId('raid party 3');
  return {
    ...emptyRaid('Container at Ningbo'),
    rightIds: [...rightIds],
    instrument: {
      ...{ kind: 'customs-decision', authority: '宁波海关', number: '', date: dayOf(until, 6), sealed: null },
      ...{ finality: 'unknown', appealUntil: null },
    },
    event: { date: dayOf(until, 9), place: '宁波 (Ningbo)', ledBy: '', present: '', course: '' },
    parties: [{ partyId, name: 'Exporter on the bill of lading', note: '' }],
    links: shops.slice(0, 1).map((shop) => ({
      ...{ linkId: demoId('raid link begun'), partyId, ...shop, kind: 'same-name', grade: 'C' },
      ...{ proof: null, note: 'A name alone.' },
    })),
  };
}
