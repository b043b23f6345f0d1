import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../../../scripts/support/paths.ts';
import { readSettings } from '../../../server/src/settings/settings.ts';

const DEPLOY = join(ROOT, 'server', 'deploy');
const read = (name: string) => readFileSync(join(DEPLOY, name), 'utf8');

const compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      environment: z.record(z.string(), z.string()).optional(),
      volumes: z.array(z.string()).optional(),
      depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
});

describe('the compose file', () => {
  const { services, volumes } = compose.parse(parse(read('compose.yaml'), { merge: true }));

  it('starts two processes with one data folder, one database and settings that the server takes', () => {
    const [one, two] = [services.one, services.two];
    expect(one).toEqual(two);
    const environment = Object.fromEntries(
      Object.entries(one?.environment ?? {}).map(([name, value]) => [
        name,
        value.replace(/\$\{\w+\}/g, 'x'.repeat(32)),
      ]),
    );
    expect(readSettings(environment, '/app')).toMatchObject({
      ...{ host: '0.0.0.0', port: 4310, dataFolder: '/data', trustedProxies: ['uniquelocal'] },
    });
    expect(environment.DATABASE_URL).toContain('@db:5432/marketsafe');
    expect(one?.volumes).toEqual(['data:/data']);
  });

  it('names only services, volumes and files that are there', () => {
    for (const { depends_on: needs = [], volumes: mounted = [] } of Object.values(services)) {
      for (const name of Array.isArray(needs) ? needs : Object.keys(needs))
        expect(services).toHaveProperty(name);
      for (const mount of mounted) {
        const [from = ''] = mount.split(':');
        if (from.startsWith('.')) expect(existsSync(join(DEPLOY, from))).toBe(true);
        else expect(volumes).toHaveProperty(from);
      }
    }
  });
});

describe('the proxy', () => {
  it('hands requests to the processes of the compose file, and what a piece of an upload may have', () => {
    const text = read('nginx.conf');
    const upstreams = [...text.matchAll(/^\s+server (\w+):(\d+);$/gm)].map(([, name, port]) => [name, port]);
    expect(upstreams).toEqual([
      ['one', '4310'],
      ['two', '4310'],
    ]);
    expect((text.match(/\{/g) ?? []).length).toBe((text.match(/\}/g) ?? []).length);
    for (const line of text
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean))
      expect(line).toMatch(/^#|[;{}]$/);
  });
});

describe('the unit of one of several processes', () => {
  it('is the unit of a single one, but for its port and the settings that all share', () => {
    const lines = (text: string) =>
      text
        .split('\n')
        .filter(
          (line) => line !== '' && !line.startsWith('#') && !/^(Description|Documentation)=/.test(line),
        );
    const single = lines(readFileSync(join(ROOT, 'server', 'marketsafe-reporter.service'), 'utf8'));
    const several = lines(read('marketsafe-reporter@.service'));
    expect(several.filter((line) => !single.includes(line))).toEqual([
      'EnvironmentFile=/etc/marketsafe-reporter.env',
      'Environment=PORT=%i',
    ]);
    expect(single.filter((line) => !several.includes(line))).toEqual([
      'EnvironmentFile=-/etc/marketsafe-reporter.env',
    ]);
  });
});
