import { createHash } from 'node:crypto';
import { SINGLE_PUT_LIMIT } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { isHeld, sendBlob } from '../../../../utils/api/blobs.ts';
import { connect } from '../../../../utils/api/client.ts';
import { pieceLimit } from '../../../../utils/api/pieces.ts';
import {
  FIRST_CHUNK_BYTES,
  LARGEST_CHUNK_BYTES,
  type UploadMemory,
} from '../../../../utils/api/resumable-upload.ts';
import { apiDeps, jsonAnswer, type SeenRequest } from '../../support/api-deps.ts';

const LARGE = SINGLE_PUT_LIMIT + 1;

function payloadOf(size: number) {
  const bytes = new Uint8Array(size).fill(7);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, type: 'image/png', bytes: new Blob([bytes]), size };
}

function memory(path?: string): UploadMemory & { paths: Map<string, string> } {
  const paths = new Map<string, string>();
  const fallback = path;
  return {
    paths,
    path: async (hash) => paths.get(hash) ?? fallback,
    remember: async (hash, to) => {
      paths.set(hash, to);
    },
    forget: async (hash) => {
      paths.delete(hash);
    },
  };
}

/** A tus server for one upload; it holds `held` bytes of it at the start. */
function tusServer(size: number, { held = 0, clock = { time: 0 }, chunkMs = 0 } = {}) {
  let offset = held;
  const chunks: number[] = [];
  const answer = async ({ method, path, init }: SeenRequest): Promise<Response> => {
    if (method === 'POST')
      return new Response(null, { status: 201, headers: { Location: '/v1/uploads/u1' } });
    if (path !== '/v1/uploads/u1') return new Response(null, { status: 404 });
    if (method === 'PATCH' && init.body instanceof Blob) {
      chunks.push(init.body.size);
      clock.time += chunkMs;
      offset = Math.min(size, offset + init.body.size);
    }
    return new Response(null, {
      status: method === 'PATCH' ? 204 : 200,
      headers: { 'Upload-Offset': String(offset) },
    });
  };
  return { answer, chunks };
}

function sending(deps: ReturnType<typeof apiDeps>, remembered = memory()) {
  const call = connect(deps, { serverUrl: 'https://program.example', token: 'secret' });
  return { call, memory: remembered, pieces: pieceLimit(), now: deps.now };
}

describe('asking for a blob', () => {
  const answering = (status: number, headers = {}) => apiDeps(() => new Response(null, { status, headers }));
  const digestOf = (size: number) =>
    `sha-256=:${createHash('sha256').update(new Uint8Array(size).fill(7)).digest('base64')}:`;

  it.each([
    [200, true, 'its digest', { 'Repr-Digest': digestOf(10) }],
    [200, true, 'its length, as older servers give', { 'Content-Length': '10' }],
    [404, false, 'no more', {}],
  ])('takes status %i as held: %s, with %s', async (status, held, _, headers) => {
    const call = sending(answering(status, headers)).call;
    expect(await isHeld(call, payloadOf(10).sha256, 10)).toMatchObject({ ok: true, value: held });
  });

  it('does not take the page of a hotel that answers 200 to everything as held', async () => {
    for (const headers of [
      { 'Content-Type': 'text/html' },
      { 'Content-Length': '1234' },
      { 'Content-Length': '10', 'Repr-Digest': digestOf(11) },
    ]) {
      const { call } = sending(answering(200, headers));
      expect(await isHeld(call, payloadOf(10).sha256, 10)).toMatchObject({ ok: true, value: false });
    }
  });

  it('takes no other status as either', async () => {
    const deps = apiDeps(() => new Response(null, { status: 500 }));
    expect(await isHeld(sending(deps).call, 'ab')).toMatchObject({ ok: false, status: 500 });
  });
});

describe('sending a small blob', () => {
  it('goes in one request with its digest', async () => {
    const payload = payloadOf(10);
    const deps = apiDeps(() => jsonAnswer(201, { sha256: payload.sha256, bytes: 10 }));
    expect(await sendBlob(sending(deps), payload)).toMatchObject({ ok: true });
    expect(deps.seen).toHaveLength(1);
    expect(deps.seen[0]).toMatchObject({ method: 'PUT', path: `/v1/blobs/${payload.sha256}` });
    const digest = createHash('sha256').update(new Uint8Array(10).fill(7)).digest('base64');
    expect(deps.seen[0]?.headers.get('Repr-Digest')).toBe(`sha-256=:${digest}:`);
    expect(deps.seen[0]?.headers.get('Content-Type')).toBe('image/png');
  });

  it('is not taken as stored when the answer is about other bytes', async () => {
    const deps = apiDeps(() => jsonAnswer(201, { sha256: 'a'.repeat(64), bytes: 10 }));
    expect(await sendBlob(sending(deps), payloadOf(10))).toMatchObject({ ok: false, kind: 'garbled' });
  });

  it('goes in pieces when the line does not carry it in one request’s time', async () => {
    const tus = tusServer(10);
    const deps = apiDeps((request) => {
      if (request.method !== 'PUT') return tus.answer(request);
      deps.expire();
      return Promise.reject(new DOMException('', 'AbortError'));
    });
    expect(await sendBlob(sending(deps), payloadOf(10))).toMatchObject({ ok: true });
    expect(tus.chunks).toEqual([10]);
  });
});

