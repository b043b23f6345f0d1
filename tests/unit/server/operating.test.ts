import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/support/paths.ts';
import { EXIT, exitCodeOf } from '../../../server/src/exit-codes.ts';
import { DatabaseGivenUp } from '../../../server/src/postgres/news.ts';
import { SettingError } from '../../../server/src/setting-error.ts';
import { DatabaseUnreachable } from '../../../server/src/settings/usable.ts';

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

describe('how the server ends', () => {
  it('tells a supervisor whether to start it again', () => {
    expect(exitCodeOf(new SettingError('PORT'))).toBe(78);
    expect(exitCodeOf(new DatabaseUnreachable())).toBe(75);
    expect(exitCodeOf(new DatabaseGivenUp(900_000))).toBe(75);
    expect(exitCodeOf(new Error('the port is taken'))).toBe(1);
  });

  it('is what the service unit and its description say', () => {
    const unit = read('server', 'marketsafe-reporter.service');
    expect(unit).toContain(`\nRestartPreventExitStatus=${EXIT.setting}\n`);
    expect(unit).toContain('\nRestart=on-failure\n');
    // The database is a process of ours: whoever ended it with us would end it before our last requests.
    expect(unit).toContain('\nKillMode=mixed\n');
    const description = read('docs', 'operating.md');
    for (const code of Object.values(EXIT)) expect(description).toContain(`\n| ${code} |`);
  });
});

describe('docs/operating.md', () => {
  it('names every setting that is read, and no other', () => {
    const source = read('server', 'src', 'settings', 'settings.ts');
    const settings = new Set([...source.matchAll(/(?:text|room)\('([A-Z0-9_]+)'/g)].map(([, name]) => name));
    const rows = read('docs', 'operating.md').match(/^\| `[A-Z0-9_`, ]+` \|/gm) ?? [];
    const named = rows.flatMap((row) => [...row.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name));
    expect(named.sort()).toEqual([...settings].sort());
  });
});
