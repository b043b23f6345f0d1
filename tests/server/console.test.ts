import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from './support.ts';

const ROUTES = new URL('../../console/src/app/routes/', import.meta.url);

let test: TestServer;
let consoleFolder: string;
/** Addresses that the console's own router knows, with something in the place of each parameter. */
const SCREENS = readdirSync(ROUTES)
  .flatMap((name) => [...readFileSync(new URL(name, ROUTES), 'utf8').matchAll(/path: '(\/[^']*)'/g)])
  .map(([, path = '']) => path.replace(/\$\w+/g, '0b7c3c6e'));
const html = { headers: { accept: 'text/html,*/*' } };
beforeAll(async () => {
  consoleFolder = await mkdtemp(join(tmpdir(), 'marketsafe-console-'));
  await mkdir(join(consoleFolder, 'assets'));
  await writeFile(join(consoleFolder, 'index.html'), '<!doctype html><title>Console</title>');
  await writeFile(join(consoleFolder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(consoleFolder, 'assets', 'main-1.js'), 'export {};');
  await writeFile(join(consoleFolder, 'secret.txt'), 'not part of the console');
  test = await startTestServer({ consoleFolder });
});
afterAll(async () => {
  await test.close();
  await rm(consoleFolder, { recursive: true });
});

describe('the console', () => {
  it.each(['/device?user_code=ABCD', ...SCREENS])(
    'is one page at the address of each screen: %s',
    async (path) => {
      const answer = await send(test, path, html);
      expect([answer.status, answer.bytes.toString()]).toEqual([
        200,
        '<!doctype html><title>Console</title>',
      ]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    },
  );

  it('has as many screens as its router', () => {
    expect(SCREENS.length).toBeGreaterThan(20);
  });

  it('runs nothing that is not its own, and cannot be framed', async () => {
    const { headers } = await send(test, '/claims', html);
    const policy = headers.get('content-security-policy');
    for (const part of [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('keeps its files for ever, by names that change with them', async () => {
    const script = await send(test, '/assets/main-1.js');
    expect([script.status, script.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect(script.type).toContain('javascript');
    expect((await send(test, '/favicon.svg')).type).toBe('image/svg+xml');
  });

  it('gives nothing else out of its folder or from around it', async () => {
    for (const path of [
      '/secret.txt',
      '/assets/..%2fsecret.txt',
      '/assets/%2e%2e/secret.txt',
      '/assets/none.js',
    ]) {
      const answer = await send(test, path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.type).toContain('application/problem+json');
    }
  });

  it('answers a person at an unknown address itself, and a program with a problem', async () => {
    const person = await send(test, '/nowhere', html);
    expect([person.status, person.type]).toEqual([404, 'text/html; charset=utf-8']);
    for (const path of ['/v1/nowhere', '/api/auth/nowhere']) {
      const program = await send(test, path, html);
      expect([program.status, program.type]).toEqual([404, 'application/problem+json']);
    }
  });

  it('that is not built says how to build it', async () => {
    const bare = await startTestServer({ consoleFolder: join(consoleFolder, 'nothing') });
    const answer = await send(bare, '/claims', html);
    expect(answer.status).toBe(503);
    expect(answer.type).toContain('text/html');
    expect(answer.bytes.toString()).toContain('npm run build');
    await bare.close();
  });
});