describe('sending a large blob', () => {
  it('creates an upload that names hash and type, then sends growing chunks', async () => {
    const size = 40 * 1024 * 1024;
    const payload = payloadOf(size);
    const tus = tusServer(size);
    const deps = apiDeps(tus.answer);
    expect(await sendBlob(sending(deps), payload)).toMatchObject({ ok: true });
    const [created, first] = deps.seen;
    expect(created?.headers.get('Upload-Length')).toBe(String(size));
    expect(created?.headers.get('Upload-Metadata')).toBe(
      `sha256 ${btoa(payload.sha256)},type ${btoa('image/png')}`,
    );
    expect(first?.headers.get('Content-Type')).toBe('application/offset+octet-stream');
    expect(tus.chunks[0]).toBe(FIRST_CHUNK_BYTES);
    expect(tus.chunks[1]).toBe(FIRST_CHUNK_BYTES * 2);
    expect(Math.max(...tus.chunks)).toBe(LARGEST_CHUNK_BYTES);
    expect(tus.chunks.reduce((sum, chunk) => sum + chunk, 0)).toBe(size);
  });

  it('keeps chunks small on a slow line', async () => {
    const clock = { time: 0 };
    const tus = tusServer(LARGE, { clock, chunkMs: 6_000 });
    const deps = apiDeps(tus.answer);
    await sendBlob({ ...sending(deps), now: () => clock.time }, payloadOf(LARGE));
    expect(tus.chunks.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => FIRST_CHUNK_BYTES));
  });

  it('goes on where the server stands', async () => {
    const payload = payloadOf(LARGE);
    const tus = tusServer(LARGE, { held: LARGE - 5 });
    const deps = apiDeps(tus.answer);
    const result = await sendBlob(sending(deps, memory('/v1/uploads/u1')), payload);
    expect(result).toMatchObject({ ok: true });
    expect(deps.seen.map(({ method }) => method)).toEqual(['HEAD', 'PATCH']);
    expect(tus.chunks).toEqual([5]);
  });

  it('begins anew when the server has every byte of an upload but not the blob', async () => {
    const tus = tusServer(LARGE, { held: LARGE });
    const deps = apiDeps((request) => {
      if (request.path === '/v1/uploads/stuck') {
        return new Response(null, { headers: { 'Upload-Offset': String(LARGE) } });
      }
      return request.method === 'PATCH'
        ? new Response(null, { status: 204, headers: { 'Upload-Offset': String(LARGE) } })
        : tus.answer(request);
    });
    const remembered = memory('/v1/uploads/stuck');
    expect(await sendBlob(sending(deps, remembered), payloadOf(LARGE))).toMatchObject({ ok: true });
    expect(deps.seen.map(({ method }) => method)).toEqual(['HEAD', 'POST', 'PATCH']);
  });

  it('remembers an upload that broke off, and begins anew one that the server lost', async () => {
    const payload = payloadOf(LARGE);
    const remembered = memory();
    const broken = apiDeps(({ method }) => {
      if (method === 'PATCH') return Promise.reject(new TypeError('Failed to fetch'));
      return new Response(null, { status: 201, headers: { Location: '/v1/uploads/lost' } });
    });
    expect(await sendBlob(sending(broken, remembered), payload)).toMatchObject({ kind: 'network' });
    expect(remembered.paths.get(payload.sha256)).toBe('/v1/uploads/lost');

    const deps = apiDeps(tusServer(LARGE).answer);
    expect(await sendBlob(sending(deps, remembered), payload)).toMatchObject({ ok: true });
    expect(deps.seen.slice(0, 2).map(({ method }) => method)).toEqual(['HEAD', 'POST']);
  });

  it('sends the token to its own server only, whatever host an upload’s address names', async () => {
    const deps = apiDeps(({ method }) =>
      method === 'POST'
        ? new Response(null, {
            status: 201,
            headers: { Location: 'http://inner.invalid:81/v1/uploads/u1?a=1' },
          })
        : new Response(null, { status: 204, headers: { 'Upload-Offset': String(LARGE) } }),
    );
    await sendBlob(sending(deps), payloadOf(LARGE));
    expect(deps.seen[1]?.url).toBe('https://program.example/v1/uploads/u1?a=1');
  });

  it.each(['-1', 'NaN', '', String(LARGE + 1), '0'])(
    'does not go round in circles when the server says offset “%s”',
    async (offset) => {
      const deps = apiDeps(({ method }) =>
        method === 'POST'
          ? new Response(null, { status: 201, headers: { Location: '/v1/uploads/u1' } })
          : new Response(null, { status: 204, headers: { 'Upload-Offset': offset } }),
      );
      expect(await sendBlob(sending(deps), payloadOf(LARGE))).toMatchObject({ kind: 'garbled' });
      expect(deps.seen).toHaveLength(2);
    },
  );

  it('asks where the server stands after a wrong offset instead of giving the report up', async () => {
    const payload = payloadOf(LARGE);
    const remembered = memory('/v1/uploads/u1');
    const deps = apiDeps(({ method }) =>
      method === 'HEAD'
        ? new Response(null, { headers: { 'Upload-Offset': '0' } })
        : jsonAnswer(409, {
            type: 'https://marketsafe.example/problems/bad-request',
            title: 'x',
            status: 409,
          }),
    );
    expect(await sendBlob(sending(deps, remembered), payload)).toMatchObject({
      kind: 'garbled',
      status: 409,
    });
  });
});
