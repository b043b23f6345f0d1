import { MARKETPLACE_IDS, REASONS } from '@marketsafe/contract';
import {
  actsOnPlace,
  forLiaison,
  isUnverified,
  isValuePath,
  leafSchema,
  lessRevealing,
  limitsFor,
  marketplaceReason,
  mayBlock,
  type ProcedureBook,
  packetLinks,
  procedureFor,
  RELEASED_PROCEDURES,
  revealing,
  type Sourced,
} from '@marketsafe/contract/procedures';
import { describe, expect, it } from 'vitest';

const LEAF: Sourced<number> = {
  value: 500,
  grade: 'D',
  source: { title: 'IPP: steps', address: 'https://ipp.alibabagroup.com/', date: '2026-11' },
  seenOn: '2026-11-29',
  verified: null,
};

describe('what holds for a marketplace', () => {
  it('is its own above what it takes over, and the country site’s above both', () => {
    expect(procedureFor('taobao').parts.clocks['our-reply']?.period).toMatchObject({
      value: { least: 3, most: 3, unit: 'business-days' },
      from: 'taobao',
    });
    expect(procedureFor('1688').parts.clocks['our-reply']?.period).toMatchObject({
      value: null,
      from: 'alibaba-ipp',
    });
    expect(procedureFor('tmall').parts.clocks['complaint-or-suit']?.period).toMatchObject({ from: 'law-cn' });
    expect(procedureFor('daraz').parts.overview.it?.operator).toBeUndefined();
    expect(procedureFor('daraz', { site: 'pk' }).parts.overview.it?.operator?.from).toBe('daraz-pk');
    expect(procedureFor('daraz', { site: 'zz' }).parts).toEqual(procedureFor('daraz').parts);
  });

  it('changes for every marketplace that takes a program over when the program’s value does, and for no other', () => {
    const ipp = RELEASED_PROCEDURES['alibaba-ipp'];
    const book: ProcedureBook = {
      ...RELEASED_PROCEDURES,
      'alibaba-ipp': {
        ...ipp,
        channels: { ...ipp?.channels, account: { ...ipp?.channels?.account, maxLinks: LEAF } },
      },
    };
    const links = (id: Parameters<typeof procedureFor>[0]) =>
      limitsFor(procedureFor(id, { book }))?.links?.most;
    expect([links('taobao'), links('1688'), links('aliexpress')]).toEqual([500, 500, 500]);
    expect([links('lazada'), links('daraz'), links('goofish')]).toEqual([300, undefined, undefined]);
  });
});

