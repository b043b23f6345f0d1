import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { houseRuleBreaches } from '../../../../scripts/support/house-rules.ts';

describe('house rules', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rules-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  it.each([
    ['a folder of a machine', 'docs/a.md', `saved in ${'/ho'}me/somebody/project`],
    ['work left for later', 'utils/a.ts', `// TO${'DO'} soon`],
    ['a silenced type checker', 'utils/a.ts', `// @ts-${'ignore'}`],
    ['a silenced linter', 'server/a.ts', `// biome-${'ignore'} lint: x`],
    ['text parsed as HTML', 'components/A.tsx', `element.inner${'HTML'} = text`],
    ['a test that does not run', 'tests/unit/a.test.ts', `it.${'skip'}('x', () => {})`],
  ])('find %s with its place', (_, path, line) => {
    write(path, `fine\n${line}\n`);
    expect(houseRuleBreaches(root)).toEqual([expect.stringMatching(new RegExp(`^${path}:2: `))]);
  });

  it('leave installed packages and built files alone', () => {
    write('node_modules/x/a.ts', `// TO${'DO'}`);
    write('.output/chrome-mv3/a.js', `// TO${'DO'}`);
    write('utils/a.ts', 'export const root = 1;\n');
    expect(houseRuleBreaches(root)).toEqual([]);
  });
});
