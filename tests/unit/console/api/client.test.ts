import { PROBLEM_BASE, type Problem } from '@marketsafe/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { get, put, remove, retryAfterMs } from '../../../../console/src/api/client.ts';
import { ApiFailure, explain, isNotFound, isSignedOut } from '../../../../console/src/api/failure.ts';

const schema = z.strictObject({ name: z.string() });
const never = new AbortController().signal;

function serve(answer: () => Promise<Response>) {
  vi.stubGlobal('fetch', vi.fn(answer));
}

async function failureOf(answer: () => Promise<Response>): Promise<ApiFailure> {
  serve(answer);
  const failure = await get('/v1/x', schema, never).catch((error: unknown) => error);
  if (!(failure instanceof ApiFailure)) throw new Error('expected an ApiFailure', { cause: failure });
  return failure;
}

const problem = (
  status: number,
  name: string,
  headers: Record<string, string> = {},
  known: Partial<Problem> = {},
) =>
  new Response(JSON.stringify({ type: PROBLEM_BASE + name, status, ...known }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a question to the server', () => {
  it('is answered with what the contract allows', async () => {
    serve(async () => Response.json({ name: 'Aurora' }));
    await expect(get('/v1/x', schema, never)).resolves.toEqual({ name: 'Aurora' });
  });

  it('never uses the browser’s cache, which keeps confidential answers and queues equal questions', async () => {
    serve(async () => Response.json({ name: 'Aurora' }));
    await get('/v1/x', schema, never);
    expect(fetch).toHaveBeenCalledWith('/v1/x', expect.objectContaining({ cache: 'no-store' }));
  });

  it('fails as garbled on an answer that the contract does not know', async () => {
    expect((await failureOf(async () => Response.json({ name: 'Aurora', secret: 1 }))).kind).toBe('garbled');
    expect((await failureOf(async () => new Response('<h1>Wi-Fi login</h1>'))).kind).toBe('garbled');
  });

  it('fails as unreachable when no answer comes', async () => {
    const failure = await failureOf(async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(failure.kind).toBe('unreachable');
    expect(explain(failure).title).toBe('The server cannot be reached');
  });

  it('fails with the problem that the server names', async () => {
    const failure = await failureOf(async () => problem(404, 'not-found'));
    expect(failure.problem?.type).toBe(`${PROBLEM_BASE}not-found`);
    expect(isNotFound(failure)).toBe(true);
    expect(isSignedOut(failure)).toBe(false);
    expect(isSignedOut(await failureOf(async () => problem(401, 'unauthenticated')))).toBe(true);
  });

  it('fails by its status where a proxy answers in HTML', async () => {
    const failure = await failureOf(async () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(failure.kind).toBe('problem');
    expect(explain(failure).title).toBe('The program’s server has a fault (status 502)');
  });

  it('says how long to wait when there were too many', async () => {
    const failure = await failureOf(async () =>
      problem(
        429,
        'rate-limited',
        { 'retry-after': '30' },
        { code: 'too-many-requests', params: { seconds: 30 } },
      ),
    );
    expect(failure.retryAfterMs).toBe(30_000);
    expect(explain(failure).detail).toContain('30 s');
  });

  it('is dropped without a failure when the asker gives it up', async () => {
    const asker = new AbortController();
    serve(async () => {
      asker.abort();
      throw asker.signal.reason;
    });
    await expect(get('/v1/x', schema, asker.signal)).rejects.toBe(asker.signal.reason);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-23T11:00:00Z');

  it.each([
    ['120', 120_000],
    ['Mon, 23 Nov 2026 11:00:05 GMT', 5_000],
    ['Mon, 23 Nov 2026 10:00:00 GMT', 0],
    ['soon', 0],
    ['-5', 0],
    [null, 0],
  ])('%s is %i ms', (header, wait) => {
    expect(retryAfterMs(header, now)).toBe(wait);
  });
});

describe('telling the server how something shall be', () => {
  it('sends what shall be as JSON, and nothing to take it away', async () => {
    serve(async () => new Response(null, { status: 204 }));
    await put('/v1/x/1', { reason: 'why' });
    await remove('/v1/x/1');
    const requests = vi.mocked(fetch).mock.calls.map(([path, init]) => [path, init?.method, init?.body]);
    expect(requests).toEqual([
      ['/v1/x/1', 'PUT', '{"reason":"why"}'],
      ['/v1/x/1', 'DELETE', undefined],
    ]);
    expect(new Headers(vi.mocked(fetch).mock.calls[0]?.[1]?.headers).get('content-type')).toBe(
      'application/json',
    );
  });

  it('fails with the server’s refusal or silence', async () => {
    serve(async () => problem(403, 'forbidden'));
    await expect(put('/v1/x/1', {})).rejects.toMatchObject({ kind: 'problem', status: 403 });
    serve(async () => {
      throw new TypeError('Failed to fetch');
    });
    await expect(remove('/v1/x/1')).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
