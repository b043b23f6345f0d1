import { describe, expect, it } from 'vitest';
import { createLoadRecorder } from '../../../../utils/network/exchanges.ts';

const URL_A = 'https://www.aliexpress.com/item/1005006000000001.html';

function recorder() {
  const kept = new Map<string, unknown>();
  const memory = {
    get: (key: string) => Promise.resolve(kept.get(key)),
    set: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    remove: (key: string) => Promise.resolve(void kept.delete(key)),
  };
  return { kept, memory, loads: createLoadRecorder(memory) };
}

describe('how a page came', () => {
  it('is recorded with its redirects, status, server address and headers', async () => {
    const { loads } = recorder();
    loads.redirected({
      tabId: 1,
      url: 'http://a.example/',
      statusCode: 302,
      redirectUrl: URL_A,
      ip: '192.0.2.1',
    });
    loads.completed({
      tabId: 1,
      url: URL_A,
      statusCode: 200,
      ip: '192.0.2.2',
      fromCache: false,
      responseHeaders: [{ name: 'Date', value: 'Tue, 24 Nov 2026 00:00:00 GMT' }],
    });
    expect(await loads.of(1, { url: `${URL_A}#nav`, protocol: 'h2' })).toEqual({
      redirects: [{ url: 'http://a.example/', status: 302, location: URL_A, serverAddress: '192.0.2.1' }],
      status: 200,
      serverAddress: '192.0.2.2',
      fromCache: false,
      protocol: 'h2',
      headers: [{ name: 'Date', value: 'Tue, 24 Nov 2026 00:00:00 GMT' }],
    });
  });

  it.each([
    'Set-Cookie',
    'set-cookie2',
    'Cookie',
    'Authorization',
    'Proxy-Authorisation',
    'X-CSRF-Token',
    'x-session-id',
  ])('never holds %s', async (name) => {
    const { loads, kept } = recorder();
    loads.completed({ tabId: 1, url: URL_A, responseHeaders: [{ name, value: 'planted-secret' }] });
    expect((await loads.of(1, { url: URL_A, protocol: '' }))?.headers).toEqual([]);
    expect(JSON.stringify([...kept])).not.toContain('planted-secret');
  });

  it('is not taken for that of another document, and does not keep the redirects of the one before', async () => {
    const { loads } = recorder();
    loads.redirected({ tabId: 1, url: 'http://a.example/', statusCode: 302, redirectUrl: URL_A });
    loads.completed({ tabId: 1, url: URL_A, statusCode: 200 });
    expect(
      await loads.of(1, { url: 'https://www.aliexpress.com/item/2.html', protocol: 'h2' }),
    ).toBeUndefined();
    expect(await loads.of(1, null)).toBeUndefined();
    expect(await loads.of(2, { url: URL_A, protocol: 'h2' })).toBeUndefined();
    loads.completed({ tabId: 1, url: URL_A, statusCode: 304 });
    expect(await loads.of(1, { url: URL_A, protocol: 'h2' })).toMatchObject({ redirects: [], status: 304 });
  });

  it('is known to the next worker, and forgotten with the tab', async () => {
    const { loads, memory, kept } = recorder();
    loads.completed({ tabId: 1, url: URL_A, statusCode: 200 });
    await loads.of(1, null);
    expect(await createLoadRecorder(memory).of(1, { url: URL_A, protocol: '' })).toMatchObject({
      status: 200,
    });
    loads.closed(1);
    await loads.of(1, null);
    expect(kept.size).toBe(0);
  });
});
