import { MARKETPLACE_IDS, PAGE_KINDS, WALLS } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { summarisePage } from '../../../../utils/page-card/page-summary.ts';

const ITEM = { marketplace: 'aliexpress', itemId: '1005006000000001' } as const;

describe('summarisePage', () => {
  it('names a listing’s marketplace and number and offers to capture it', () => {
    expect(summarisePage({ kind: 'listing', ...ITEM })).toMatchObject({
      listing: { marketplace: 'AliExpress', itemId: ITEM.itemId },
      capture: 'yes',
    });
  });

  it.each(WALLS)('says what to do about a %s wall and never offers it as the listing', (wall) => {
    const summary = summarisePage({ kind: 'wall', wall, ...ITEM });
    expect(summary.detail).toMatch(/\.$/);
    expect(summary.capture).toBe('anyway');
    expect(summarisePage({ kind: 'wall', wall, marketplace: 'aliexpress' }).capture).toBe('no');
  });

  it('offers nothing to capture on any other page', () => {
    for (const kind of PAGE_KINDS.filter((candidate) => candidate !== 'listing' && candidate !== 'wall')) {
      for (const marketplace of [null, ...MARKETPLACE_IDS]) {
        expect(summarisePage({ kind, marketplace, itemId: '1' })).toMatchObject({
          capture: 'no',
          listing: null,
        });
      }
    }
  });

  it('says of a sign-in or captcha on an address of its own whose it is, and offers nothing', () => {
    for (const wall of ['login', 'captcha'] as const) {
      const summary = summarisePage({ kind: 'wall', wall, marketplace: 'taobao' });
      expect(summary).toMatchObject({ tone: 'warning', listing: null, capture: 'no' });
      expect(summary.heading).toContain('Taobao');
      expect(summary.detail).toMatch(/open the listing/);
    }
  });

  it('says of a short link that the listing is behind it', () => {
    const summary = summarisePage({ kind: 'none', marketplace: 'trendyol', shortLink: true });
    expect(summary).toMatchObject({ heading: 'A short link of Trendyol', capture: 'no', listing: null });
    expect(summary.detail).toMatch(/Open the page behind it/);
  });

  it('says whether the page keeps its button away', () => {
    expect(summarisePage({ kind: 'listing', ...ITEM }).buttonAbsent).toBe(false);
    expect(summarisePage({ kind: 'listing', ...ITEM, button: 'absent' }).buttonAbsent).toBe(true);
  });

  it('names some marketplaces in one short sentence to somebody who is on none', () => {
    const { detail } = summarisePage({ kind: 'none', marketplace: null });
    expect(detail).toMatch(/Alibaba\.com, AliExpress, .+ or another marketplace of the program/);
    expect(detail?.length).toBeLessThan(140);
  });

  it('does not offer a listing whose number is not known', () => {
    expect(summarisePage({ kind: 'listing', marketplace: 'aliexpress' }).capture).toBe('no');
  });
});
