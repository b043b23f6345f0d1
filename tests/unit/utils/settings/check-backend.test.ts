import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkBackend } from '../../../../utils/settings/check-backend.ts';

function answering(answer: () => Response): void {
  vi.stubGlobal('fetch', async () => answer());
}

describe('checkBackend', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('knows a program backend by its health', async () => {
    answering(() => Response.json({ status: 'ok', version: '1.2.3', database: 'ok' }));
    expect(await checkBackend('https://reports.example.com')).toEqual({
      state: 'reachable',
      version: '1.2.3',
    });
  });

  it.each([
    ['another service', () => Response.json({ hello: 'world' })],
    ['a web page', () => new Response('<h1>Welcome')],
    ['a page that is not there', () => new Response('', { status: 404 })],
  ])('tells %s from a backend', async (_, answer) => {
    answering(answer);
    expect(await checkBackend('https://reports.example.com')).toEqual({ state: 'foreign' });
  });

  it('says that a backend is not there when nothing answers, or it cannot serve', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await checkBackend('https://reports.example.com')).toEqual({ state: 'unreachable' });
    answering(() => new Response('', { status: 503 }));
    expect(await checkBackend('https://reports.example.com')).toEqual({ state: 'unreachable' });
  });
});
