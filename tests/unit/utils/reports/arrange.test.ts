import { describe, expect, it } from 'vitest';
import { type LineRow, lineOf } from '../../../../utils/database/line-rows.ts';
import type { TableView } from '../../../../utils/database/view-rows.ts';
import { arrange, countStages, type Names } from '../../../../utils/reports/arrange.ts';
import { WHOLE } from '../../../../utils/reports/view-store.ts';
import { draftRow, MINUTE, NOW } from '../../support/rows.ts';

const NAMES: Names = {
  sweep: (sweepId) => (sweepId === 's1' ? 'Jackets' : undefined),
  brand: (rightId) => (rightId === 'r1' ? 'Aurora' : undefined),
  marketplace: (marketplace) => marketplace,
  state: ({ stage }) => stage,
  compare: new Intl.Collator('zh-CN').compare,
};

let minutes = 0;
function line(title: string | undefined, change: Partial<LineRow> = {}): LineRow {
  minutes += 1;
  const { title: _, ...made } = lineOf(draftRow({ createdAt: NOW - minutes * MINUTE }), undefined);
  return { ...made, ...(title !== undefined && { title }), ...change };
}

const titles = (lines: readonly LineRow[], view: Partial<TableView>) =>
  arrange(lines, { ...WHOLE, ...view }, NAMES).lines.map(({ title }) => title);

describe('the table', () => {
  it('finds words in title, seller and number, in any width and case, and Chinese anywhere', () => {
    const lines = [
      line('Aurora Hiking JACKET', { seller: { name: 'Summit Store' } }),
      line('极光户外冲锋衣男女三合一', { seller: { name: '山野户外旗舰店' } }),
      line('Backpack', { itemId: '700000000042', number: 'MS-7K3P-Q9XT' }),
    ];
    expect(titles(lines, { search: 'jacket summit' })).toEqual(['Aurora Hiking JACKET']);
    expect(titles(lines, { search: '冲锋衣' })).toEqual(['极光户外冲锋衣男女三合一']);
    expect(titles(lines, { search: '旗舰 户外' })).toEqual(['极光户外冲锋衣男女三合一']);
    expect(titles(lines, { search: 'ＪＡＣＫＥＴ' })).toEqual(['Aurora Hiking JACKET']);
    expect(titles(lines, { search: '7k3p' })).toEqual(['Backpack']);
    expect(titles(lines, { search: '00042' })).toEqual(['Backpack']);
    expect(titles(lines, { search: 'jacket backpack' })).toEqual([]);
  });

  it('sorts prices within their currency, and puts what has none last both ways', () => {
    const price = (min: number, currency: string) => ({ price: { min, max: min, currency } });
    const lines = [
      line('none'),
      line('usd 30', price(30, 'USD')),
      line('cny 100', price(100, 'CNY')),
      line('usd 4', price(4, 'USD')),
    ];
    const by = (down: boolean) => titles(lines, { sort: { by: 'price', down } });
    expect(by(false)).toEqual(['cny 100', 'usd 4', 'usd 30', 'none']);
    expect(by(true)).toEqual(['usd 30', 'usd 4', 'cny 100', 'none']);
  });

  it('shows the newest first unless asked otherwise, also among equals', () => {
    const lines = [line('c'), line('a'), line('b')];
    expect(titles(lines, {})).toEqual(['c', 'a', 'b']);
    expect(titles(lines, { sort: { by: 'at', down: false } })).toEqual(['b', 'a', 'c']);
    expect(titles(lines, { sort: { by: 'state', down: true } })).toEqual(['c', 'a', 'b']);
    expect(titles(lines, { sort: { by: 'title', down: false } })).toEqual(['a', 'b', 'c']);
  });

  it('groups by seller of one marketplace, the largest group first and what has none last', () => {
    const seller = (id: string, name: string) => ({ seller: { id, name } });
    const lines = [
      line('1'),
      line('2', seller('7', 'Small')),
      line('3', seller('9', 'Large')),
      line('4', { ...seller('9', 'Large again'), marketplace: 'aliexpress' }),
      line('5', { ...seller('9', 'Other'), marketplace: 'taobao' }),
    ];
    const { groups } = arrange(lines, { ...WHOLE, group: 'seller' }, NAMES);
    expect(groups.map(({ label, lines: of }) => [label, of.map(({ title }) => title)])).toEqual([
      ['Large', ['3', '4']],
      ['Other', ['5']],
      ['Small', ['2']],
      [null, ['1']],
    ]);
  });

  it('groups by brand and sweep by their names', () => {
    const lines = [line('1', { rightId: 'r1', sweepId: 's1' }), line('2', { rightId: 'gone' })];
    const labels = (group: 'brand' | 'sweep') =>
      arrange(lines, { ...WHOLE, group }, NAMES).groups.map(({ label }) => label);
    expect(labels('brand')).toEqual(['Aurora', null]);
    expect(labels('sweep')).toEqual(['Jackets', null]);
  });

  it('filters by part, marketplace, sweep and reason together', () => {
    const lines = [
      line('1', { stage: 'parked', urgentAt: 1, sweepId: 's1' }),
      line('2', { sweepId: 's1', reason: 'design' }),
      line('3', { marketplace: 'taobao', sweepId: 's1' }),
      line('4'),
    ];
    expect(titles(lines, { stage: 'urgent' })).toEqual(['1']);
    expect(titles(lines, { stage: 'draft', sweepId: 's1' })).toEqual(['2', '3']);
    expect(titles(lines, { stage: 'draft', sweepId: 's1', marketplace: 'taobao' })).toEqual(['3']);
    expect(titles(lines, { reason: 'design' })).toEqual(['2']);
    expect(countStages(lines)).toEqual({ all: 4, urgent: 1, draft: 3, 'on-way': 0, parked: 1, sent: 0 });
  });
});
