import { describe, expect, it } from 'vitest';
import { createLoadRecorder } from '../../../../utils/network/exchanges.ts';

const URL_A = 'https://www.aliexpress.com/item/1005006000000001.html';

const STARTED = 1_700_000_000_000;
const STEP = { tabId: 1, requestId: '7', timeStamp: STARTED + 80 };
const LOAD = { url: URL_A, protocol: 'h2', startedAt: STARTED };

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
      ...STEP,
      url: 'http://a.example/',
      statusCode: 302,
      redirectUrl: URL_A,
      ip: '192.0.2.1',
    });
    loads.completed({
      ...STEP,
      url: URL_A,
      statusCode: 200,
      ip: '192.0.2.2',
      fromCache: false,
      responseHeaders: [{ name: 'Date', value: 'Tue, 24 Nov 2026 00:00:00 GMT' }],
    });
    expect(await loads.of(1, { ...LOAD, url: `${URL_A}#nav` })).toEqual({
      redirects: [{ url: 'http://a.example/', status: 302, location: URL_A, serverAddress: '192.0.2.1' }],
      status: 200,
      serverAddress: '192.0.2.2',
      fromCache: false,
      protocol: 'h2',
      headers: [{ name: 'Date', value: 'Tue, 24 Nov 2026 00:00:00 GMT' }],
    });
  });

  it('is said to be cut where something of it is longer, or more, than a record takes', async () => {
    const long = `${URL_A}?q=${'x'.repeat(16_384)}`;
    const whole = `${URL_A}?q=${'x'.repeat(12_000)}`;
    const told = async (steps: (loads: ReturnType<typeof createLoadRecorder>) => void) => {
      const { loads } = recorder();
      steps(loads);
      return loads.of(1, LOAD);
    };
    const end = { ...STEP, url: URL_A, statusCode: 200 };
    const redirect = { ...STEP, url: whole, statusCode: 302, redirectUrl: URL_A };
    const uncut = await told((loads) => {
      loads.redirected(redirect);
      loads.completed(end);
    });
    expect(uncut?.redirects[0]?.url).toBe(whole);
    expect(uncut?.cut).toBeUndefined();
    const ways: ((loads: ReturnType<typeof createLoadRecorder>) => void)[] = [
      (loads) => loads.redirected({ ...redirect, url: long }),
      (loads) => loads.redirected({ ...redirect, redirectUrl: long }),
      (loads) => {
        for (let step = 0; step < 31; step += 1) loads.redirected(redirect);
      },
    ];
    for (const way of ways) {
      const cut = await told((loads) => {
        way(loads);
        loads.completed(end);
      });
      expect(cut?.cut).toBe(true);
    }
    const headers = Array.from({ length: 101 }, (_, at) => ({ name: `x-${at}`, value: '1' }));
    for (const responseHeaders of [headers, [{ name: 'x', value: 'y'.repeat(8_001) }]]) {
      expect((await told((loads) => loads.completed({ ...end, responseHeaders })))?.cut).toBe(true);
    }
  });

  it('is known of the page a tab shows and of one that is opened in advance behind it', async () => {
    const { loads } = recorder();
    const next = 'https://www.aliexpress.com/item/2.html';
    loads.completed({ ...STEP, url: URL_A, statusCode: 200 });
    loads.completed({ ...STEP, requestId: '8', url: next, statusCode: 203, documentLifecycle: 'prerender' });
    expect((await loads.of(1, LOAD))?.status).toBe(200);
    expect((await loads.of(1, { ...LOAD, url: next }))?.status).toBe(203);
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
    loads.completed({ ...STEP, url: URL_A, responseHeaders: [{ name, value: 'planted-secret' }] });
    expect((await loads.of(1, { ...LOAD, protocol: '' }))?.headers).toEqual([]);
    expect(JSON.stringify([...kept])).not.toContain('planted-secret');
  });

  it('is not taken for that of another document, and does not keep the redirects of the one before', async () => {
    const { loads } = recorder();
    loads.redirected({ ...STEP, url: 'http://a.example/', statusCode: 302, redirectUrl: URL_A });
    loads.completed({ ...STEP, url: URL_A, statusCode: 200 });
    expect(await loads.of(1, { ...LOAD, url: 'https://www.aliexpress.com/item/2.html' })).toBeUndefined();
    expect(await loads.of(1, null)).toBeUndefined();
    expect(await loads.of(2, LOAD)).toBeUndefined();
    loads.completed({ ...STEP, url: URL_A, statusCode: 304 });
    expect(await loads.of(1, LOAD)).toMatchObject({ redirects: [], status: 304 });
  });

  it('does not take over the redirects of a load that came to nothing', async () => {
    const { loads } = recorder();
    loads.redirected({
      ...STEP,
      url: 'http://a.example/',
      statusCode: 302,
      redirectUrl: 'http://b.example/',
    });
    loads.completed({ ...STEP, requestId: '8', url: URL_A, statusCode: 200 });
    expect(await loads.of(1, LOAD)).toMatchObject({ redirects: [], status: 200 });
  });

  it('is unseen for a document that began after it: that one came from elsewhere', async () => {
    const { loads } = recorder();
    loads.completed({ ...STEP, url: URL_A, statusCode: 200 });
    expect(await loads.of(1, { ...LOAD, startedAt: STARTED + 60_000 })).toBeUndefined();
    expect(await loads.of(1, LOAD)).toBeDefined();
  });

  it('is found by address and time where the browser does not say which tab it was in', async () => {
    const { loads } = recorder();
    loads.completed({ ...STEP, tabId: -1, url: URL_A, statusCode: 200 });
    expect(await loads.of(1, LOAD)).toMatchObject({ status: 200 });
    expect(await loads.of(1, { ...LOAD, startedAt: STARTED - 120_000 })).toBeUndefined();
  });

  it('is known to the next worker, and forgotten with the tab', async () => {
    const { loads, memory, kept } = recorder();
    loads.completed({ ...STEP, url: URL_A, statusCode: 200 });
    await loads.of(1, null);
    expect(await createLoadRecorder(memory).of(1, { ...LOAD, protocol: '' })).toMatchObject({
      status: 200,
    });
    loads.closed(1);
    await loads.of(1, null);
    expect(kept.size).toBe(0);
  });
});
