import type { TestBuyFill } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../../utils/api/client.ts';
import { askForFills, fetchFill } from '../../../../utils/panel/test-buy-fill.ts';
import { apiDeps, jsonAnswer } from '../../support/api-deps.ts';

const SERVER = { serverUrl: 'https://program.example', token: 'secret' };
const TARGET = { marketplace: 'taobao', itemId: '710000000001' } as const;
const file = (digit: string, bytes: number) => ({
  ...{ name: `${digit}.pdf`, sha256: digit.repeat(64), bytes, type: 'application/pdf' as const },
});
const FILL: TestBuyFill = {
  ...{ testBuyId: '3f0a1c52-7d7e-4a51-9d6c-0d8b8f6f0a13', number: 'MT-0000-0000', orderNumber: 'TB-1-0001' },
  days: { ordered: '2026-11-02', received: '2026-11-06', examined: '2026-11-09' },
  report: [file('a', 5)],
  photos: [file('b', 5)],
};

describe('what fills a draft', () => {
  it('is asked for by marketplace and listing', async () => {
    const deps = apiDeps(() => jsonAnswer(200, { testBuys: [FILL] }));
    expect(await askForFills(connect(deps, SERVER), TARGET)).toEqual([FILL]);
    expect(deps.seen[0]?.url).toBe(
      'https://program.example/v1/test-buys/for-claim?marketplace=taobao&itemId=710000000001',
    );
  });

  it.each([
    ['no answer of the program', { testBuys: [{ ...FILL, orderNumber: 7 }] }],
    ['more than was agreed', { testBuys: [{ ...FILL, findings: 'It is false.' }] }],
  ])('is nothing where there is %s', async (_, body) => {
    const deps = apiDeps(() => jsonAnswer(200, body));
    expect(await askForFills(connect(deps, SERVER), TARGET)).toBeNull();
  });

  it('is its order number and its files, each whole', async () => {
    const deps = apiDeps(() => new Response('%PDF-'));
    const fetched = await fetchFill(connect(deps, SERVER), FILL);
    expect(fetched?.orderNumber).toBe('TB-1-0001');
    const files = [...(fetched?.testBuyReport ?? []), ...(fetched?.testBuyPhotos ?? [])];
    expect(files.map(({ name, size, type }) => [name, size, type])).toEqual([
      ['a.pdf', 5, 'application/pdf'],
      ['b.pdf', 5, 'application/pdf'],
    ]);
    expect(await files[0]?.text()).toBe('%PDF-');
  });

  it.each([
    ['shorter than it was', () => new Response('%PD')],
    ['refused', () => jsonAnswer(404, {})],
    ['longer than any file may be', () => new Response(new Uint8Array(20_000_001))],
  ])('is nothing at all where a file is %s', async (_, answer) => {
    expect(await fetchFill(connect(apiDeps(answer), SERVER), FILL)).toBeNull();
  });
});
