import {
  type BuyInHand,
  buyDayOf,
  buyReportLacks,
  buyStageOf,
  confidentiality,
  disclosedTestBuy,
  discloseTestBuy,
  emptyTestBuy,
  NEXT_STAGES,
  newBuyStatement,
  TEST_BUY_ENDS,
  TEST_BUY_FILE_ROLES,
  TEST_BUY_GOING_ROLES,
  TEST_BUY_STAGES,
  type TestBuyContent,
  testBuyContent,
  testBuyFaults,
  testBuyLacks,
  testBuyVault,
} from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const hash = (digit: string) => digit.repeat(64);
const RIGHT = '3f0a1c52-7d7e-4a51-9d6c-0d8b8f6f0a12';
const WORD = 'QZX';

/** A test buy of which a report can be made, whose texts of class C all hold a word. */
function whole(): BuyInHand & { content: TestBuyContent } {
  const file = { type: 'image/jpeg' as const, bytes: 9, name: WORD };
  const step = (stage: (typeof TEST_BUY_STAGES)[number], on: string) => ({ stage, on, undone: null });
  return {
    content: {
      ...emptyTestBuy(WORD),
      rightId: RIGHT,
      listing: {
        ...{
          marketplace: 'taobao',
          url: 'https://item.taobao.com/item.htm?id=1',
          itemId: '1',
          title: 'Jacket',
        },
        ...{ sellerName: 'Shop', sellerId: '7' },
      },
      order: { number: 'TB-00001', quantity: 1, price: { amount: 9.5, currency: 'CNY' } },
      parcel: {
        ...{ carrier: 'SF', sender: 'Yiwu', bag: 'B-1', waybill: WORD, condition: WORD, keptBy: WORD },
      },
      files: TEST_BUY_FILE_ROLES.map((role, index) => ({ ...file, role, sha256: hash(String(index)) })),
      recordings: [{ sha256: hash('f'), name: WORD, bytes: 1, keptAt: WORD }],
      notes: WORD,
    },
    steps: [
      step('ordered', '2026-11-02'),
      step('shipped', '2026-11-03'),
      step('received', '2026-11-06'),
      step('examined', '2026-11-09'),
    ],
    statement: { signedAs: 'Examiner', process: 'Seen', findings: 'False', conclusion: 'counterfeit' },
    consent: { order: true, files: TEST_BUY_FILE_ROLES.map((_, index) => hash(String(index))) },
  };
}

const surroundings = {
  ...{ number: 'MT-0000-0000', requester: 'Aurora' },
  right: { type: 'trademark', place: 'CN', number: '30112233', mark: 'AURORA', owner: 'Aurora Ltd.' },
};

/** Leaves of a schema, by their path. */
function leaves(schema: z.ZodType, path = ''): [string, z.ZodType][] {
  if (confidentiality.get(schema)) return [[path, schema]];
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, value]) =>
      leaves(value as z.ZodType, `${path}/${key}`),
    );
  if (schema instanceof z.ZodArray) return leaves(schema.element as z.ZodType, `${path}/0`);
  return [[path, schema]];
}

describe('every text of a test buy', () => {
  it('has a confidentiality class, and persona and payment are of class C', () => {
    const bare = [testBuyContent, newBuyStatement]
      .flatMap((schema) => leaves(schema))
      .filter(([, schema]) => !confidentiality.get(schema))
      .map(([path]) => path.split('/').at(-1));
    expect(new Set(bare)).toEqual(new Set(['rightId', 'sha256', 'type', 'bytes', 'role', 'statementId']));
    for (const [path, schema] of leaves(testBuyVault))
      expect([path, confidentiality.get(schema)?.class]).toEqual([path, 'C']);
  });
});

describe('what is missing', () => {
  it('is asked for when it is due, and holds no report back that needs nothing more', () => {
    const planned: BuyInHand = {
      ...whole(),
      content: emptyTestBuy('x'),
      steps: [],
      statement: null,
      consent: null,
    };
    expect(testBuyLacks(planned)).toEqual(['right', 'listing', 'capture', 'not-received']);
    expect(testBuyLacks(whole())).toEqual(['capture']);
    expect(buyReportLacks(whole())).toEqual([]);
  });

  it('is nothing once it came to nothing', () => {
    for (const stage of TEST_BUY_ENDS)
      expect(testBuyLacks({ ...whole(), steps: [{ stage, on: '2026-11-09', undone: null }] })).toEqual([]);
  });

  it('is a consent for what may go, and another conclusion carries no report', () => {
    expect(buyReportLacks({ ...whole(), consent: null })).toEqual(['consent-order', 'consent-photos']);
    const statement = { signedAs: 'A', process: 'B', findings: 'C', conclusion: 'genuine' as const };
    expect(buyReportLacks({ ...whole(), statement })).toEqual(['statement-conclusion']);
  });
});

describe('a stage', () => {
  it('is the last that stands, with its day', () => {
    const { steps } = whole();
    const undone = { at: '', by: '', reason: '' };
    const wrong = [...steps, { stage: 'reported' as const, on: '2026-11-10', undone }];
    expect([buyStageOf(wrong), buyDayOf(wrong, 'reported'), buyDayOf(wrong, 'received')]).toEqual([
      ...['examined', null, '2026-11-06'],
    ]);
    expect(buyStageOf([])).toBe('planned');
  });

  it('leads on to an end, and from an end nowhere', () => {
    for (const stage of [...TEST_BUY_ENDS, 'reported' as const]) expect(NEXT_STAGES[stage]).toEqual([]);
    const reached = new Set(Object.values(NEXT_STAGES).flat());
    expect(TEST_BUY_STAGES.filter((stage) => !reached.has(stage))).toEqual(['planned']);
  });
});

describe('the report', () => {
  it('holds nothing of class C, and no file that never goes, whatever is consented to', () => {
    const report = disclosedTestBuy.parse(discloseTestBuy(whole(), surroundings));
    expect(JSON.stringify(report)).not.toContain(WORD);
    expect(report.photos.map(({ role }) => role)).toEqual(['parcel', 'unboxing', 'goods', 'label']);
    expect(report.photos.every(({ role }) => TEST_BUY_GOING_ROLES.includes(role))).toBe(true);
  });

  it('is not made while something is missing that it needs', () => {
    expect(discloseTestBuy({ ...whole(), consent: null }, surroundings)).toBeNull();
    expect(discloseTestBuy({ ...whole(), statement: null }, surroundings)).toBeNull();
  });
});

describe('an order number', () => {
  it.each(['', 'TB-00001', '410000000000000041'])('%j is one that a claim takes, or none yet', (number) => {
    const { content } = whole();
    expect(testBuyFaults({ ...content, order: { ...content.order, number } })).toEqual([]);
  });

  it.each(['a', 'a b c d e', '%_%_%_', '"or"1=1', `x${'1'.repeat(64)}`])('%j is none', (number) => {
    const { content } = whole();
    expect(testBuyFaults({ ...content, order: { ...content.order, number } })).toEqual([
      { path: '/order/number', code: 'wrong-form' },
    ]);
  });
});
