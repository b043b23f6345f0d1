import { PROBLEM_BASE } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ANSWER_LIMIT_BYTES, connect, REQUEST_TIMEOUT_MS } from '../../../../utils/api/client.ts';
import { apiDeps, jsonAnswer } from '../../support/api-deps.ts';

const SERVER = { serverUrl: 'https://program.example', token: 'secret' };
const answer = z.object({ value: z.number() });

function get(deps: ReturnType<typeof apiDeps>) {
  return connect(deps, SERVER)({ method: 'GET', path: '/v1/thing', answer });
}

describe('an API request', () => {
  it('gives the parsed answer', async () => {
    const deps = apiDeps(() => jsonAnswer(200, { value: 7, more: true }));
    expect(await get(deps)).toMatchObject({ ok: true, status: 200, value: { value: 7 } });
  });

  it('carries the token and nothing else that says who asks, and follows no redirect', async () => {
    const deps = apiDeps(() => jsonAnswer(200, { value: 7 }));
    await get(deps);
    const [request] = deps.seen;
    expect(request?.url).toBe('https://program.example/v1/thing');
    expect(request?.headers.get('Authorization')).toBe('Bearer secret');
    expect(request?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  });

  it('is over before the browser ends the worker for waiting', async () => {
    expect(REQUEST_TIMEOUT_MS).toBeLessThan(30_000);
    const deps = apiDeps(
      ({ init }) =>
        new Promise((_, reject) => {
          init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        }),
    );
    const result = get(deps);
    expect(deps.timers).toEqual([REQUEST_TIMEOUT_MS]);
    deps.expire();
    expect(await result).toEqual({ ok: false, kind: 'timeout' });
  });

  it('counts a body that never ends as silence', async () => {
    const deps = apiDeps(
      ({ init }) =>
        new Response(
          new ReadableStream({
            start: (controller) => {
              init.signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
            },
          }),
        ),
    );
    const result = get(deps);
    await Promise.resolve();
    deps.expire();
    expect(await result).toEqual({ ok: false, kind: 'timeout' });
  });

  it('says when the server was not reached, or the line broke within the answer', async () => {
    const broken = new Response(
      new ReadableStream({ start: (controller) => controller.error(new Error('reset')) }),
    );
    expect(await get(apiDeps(() => Promise.reject(new TypeError('Failed to fetch'))))).toEqual({
      ok: false,
      kind: 'network',
    });
    expect(await get(apiDeps(() => broken))).toEqual({ ok: false, kind: 'network' });
  });

  it.each([
    ['a page', '<!doctype html>'],
    ['nothing', ''],
    ['half an answer', '{"value":'],
    ['another shape', '{"value":"7"}'],
    ['null', 'null'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00])],
    ['more than is read', 'x'.repeat(ANSWER_LIMIT_BYTES + 1)],
  ])('calls %s with status 200 garbled', async (_, body) => {
    expect(await get(apiDeps(() => new Response(body)))).toEqual({ ok: false, kind: 'garbled', status: 200 });
  });

  it('stops reading an endless answer', async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    expect(await get(apiDeps(() => new Response(endless)))).toMatchObject({ kind: 'garbled' });
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(10);
  });

  it('reads problem documents', async () => {
    const document = { type: `${PROBLEM_BASE}not-ready`, status: 422 };
    const deps = apiDeps(() => jsonAnswer(422, document, { 'Content-Type': 'application/problem+json' }));
    expect(await get(deps)).toEqual({ ok: false, kind: 'http', status: 422, problem: document });
  });

  it('gives the body of a refusal that is no problem document, and of one that is a page only the status', async () => {
    expect(await get(apiDeps(() => jsonAnswer(400, { error: 'slow_down' })))).toEqual({
      ok: false,
      kind: 'http',
      status: 400,
      body: { error: 'slow_down' },
    });
    expect(await get(apiDeps(() => new Response('<html>', { status: 502 })))).toEqual({
      ok: false,
      kind: 'http',
      status: 502,
    });
  });

  it('passes on how long a server asks to wait', async () => {
    const deps = apiDeps(() => new Response(null, { status: 429, headers: { 'Retry-After': '9' } }));
    expect(await get(deps)).toMatchObject({ status: 429, retryAfterMs: 9_000 });
  });
});
