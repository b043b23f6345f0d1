import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/support/paths.ts';

const COLOUR = /#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)\(/i;

/** Style sheets below a folder, each by its path. */
function sheets(folder: string): [path: string, text: string][] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.css'))
    .map((path) => [join(folder, path), readFileSync(join(ROOT, folder, path), 'utf8')]);
}

/** The classes for which a style sheet has a rule of their own, not within another's. */
function classesOf(text: string): string[] {
  return text
    .replace(/\/\*.*?\*\//gs, '')
    .split('\n')
    .flatMap((line) => /^\s*\.([a-z][\w-]*)\s*[,{]$/.exec(line)?.[1] ?? []);
}

const OF_PAGES = [...sheets('components'), ...sheets('console/src')];
const OF_LOOKS = sheets('looks/src');

describe('one look', () => {
  it('has every colour in one file', () => {
    const elsewhere = [...OF_PAGES, ...OF_LOOKS]
      .filter(([path, text]) => !path.endsWith('tokens.css') && COLOUR.test(text))
      .map(([path]) => path);
    expect(elsewhere).toEqual([]);
  });

  it('has every font in one file', () => {
    const elsewhere = [...OF_PAGES, ...OF_LOOKS]
      .filter(([path]) => !path.endsWith('fonts.css'))
      .filter(([, text]) => /font-family:(?! var\(--font(?:-mono)?\);)/.test(text))
      .map(([path]) => path);
    expect(elsewhere).toEqual([]);
  });

  it('defines no class of the looks again in a page', () => {
    const shared = new Set(OF_LOOKS.flatMap(([, text]) => classesOf(text)));
    expect(shared.size).toBeGreaterThan(40);
    const again = OF_PAGES.flatMap(([path, text]) =>
      classesOf(text)
        .filter((name) => shared.has(name))
        .map((name) => `${path}: .${name}`),
    );
    expect(again).toEqual([]);
  });

  it('gives Chinese, in an interface or amid other text, fonts that draw its characters', () => {
    const fonts = readFileSync(join(ROOT, 'looks/src/styles/fonts.css'), 'utf8');
    const [, chinese = ''] = /:lang\(zh\) \{(.*?)\}/s.exec(fonts) ?? [];
    for (const font of ['PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC']) {
      expect(chinese).toContain(`"${font}"`);
    }
  });
});
