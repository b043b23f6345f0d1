import { describe, expect, it } from 'vitest';
import { pageOfState } from '../../../../scripts/accuracy/page-of-state.ts';
import { openDom } from '../../../../utils/marketplaces/dom.ts';
import { openInlineState } from '../../../../utils/marketplaces/inline-state.ts';
import { openPage } from '../../utils/marketplaces/open-page.ts';

function stateOf(marketplace: string, text: string, variable: string): unknown {
  const document = openPage('https://www.taobao.com/', pageOfState(marketplace, text));
  return JSON.parse(JSON.stringify(openInlineState(openDom(document)).assigned(variable)));
}

describe('a state that was saved without its page', () => {
  it('of Taobao and Tmall stands where their pages hold the answer', () => {
    const placed = { loaderData: { home: { data: { res: { item: { title: 'B' } } } } } };
    expect(stateOf('taobao', '{"api":"x","data":{"item":{"title":"B"}}}', '__ICE_APP_CONTEXT__')).toEqual([
      placed,
    ]);
    expect(stateOf('tmall', JSON.stringify(placed), '__ICE_APP_CONTEXT__')).toEqual([placed]);
  });

  it('of Lazada’s engine is unwrapped where it is a text of JSON', () => {
    const placed = { data: { root: { fields: { product: { title: 'B' } } } } };
    expect(stateOf('daraz', JSON.stringify(placed), '__moduleData__')).toEqual([placed]);
    const answer = { data: { module: JSON.stringify(placed.data.root.fields) } };
    expect(stateOf('lazada', JSON.stringify(answer), '__moduleData__')).toEqual([placed]);
  });

  it('is read from a script that assigns it', () => {
    expect(stateOf('goofish', 'window.data = {"a": 1}\n;\n', 'data')).toEqual([{ a: 1 }]);
  });

  it('cannot end the script that it is placed in', () => {
    const text = JSON.stringify({ data: { a: '</script><h1>x</h1><!--' } });
    const html = pageOfState('taobao', text);
    expect(openPage('https://www.taobao.com/', html).querySelector('h1')).toBeNull();
    expect(stateOf('taobao', text, '__ICE_APP_CONTEXT__')).toMatchObject([
      { loaderData: { home: { data: { res: { a: '</script><h1>x</h1><!--' } } } } },
    ]);
  });

  it('is refused where it is no JSON', () => {
    expect(() => pageOfState('taobao', '<html>')).toThrow(SyntaxError);
    expect(() => pageOfState('lazada', '{"data":{"module":"{"}}')).toThrow(SyntaxError);
  });
});
