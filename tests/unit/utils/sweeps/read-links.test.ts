import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINKS_LIMIT, readLinks } from '../../../../utils/sweeps/read-links.ts';

const ITEM = 'https://www.aliexpress.com/item/1005006000000001.html';

describe('a list of links', () => {
  it('is recognised and cleaned, whatever stands around its addresses, and each listing comes once', () => {
    const read = readLinks([
      `${ITEM}?spm=a2g0o.x&gatewayAdapt=glo2fra`,
      '',
      `see ${ITEM}, and https://item.taobao.com/item.htm?id=600000000001&ali_refid=x。`,
      'www.aliexpress.com/item/1005006000000002.html',
      `"Jacket","=HYPERLINK(""https://detail.tmall.com/item.htm?id=600000000002"",""Jacket"")",12.5`,
    ]);
    expect(read.links).toEqual([
      { listingKey: 'aliexpress:1005006000000001', marketplace: 'aliexpress', url: ITEM },
      {
        listingKey: 'taobao:600000000001',
        marketplace: 'taobao',
        url: 'https://item.taobao.com/item.htm?id=600000000001',
      },
      {
        listingKey: 'aliexpress:1005006000000002',
        marketplace: 'aliexpress',
        url: 'https://www.aliexpress.com/item/1005006000000002.html',
      },
      {
        listingKey: 'tmall:600000000002',
        marketplace: 'tmall',
        url: 'https://detail.tmall.com/item.htm?id=600000000002',
      },
    ]);
    expect(read).toMatchObject({ doubles: 1, leftOut: [], cut: false });
  });

  it('says of everything else why it is left out', () => {
    const read = readLinks([
      'https://www.example.com/item/1005006000000001.html',
      'https://www.aliexpress.com/w/wholesale-jacket.html',
      'https://m.tb.cn/h.abc',
      'Title,Price',
      'https://www.aliexpress.com.evil.example/item/1005006000000001.html',
      'javascript:alert(1)',
    ]);
    expect(read.links).toEqual([]);
    expect(read.leftOut.map(({ why }) => why)).toEqual([
      'other-site',
      'no-listing',
      'short-link',
      'no-address',
      'other-site',
      'no-address',
    ]);
  });

  it('counts a link in a cell and behind the same cell once', () => {
    expect(readLinks([`${ITEM}\t${ITEM}?x=1`])).toMatchObject({ links: [{}], doubles: 0 });
  });

  it('is read as far as is sensible, and says that it was cut', () => {
    const many = (function* () {
      for (let item = 0; ; item += 1) yield `https://item.taobao.com/item.htm?id=${600_000_000_000 + item}`;
    })();
    const read = readLinks(many);
    expect(read.links).toHaveLength(LINKS_LIMIT);
    expect(read.cut).toBe(true);
  });

  it('never throws, and gives only addresses of marketplaces', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.webUrl(), fc.constant(ITEM))), (lines) => {
        for (const { url } of readLinks(lines).links) expect(url).toMatch(/^https:\/\//);
      }),
    );
  });
});
