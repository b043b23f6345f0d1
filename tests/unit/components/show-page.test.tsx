// @vitest-environment jsdom
import { m, setLanguage } from '@marketsafe/words';
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showPage } from '../../../components/shared/show-page.tsx';

function Page() {
  return <h1>{m.shared_settings()}</h1>;
}

const title = () => `MarketSafe: ${m.shared_settings()}`;
const shown = () => document.getElementById('root')?.textContent;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const root = document.createElement('div');
  root.id = 'root';
  document.body.replaceChildren(root);
});
afterEach(() => {
  act(() => setLanguage('en'));
  vi.unstubAllGlobals();
});

it('a page is not seen before its language is known, and then in that language at once', async () => {
  const known = Promise.withResolvers<void>();
  await act(async () => void showPage({ language: known.promise, title, Page }));
  expect(shown()).toBe('');
  await act(async () => {
    setLanguage('zh-CN');
    known.resolve();
  });
  expect(shown()).toBe('设置');
});

it('a page that is open follows the language, its title and its document too', async () => {
  await act(async () => void showPage({ language: Promise.resolve(), title, Page }));
  expect([shown(), document.title, document.documentElement.lang]).toEqual([
    'Settings',
    'MarketSafe: Settings',
    'en',
  ]);
  act(() => setLanguage('zh-CN'));
  expect([shown(), document.title, document.documentElement.lang]).toEqual([
    '设置',
    'MarketSafe: 设置',
    'zh-CN',
  ]);
});
