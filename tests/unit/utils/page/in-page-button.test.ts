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

it('says how the report stands once there is one, in place of the capture that it had saved; and keeps that while nothing changes', () => {
  const attach = vi.spyOn(Element.prototype, 'attachShadow');
  const button = createInPageButton(document, {
    capture: () => new Promise(() => undefined),
    absent: () => undefined,
  });
  const said = () => {
    const root: unknown = attach.mock.results.at(-1)?.value;
    if (!(root instanceof ShadowRoot)) throw new Error('the button has no root');
    return root.querySelector('[role="status"]')?.textContent;
  };
  const sent = { is: 'sent', number: 'MS-0000-0001', at: Date.now(), by: null } as const;
  button.stand({ is: 'draft', at: Date.now() });
  button.tell({ outcome: 'saved', draftId: 'd', captureId: 'c', limitations: [] } as never);
  const saved = said();
  button.stand({ is: 'draft', at: Date.now() });
  expect(said()).toBe(saved);
  button.stand({ ...sent, state: 'in_review' });
  expect(said()).toMatch(/MS-0000-0001: In review/);
  button.stand({ ...sent, state: 'platform_rejected', cause: 'evidence-insufficient' });
  expect(said()).toMatch(/refused: The evidence does not suffice/);
  // Somebody asks for one more, and is told that there is one: that stands until the report goes on.
  button.tell({ outcome: 'exists', draftId: 'd' } as never);
  const exists = said();
  button.stand({ ...sent, state: 'platform_rejected', cause: 'evidence-insufficient' });
  expect(said()).toBe(exists);
  button.stand({ ...sent, state: 'removed' });
  expect(said()).toMatch(/removed/);
  button.remove();
});
