import { describe, expect, it } from 'vitest';
import { readPage } from '../../../../../utils/marketplaces/read-page.ts';
import { openPage } from '../open-page.ts';

const address = 'https://www.goofish.com/item?id=990000000011';
const facts = (html: string) => readPage(address, openPage(address, html)).facts;
const item = (inner: string) => `<div class="item-main-info--x">${inner}</div>`;

describe('prices', () => {
  const priceOf = (text: string) =>
    facts(item(`<div class="price--x">${text}</div><span class="desc--y">A</span>`)).price?.value;

  it.each([
    ['225', 225, 225],
    ['1,299.50', 1299.5, 1299.5],
    ['<span>8.9</span><span> - </span><span>15.5</span>', 8.9, 15.5],
    ['¥30', 30, 30],
  ])('are read without the sign that stands beside them: %s', (text, min, max) => {
    expect(priceOf(text)).toEqual({ min, max, currency: 'CNY' });
  });

  it.each(['1.28万', '面议', '0', '15-8', '1?8', '225 原价300', ''])(
    'are left out where they are none: %s',
    (text) => {
      expect(priceOf(text)).toBeUndefined();
    },
  );

  it('of recommended items are not the item’s', () => {
    expect(
      facts(
        `${item('<span class="desc--y">A</span>')}<a class="feeds-item-wrap--z"><div class="price--x">1</div></a>`,
      ).price,
    ).toBeUndefined();
  });
});

describe('sellers', () => {
  const viewer = `<div class="header--h"><a href="https://www.goofish.com/personal?userId=2200000000999"><div class="nick--n">viewer_nick</div></a></div>`;
  const block = `<div class="item-user-info-nick--a">样品小店</div>`;

  it('are never the viewer, whose name stands in the header', () => {
    expect(facts(viewer + item('<span class="desc--y">A</span>')).seller).toBeUndefined();
    expect(facts(viewer + block + item('<span class="desc--y">A</span>')).seller?.value).toEqual({
      name: '样品小店',
    });
  });

  it('have the number of the chat link about this item', () => {
    const chat = (id: string) =>
      item(`<span class="desc--y">A</span><a href="/im?itemId=${id}&peerUserId=2200000000001">聊一聊</a>`);
    expect(facts(block + chat('990000000011')).seller?.value.id).toBe('2200000000001');
    expect(facts(block + chat('990000000099')).seller?.value.id).toBeUndefined();
  });

  it('are left out where two answers stand in scripts', () => {
    const answer = (id: string, nick: string) =>
      `<script>x={"itemDO":{"itemId":"${id}","title":"T","soldPrice":"5"},"sellerDO":{"nick":"${nick}","sellerId":1}}</script>`;
    expect(facts(answer('990000000011', 'A')).seller?.value.name).toBe('A');
    expect(facts(answer('990000000011', 'A') + answer('990000000099', 'B')).seller).toBeUndefined();
  });
});

describe('titles', () => {
  const long = `样品${'很长的描述，'.repeat(60)}`;

  it('are the first line, also where lines nest', () => {
    expect(
      facts(item('<span class="desc--y"><span><span>第一行</span><br><span>第二行</span></span></span>'))
        .title?.value,
    ).toBe('第一行');
    expect(facts(item('<span class="desc--y">第一行\n第二行</span>')).title?.value).toBe('第一行');
  });

  it('of a text without line breaks are what the document’s title says', () => {
    const html = item(`<span class="desc--y">${long}</span>`);
    expect(facts(`<title>样品很长的描述_闲鱼</title>${html}`).title?.value).toBe('样品很长的描述');
    expect(facts(html).title).toBeUndefined();
  });

  it('are never the site’s own', () => {
    expect(
      facts(`<title>闲鱼 - 闲不住？上闲鱼！</title>${item('<div class="price--x">5</div>')}`).title,
    ).toBeUndefined();
  });
});

it('a range holds only where the listed price lies within it', () => {
  const stated = (min: string, max: string) =>
    facts(
      `<script>x={"itemDO":{"itemId":"990000000011","title":"T","soldPrice":"10","minPrice":"${min}","maxPrice":"${max}"}}</script>`,
    ).price?.value;
  expect(stated('10', '25.5')).toEqual({ min: 10, max: 25.5, currency: 'CNY' });
  expect(stated('1000', '2550')).toEqual({ min: 10, max: 10, currency: 'CNY' });
});

it('a removed item is named under every wording', () => {
  for (const text of ['糟糕！宝贝被删掉了', '该宝贝不存在', '宝贝走丢了']) {
    const html = `<title>闲鱼 - 闲不住？上闲鱼！</title><div id="ice-container"><p>${text}</p></div>`;
    expect(readPage(address, openPage(address, html))).toMatchObject({ kind: 'wall', wall: 'removed' });
  }
});

it('a sold item stays a listing', () => {
  const html = item(
    '<div class="price--x">5</div><span class="desc--y">A</span><div>卖掉了</div><p>宝贝已下架</p>',
  );
  expect(readPage(address, openPage(address, html)).kind).toBe('listing');
});
