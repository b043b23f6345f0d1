import { m } from '@marketsafe/words';
import { expect, it } from 'vitest';
import { currentEntry, navigationFor } from '../../../../console/src/app/navigation.ts';

const at = (path: string) => currentEntry(navigationFor(['analyst']), path)?.to ?? null;

it('names the entry whose screens a path is one of, and none where it is of nobody’s', () => {
  expect(at('/claims')).toBe('/claims');
  expect(at('/claims/5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e1d01')).toBe('/claims');
  expect(at('/reports/of/x')).toBe('/reports');
  // A name that only begins alike is another one's.
  expect(at('/claimsmen')).toBeNull();
  expect(at('/')).toBeNull();
  // What somebody has no use for is not where they are.
  expect(currentEntry(navigationFor(['liaison']), '/claims')).toBeNull();
});

it('is called by the screen in both languages', () => {
  const name = (locale: 'en' | 'zh-CN') =>
    m.console_menu_here({ name: m.figures_title({}, { locale }) }, { locale });
  expect([name('en'), name('zh-CN')]).toEqual(['Menu: Reports', '菜单：统计报告']);
});
