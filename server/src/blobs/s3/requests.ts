import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { StoreAway } from './away.ts';
import type { ObjectStoreSettings } from './settings.ts';

/** How long an answer is waited for where nothing was set, in milliseconds. */
const PATIENCE = 10_000;
/** How often something that failed in passing is tried. */
const ATTEMPTS = 4;
/** Pause before the second attempt, in milliseconds; it doubles. */
const PAUSE = 50;
/** Slowest line on which bytes are still sent, in bytes a millisecond. */
const SLOWEST = 256;

/** SHA-256 of nothing, as hexadecimal digits: what a request without a body is signed with. */
const OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Answers that say: not now. */
const IN_PASSING = new Set([429, 500, 502, 503, 504]);
/** Two wrote under the same name at once. */
const CONFLICT = 409;

/** What is asked of an object, or of the bucket where `key` is null. */
export interface ObjectRequest {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  key: string | null;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Its hash is signed, so that nothing else is taken for it. */
  body?: { bytes: Blob; sha256: string };
}

/** An answer, whose body ends with an error where it stays away for too long. */
export interface ObjectAnswer {
  status: number;
  headers: Headers;
  /** The body's pieces. @throws StoreAway where it breaks off */
  pieces(): AsyncGenerator<Uint8Array>;
  text(): Promise<string>;
}

/** Sends signed requests. */
export type Requests = (request: ObjectRequest) => Promise<ObjectAnswer>;

/**
 * Makes what asks an object store, signed by AWS's Signature Version 4. What fails in passing is tried again; answers of 200 and above are
 * given back, those above 499 never.
 */
export function openRequests(settings: ObjectStoreSettings): Requests {
  const { endpoint, bucket, patience = PATIENCE } = settings;
  const keys = new Map<string, ArrayBuffer>();

  async function once(request: ObjectRequest): Promise<ObjectAnswer> {
    const url = new URL(`/${bucket}${request.key === null ? '' : `/${request.key}`}`, endpoint);
    for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
    const signer = new AwsV4Signer({
      ...{ url: url.href, method: request.method, service: 's3', region: settings.region, cache: keys },
      ...{ accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
      headers: {
        ...request.headers,
        // What is unpacked on the way has another length.
        'accept-encoding': 'identity',
        'x-amz-content-sha256': request.body?.sha256 ?? OF_NOTHING,
      },
    });
    const signed = await signer.sign();
    const ending = new AbortController();
    const late = () => ending.abort(new Error(`no answer within ${patience} ms`));
    const size = request.body?.bytes.size ?? 0;
    let timer = setTimeout(late, patience + size / SLOWEST);
    const response = await fetch(signed.url, {
      ...{ method: request.method, headers: signed.headers, redirect: 'manual', signal: ending.signal },
      ...(request.body ? { body: request.body.bytes } : {}),
    }).finally(() => clearTimeout(timer));

    async function* pieces(): AsyncGenerator<Uint8Array> {
      const reader = response.body?.getReader();
      let isWhole = !reader;
      try {
        while (reader) {
          timer = setTimeout(late, patience);
          const { done, value } = await reader.read().finally(() => clearTimeout(timer));
          if (done) {
            isWhole = true;
            return;
          }
          yield value;
        }
      } catch (cause) {
        throw new StoreAway(`the object store broke off in the middle of ${request.key}`, { cause });
      } finally {
        // Who needs no more of it leaves the line free.
        if (!isWhole) ending.abort();
      }
    }
    const answer = { status: response.status, headers: response.headers, pieces };
    return { ...answer, text: async () => (await buffer(pieces())).toString('utf8') };
  }

  return async (request) => {
    const until = Date.now() + patience;
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt === ATTEMPTS || Date.now() > until;
      try {
        const answer = await once(request);
        const again = IN_PASSING.has(answer.status) || answer.status === CONFLICT;
        if (!again && answer.status >= 200 && answer.status < 300) return answer;
        if (!again && answer.status < 500 && answer.status >= 400) return answer;
        const refusal = await refusalOf(answer);
        if (!again || isLast) throw refused(request, answer.status, refusal);
      } catch (error) {
        if (error instanceof StoreAway && (isLast || error.refusal !== null)) throw error;
        if (isLast) {
          throw new StoreAway(`the object store at ${endpoint} does not answer`, { cause: error });
        }
      }
      await pause(PAUSE * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  };
}

/** Why the store refused, by its own code; the status where it says none. */
export async function refusalOf(answer: ObjectAnswer): Promise<string> {
  const text = await answer.text();
  return /<Code>\s*(\w{1,80})\s*<\/Code>/.exec(text)?.[1] ?? String(answer.status);
}

/** The error of a refusal that is no answer to what was asked. */
export function refused({ method, key }: ObjectRequest, status: number, refusal: string): StoreAway {
  // A fault of the store's own says nothing about what was asked; that it does not know how, does.
  const isFault = status >= 500 && status !== 501;
  return new StoreAway(`${method} ${key ?? ''}: ${status} ${refusal}`, {
    refusal: isFault ? null : refusal,
  });
}
