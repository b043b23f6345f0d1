import { describe, expect, it } from 'vitest';
import { openDom } from '../../../../utils/marketplaces/dom.ts';
import { finishFacts } from '../../../../utils/marketplaces/finish-facts.ts';
import { labelledCount } from '../../../../utils/marketplaces/labelled-count.ts';
import { shownLines, shownText } from '../../../../utils/marketplaces/shown-text.ts';
import { effortOf } from '../../support/effort.ts';
import { openPage } from './open-page.ts';

const found = <Value>(value: Value) => [() => ({ value, raw: String(value), source: 'state:x' })];

describe('what a program should have replaced is no fact', () => {
  it.each([
    '{{product.title}}',
    'Hello {% if name %}x{% endif %}',
    ['$', '{item.name}'].join(''),
    '<%= brand %>',
    '[page="merchant_info"]E[/page] sends it.',
    "[link='x']here",
    'See [/page]',
    'Sold {0} times',
    'By {shopName}',
    '%1$s left',
    '@@BRAND@@',
    '__SHOP_NAME__',
    'undefined',
    'null',
    '[object Object]',
    '{"content":"<p>x</p>"}',
    '[{"text":"x"}]',
  ])('%s', (text) => {
    expect(shownText(text, 500)).toBe('');
    const { title, brand, description, location } = finishFacts({
      title: found(text),
      brand: found(text),
      description: found(text),
      location: found(text),
    });
    expect([title, brand, description, location]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each([
    'Bottle [new] [500 ml]',
    '【正品】鞋 {红}',
    'T-shirt <M> 3 < 5',
    'Cable 5% off, 100% cotton',
    'snake_case __init__',
    'NULL Studio',
    '$5 {x}',
    'a@@b',
  ])("a seller's %s stays", (text) => {
    expect(shownText(text, 500)).toBe(text);
    expect(shownLines(text, 500)).toBe(text);
  });

  it('costs a description only its own line', () => {
    expect(shownLines('Good leather.\n[page="x"]E[/page] sends it.\nTwo pockets.', 500)).toBe(
      'Good leather. Two pockets.',
    );
  });

  it('is found in time that grows with the text', () => {
    for (const part of ['{{', '[a="', '${', '<%', '<p ', '__A', '%1', '{a'])
      expect(effortOf(() => shownLines(part.repeat(200_000), 20_000))).toBeLessThan(500);
  });
});

describe('a description that is markup is given as text', () => {
  it.each([
    ['<p>Good <b>leather</b></p><script>x()</script>', 'Good leather'],
    ['&lt;div&gt;Two&lt;br/&gt;pockets&lt;/div&gt;', 'Two pockets'],
    ['<style>p{color:red}</style><p>Red</p>', 'Red'],
    ['<img src="//x.example/a.png">', ''],
  ])('%s', (html, text) => {
    expect(shownLines(html, 500)).toBe(text);
  });
});

describe('the text of an element', () => {
  const dom = (html: string) => openDom(openPage('https://www.alibaba.com/', html));
  const textOf = (html: string, limit?: number) => {
    const view = dom(`<div id="x">${html}</div>`);
    const element = view.find('#x');
    return element && view.text(element, limit);
  };

  it.each([undefined, 900])('holds no style sheets and scripts within it (limit %s)', (limit) => {
    expect(textOf('<style>.a{}</style>Good<script>x()</script> <b>bag</b>', limit)).toBe('Good bag');
    expect(textOf('Good <b>bag</b>', limit)).toBe('Good bag');
  });

  it('is the same however many texts were asked for before', () => {
    const view = dom(
      '<div id="x"><style>.a{}</style>Good<script>x()</script> <b>bag</b></div><p id="y">Two</p>',
    );
    const texts = ['#x', '#y'].map((selector) => view.find(selector));
    for (let asked = 0; asked < 200; asked++)
      expect(texts.map((element) => element && view.text(element))).toEqual(['Good bag', 'Two']);
  });

  it('is cut to its limit where it holds some, too', () => {
    expect(textOf('<style>.a{}</style>Good bag', 4)).toBe('Good');
  });

  it('of a shadow root holds no style sheet either', () => {
    const document = openPage('https://www.alibaba.com/', '<div id="x"></div>');
    const host = document.querySelector('#x');
    const root = host?.attachShadow({ mode: 'open' });
    if (root) root.innerHTML = '<style>.a{color:red}</style><p>Good bag</p>';
    expect(host && openDom(document).shadowText(host)).toBe('Good bag');
  });

  it('of a script is the script', () => {
    const view = dom('<script id="s">var a = 1;</script>');
    const script = view.find('#s');
    expect(script && view.text(script)).toBe('var a = 1;');
  });
});

describe('a count with words of any language around it', () => {
  it.each([
    ['119 sold', 119],
    ['تم بيع 5', 5],
    ['تم بيع ٥', 5],
    ['65 відгуків', 65],
    ['১২ বিক্রি', 12],
    ['Satılan: 1.204', 1204],
    ['Myyty 37 kpl', 37],
    ['1,000+ πωλήσεις', 1000],
    ['3555 satıldı', 3555],
    ['已售 3万+', 30_000],
    ['10K+ sold', 10_000],
    ['7', 7],
  ])('%s is %i', (text, count) => {
    expect(labelledCount(text)).toBe(count);
  });

  it.each([
    '5 тыс. продано',
    '5 ezer eladva',
    '2 tusen solgt',
    '5 हज़ार',
    '98% положительных',
    '1.5 of 5',
    '30 days 500',
    '<10',
    '-5',
    '4/5',
    'sold',
    '',
  ])('%j is none', (text) => {
    expect(labelledCount(text)).toBeUndefined();
  });
});

describe('a list that is cut says that it is not whole', () => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => ({ text: `v${index}` }));

  it('for values and for combinations', () => {
    const { variants } = finishFacts({
      variants: found({
        options: [{ name: 'A', values: values(301) }, { values: values(300) }],
        skus: Array.from({ length: 501 }, (_, index) => ({ id: String(index), values: [] })),
      }),
    });
    expect(variants?.value.options.map(({ incomplete }) => incomplete)).toEqual([true, undefined]);
    expect(variants?.value.options[0]?.values).toHaveLength(300);
    expect(variants?.value).toMatchObject({ incomplete: true });
  });

  it('and what is chosen is one of the values or not given', () => {
    const { variants } = finishFacts({
      variants: found({
        options: [
          { values: values(2), selected: ' v1 ' },
          { values: values(2), selected: 'other' },
        ],
        skus: [],
      }),
    });
    expect(variants?.value.options.map(({ selected }) => selected)).toEqual(['v1', undefined]);
  });
});
