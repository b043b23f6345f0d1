import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBuilt, markBuilt } from '../../../../scripts/support/stamp.ts';

describe('what is up to date', () => {
  let folder: string;
  let source: string;
  let output: string;
  let stamps: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stamp-'));
    source = join(folder, 'source');
    output = join(folder, 'output');
    stamps = join(folder, 'stamps');
    mkdirSync(source);
    mkdirSync(output);
    writeFileSync(join(source, 'a.ts'), '1');
    writeFileSync(join(output, 'a.js'), '1');
    markBuilt('it', [source], output, stamps);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const current = () => isBuilt('it', [source], output, stamps);

  it('is what was built from the sources as they are', () => {
    expect(current()).toBe(true);
  });

  it.each([
    ['a source changed', () => writeFileSync(join(source, 'a.ts'), '2')],
    ['a source was added', () => writeFileSync(join(source, 'b.ts'), '')],
    ['a source was removed', () => rmSync(join(source, 'a.ts'))],
    ['the output was changed by something else', () => writeFileSync(join(output, 'a.js'), '2')],
    ['the output is gone', () => rmSync(output, { recursive: true })],
  ])('is not current when %s', (_, change) => {
    change();
    expect(current()).toBe(false);
  });

  it('ignores what lies among the sources without being one', () => {
    mkdirSync(join(source, 'node_modules'));
    writeFileSync(join(source, 'node_modules', 'x.js'), '1');
    expect(current()).toBe(true);
  });
});
