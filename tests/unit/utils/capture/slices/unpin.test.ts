// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createUnpinner } from '../../../../../utils/capture/slices/unpin.ts';

beforeEach(() => {
  // jsdom lays nothing out, and knows no top layer.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 10, 10));
  const { matches } = Element.prototype;
  vi.spyOn(Element.prototype, 'matches').mockImplementation(function (this: Element, selector: string) {
    return selector.includes(':modal') ? this.hasAttribute('data-modal') : matches.call(this, selector);
  });
});

function load(html: string): { style: (id: string) => string; element: (id: string) => HTMLElement } {
  document.body.innerHTML = html;
  const element = (id: string) => document.getElementById(id) as HTMLElement;
  return { element, style: (id) => element(id).style.cssText };
}

describe('what is pinned to the window', () => {
  it('is out of the way without losing the focus, and put back to the letter', () => {
    const { element, style } = load(
      '<header id="head" style="top: 3px; position: sticky"></header><div id="chat" style="position: fixed; opacity: 0.9"><input id="field"></div><dialog id="box" data-modal style="position: fixed"></dialog><p id="text">Text</p>',
    );
    element('field').focus();
    const before = ['head', 'chat', 'box', 'text'].map((id) => element(id).outerHTML);
    const unpinner = createUnpinner(document.documentElement);
    expect(unpinner.unpin()).toBe(3);
    expect(style('head')).toContain('position: relative !important');
    expect(style('chat')).toContain('opacity: 0 !important');
    expect(style('chat')).not.toContain('visibility');
    expect(style('box')).toContain('visibility: hidden !important');
    expect(document.activeElement).toBe(element('field'));
    unpinner.restore();
    const same = (html: string) => html.replace(/;?"/g, '"');
    expect(['head', 'chat', 'box', 'text'].map((id) => same(element(id).outerHTML))).toEqual(
      before.map(same),
    );
  });

  it('keeps what the page changes in it meanwhile', () => {
    const { element, style } = load(
      '<header id="head" style="position: sticky; inset: 4px auto auto"></header>',
    );
    const unpinner = createUnpinner(document.documentElement);
    unpinner.unpin();
    element('head').style.color = 'red';
    unpinner.restore();
    expect(style('head')).toContain('color: red');
    expect(element('head').style.top).toBe('4px');
    expect(element('head').style.position).toBe('sticky');
    expect(style('head')).not.toContain('important');
  });

  it('is neither the extension’s own element, nor the body that a page holds still', () => {
    const { element } = load('<div id="ours" style="position: fixed"></div>');
    document.body.style.position = 'fixed';
    expect(createUnpinner(document.documentElement, element('ours')).unpin()).toBe(0);
    document.body.removeAttribute('style');
  });

  it('is not what holds the part that scrolls in the window’s place', () => {
    const { element, style } = load(
      '<div id="app" style="position: fixed"><main id="part"><b id="chat" style="position: fixed"></b></main></div>',
    );
    const held = globalThis as { [key: symbol]: unknown };
    held[Symbol.for('marketsafe-reporter.scroller')] = element('part');
    const unpinner = createUnpinner(document.documentElement);
    expect(unpinner.unpin()).toBe(1);
    expect(style('app')).toBe('position: fixed;');
    expect(style('chat')).toContain('opacity: 0 !important');
    unpinner.restore();
    held[Symbol.for('marketsafe-reporter.scroller')] = null;
  });
});
