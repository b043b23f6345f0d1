// @vitest-environment jsdom
import '../../support/top-layer.ts';
import { readFileSync } from 'node:fs';
import { setLanguage } from '@marketsafe/words';
import { afterEach, expect, it, vi } from 'vitest';
import { createInPageButton } from '../../../../utils/page/in-page-button.ts';

afterEach(() => setLanguage('en'));

/** The fonts that the looks give to a selector, as a list. */
function fontsOfLooks(selector: RegExp): string[] {
  const sheet = readFileSync('looks/src/styles/fonts.css', 'utf8');
  return namesIn(selector.exec(sheet)?.[1] ?? '');
}

const namesIn = (stack: string) => stack.split(',').map((name) => name.trim().replaceAll('"', ''));

it('is drawn in the fonts of the looks, in each language, also when that changes', () => {
  const attach = vi.spyOn(Element.prototype, 'attachShadow');
  const button = createInPageButton(document, {
    capture: () => new Promise(() => undefined),
    absent: () => undefined,
  });
  const root = attach.mock.results[0]?.value as ShadowRoot;
  const panel = root.querySelector<HTMLElement>('[lang]');
  const fonts = () => namesIn(panel?.style.fontFamily ?? '');
  expect(fonts()).toEqual(fontsOfLooks(/:root,\s*\[lang\] \{\s*--font:\s*([^;]+);/));
  setLanguage('zh-CN');
  expect(fonts()).toEqual(fontsOfLooks(/:lang\(zh\) \{\s*--font:\s*([^;]+);/));
  expect(fonts()).toContain('Noto Sans CJK SC');
  button.remove();
});
