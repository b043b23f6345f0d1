import { describe, expect, it } from 'vitest';
import { groupByBrand } from '../../../../utils/panel/rights.ts';
import { rightRow } from '../../support/rows.ts';

const TODAY = '2026-11-23';

describe('groupByBrand', () => {
  it('groups by brand in alphabetical order, usable rights first', () => {
    const groups = groupByBrand(
      [
        rightRow({ brand: 'Borealis' }),
        rightRow({ mark: 'OLD', expiresOn: '2026-11-22' }),
        rightRow({ mark: 'NEW', status: 'unverified' }),
        rightRow({ mark: 'ZEBRA' }),
      ],
      TODAY,
    );
    expect(groups.map((group) => group.brand)).toEqual(['Aurora', 'Borealis']);
    expect(groups[0]?.rights.map((right) => right.standing)).toEqual(['verified', 'unverified', 'expired']);
  });

  it('lets a right stand on its last day and says when it has expired', () => {
    const [group] = groupByBrand(
      [rightRow({ expiresOn: TODAY }), rightRow({ expiresOn: '2026-11-22' })],
      TODAY,
    );
    expect(group?.rights.map((right) => right.standingName)).toEqual(['verified by the program', 'expired']);
    expect(group?.rights[1]?.label).toBe('AURORA · Trademark · CN 12345678 · class 18, 25 · expired');
  });

  it('keeps a brand named like a property of every object', () => {
    expect(groupByBrand([rightRow({ brand: '__proto__' })], TODAY)).toHaveLength(1);
  });
});