describe('limits', () => {
  it('are of the channel that the program files by, or of the one that is named', () => {
    const taobao = procedureFor('taobao');
    expect(limitsFor(taobao)).toMatchObject({ channel: 'account', links: { most: 300, mayBlock: true } });
    expect(limitsFor(taobao, 'form')).toMatchObject({
      channel: 'form',
      links: { most: 10, mayBlock: false },
    });
    expect(limitsFor(taobao, 'fax')).toBeNull();
  });

  it('block only where the marketplace or a law says them', () => {
    expect(limitsFor(procedureFor('lazada'))).toMatchObject({
      megabytes: { most: 5, mayBlock: false },
      files: { most: 4, mayBlock: false },
      fileTypes: null,
    });
    expect((['D', 'L', '3', 'M', 'I', null] as const).map((grade) => mayBlock({ grade }))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect((['D', 'L', '3', 'M', 'I', null] as const).map((grade) => isUnverified({ grade }))).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('bound a packet: the marketplace’s own where it says one, 300 where nothing is known, of what is unverified no more than that', () => {
    const packet = (change: Partial<Sourced<number>>) => {
      const channels = { account: { maxLinks: { ...LEAF, ...change } } };
      const book: ProcedureBook = { ...RELEASED_PROCEDURES, taobao: { channels } };
      return packetLinks(procedureFor('taobao', { book }));
    };
    expect(MARKETPLACE_IDS.map((id) => packetLinks(procedureFor(id)))).toEqual(
      MARKETPLACE_IDS.map(() => 300),
    );
    expect(packet({ value: null, grade: null, source: null })).toBe(300);
    expect([packet({ value: 20 }), packet({ value: 500 })]).toEqual([20, 500]);
    expect([packet({ value: 20, grade: '3' }), packet({ value: 500, grade: '3' })]).toEqual([20, 300]);
    // Names of files have three digits for a link; and a packet without any is none.
    expect([packet({ value: 5_000 }), packet({ value: 0 })]).toEqual([999, 1]);
  });

  it('are not known where nothing was found', () => {
    expect(limitsFor(procedureFor('daraz'))).toMatchObject({ links: null, megabytes: null, address: null });
  });
});

describe('reasons', () => {
  it('have the marketplace’s own wording, in a language only where it was found', () => {
    expect(marketplaceReason(procedureFor('taobao'), 'test-buy')).toMatchObject({
      wording: { en: 'Test buy', zh: '商标权-假货-购买鉴定' },
      isVerified: true,
    });
    expect(marketplaceReason(procedureFor('aliexpress'), 'image-theft')?.wording.en).toBeNull();
    expect(marketplaceReason(procedureFor('tmall'), 'artwork-or-text')?.isVerified).toBe(false);
    expect(marketplaceReason(procedureFor('daraz'), 'test-buy')).toBeNull();
  });

  it('that the IPP platform is known to have are all of ours', () => {
    for (const { code } of REASONS) expect(marketplaceReason(procedureFor('taobao'), code)?.code).toBe(code);
  });

  it('that reveal less come least first, are ones the right can carry, and never the chosen one', () => {
    const taobao = procedureFor('taobao');
    expect(lessRevealing(taobao, 'trademark', 'counterfeit-features').map(({ code }) => code)).toEqual([
      'model-does-not-exist',
      'unfair-trademark-use',
      'test-buy',
    ]);
    expect(lessRevealing(taobao, 'trademark', 'model-does-not-exist')).toEqual([]);
    expect(lessRevealing(procedureFor('daraz'), 'copyright', 'image-theft')).toEqual([]);
  });

  it('say what they reveal there, and how much also where that is not known', () => {
    expect(revealing(procedureFor('taobao'), 'test-buy')).toMatchObject({
      level: 1,
      says: { en: expect.stringContaining('order number') },
    });
    expect(revealing(procedureFor('trendyol'), 'counterfeit-features')).toEqual({ level: 2, says: null });
  });
});

describe('places of registration', () => {
  it('are accepted, not accepted, or not known to be either', () => {
    expect(actsOnPlace(procedureFor('taobao'), 'CN')).toBe(true);
    expect(actsOnPlace(procedureFor('taobao'), 'US')).toBe(false);
    expect(actsOnPlace(procedureFor('aliexpress'), 'US')).toBe(true);
    expect(actsOnPlace(procedureFor('tmall-global'), 'US')).toBeNull();
    expect(actsOnPlace(procedureFor('lazada', { site: 'th' }), 'TH')).toBeNull();
  });
});

describe('a value that is handed in', () => {
  const links = leafSchema({ part: 'channels', field: 'maxLinks' });
  const refused = (change: object) => !links.safeParse({ ...LEAF, ...change }).success;

  it('is taken with its source, and refused without one, without a grade, or with one of a value that is not there', () => {
    expect(links.parse(LEAF)).toEqual(LEAF);
    expect(links.safeParse({ ...LEAF, value: null, grade: null, source: null }).success).toBe(true);
    expect(links.safeParse({ ...LEAF, grade: 'M', source: null }).success).toBe(true);
    expect(refused({ source: null })).toBe(true);
    expect(refused({ grade: null })).toBe(true);
    expect(refused({ value: null })).toBe(true);
    expect(refused({ value: '500' })).toBe(true);
    expect(refused({ value: -1 })).toBe(true);
    expect(refused({ seenOn: 'yesterday' })).toBe(true);
    expect(refused({ note: { en: 'only one', zh: ' ' } })).toBe(true);
    expect(refused({ more: 1 })).toBe(true);
  });

  it('never holds an address that does something else than open a page', () => {
    const source = (address: string) => refused({ source: { title: 'x', address, date: null } });
    expect(
      ['javascript:alert(1)', 'data:text/html,x', 'ftp://x', 'https://x" onclick="'].map(source),
    ).toEqual([true, true, true, true]);
    const channel = leafSchema({ part: 'channels', field: 'address' });
    const taken = (value: string) => channel.safeParse({ ...LEAF, value }).success;
    expect(
      ['ipr@alibaba-inc.com', 'https://ipp.aidcgroup.net/#/ippHome', 'javascript:1', 'a b@c'].map(taken),
    ).toEqual([true, true, false, false]);
  });

  it('stands at a path that there is', () => {
    expect(isValuePath({ part: 'channels', item: 'account', field: 'maxLinks' })).toBe(true);
    expect(isValuePath({ part: 'overview', item: 'it', field: 'route' })).toBe(true);
    expect(isValuePath({ part: 'overview', item: 'other', field: 'route' })).toBe(false);
    expect(isValuePath({ part: 'channels', item: '__proto__', field: 'maxLinks' })).toBe(false);
    expect(isValuePath({ part: 'channels', item: 'constructor', field: 'maxLinks' })).toBe(false);
    expect(isValuePath({ part: 'channels', item: 'account', field: 'constructor' })).toBe(false);
    expect(isValuePath({ part: 'toString', item: 'it', field: 'route' })).toBe(false);
  });
});

describe('what a marketplace’s own people may be shown', () => {
  it('is what a notice needs, and nothing of how the program weighs, of sellers, or of its sources', () => {
    const { parts } = forLiaison(procedureFor('taobao'));
    expect(parts.channels.account?.maxLinks).toMatchObject({ value: 300, source: null });
    expect(parts.reasons['test-buy']?.documents?.value).toHaveLength(2);
    expect(parts.reasons['test-buy']?.reveals).toBeUndefined();
    for (const part of ['penalties', 'abuse', 'sellerSees', 'rebuttals'] as const)
      expect(parts[part]).toEqual({});
    const text = JSON.stringify(parts);
    for (const kept of ['falvjieda', 'Sellers are told', 'copy of the page breaks off', 'deciding'])
      expect(text).not.toContain(kept);
  });
});
