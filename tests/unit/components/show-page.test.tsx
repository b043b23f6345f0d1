// @vitest-environment jsdom
import { m, setLanguage } from '@marketsafe/words';
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showPage } from '../../../components/shared/show-page.tsx';

function Page() {
  return <h1>{m.shared_settings()}</h1>;
}

function Broken(): never {
  throw new Error('DatabaseClosedError');
}

const title = () => `MarketSafe: ${m.shared_settings()}`;
const opened = Promise.resolve(null);
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
  await act(async () => void showPage({ language: known.promise, opened, title, Page }));
  expect(shown()).toBe('');
  await act(async () => {
    setLanguage('zh-CN');
    known.resolve();
  });
  expect(shown()).toBe('设置');
});

it('a page that is open follows the language, its title and its document too', async () => {
  await act(async () => void showPage({ language: Promise.resolve(), opened, title, Page }));
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

it('a page whose database cannot be opened says what is kept and what to do, in the language of now', async () => {
  const full = Promise.resolve('full' as const);
  await act(async () => void showPage({ language: Promise.resolve(), opened: full, title, Page }));
  expect(shown()).toContain('changed and deleted nothing');
  expect(shown()).toContain('Free space');
  expect(shown()).not.toContain('Settings');
  act(() => setLanguage('zh-CN'));
  expect(shown()).toContain('未更改或删除任何内容');
});

it('a page whose database fails while it is shown says why as soon as that is known', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const known = Promise.withResolvers<'unopened'>();
  await act(
    async () => void showPage({ language: Promise.resolve(), opened: known.promise, title, Page: Broken }),
  );
  expect(shown()).toContain('This page stopped working');
  await act(async () => known.resolve('unopened'));
  expect(shown()).toContain('restart the browser');
});
