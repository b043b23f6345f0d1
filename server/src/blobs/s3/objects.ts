import { StoreAway } from './away.ts';
import { listed } from './listing.ts';
import { type ObjectAnswer, type ObjectRequest, openRequests, refusalOf, refused } from './requests.ts';
import type { ObjectStoreSettings } from './settings.ts';

/** An object as the store tells of it. */
export interface ObjectHead {
  bytes: number;
  /** Changes with every write of it. */
  etag: string;
  /** SHA-256 in hexadecimal digits as the store has it; null where it says none. */
  sha256: string | null;
  /** When it was written last. */
  modified: string;
}

/** An object's head, and its bytes as they come. */
export interface ObjectBody extends ObjectHead {
  pieces(): AsyncGenerator<Uint8Array>;
}

/** What a write is to depend on: that nothing is there, or exactly what was looked at. */
type Condition = { absent: true } | { etag: string };

/** The objects of one bucket under one prefix. Everything here throws `StoreAway` where the store gives no answer to what it was asked. */
export interface Objects {
  /** @returns null where there is none */
  head(key: string): Promise<ObjectHead | null>;
  /** @returns null where there is none */
  get(key: string): Promise<ObjectBody | null>;
  /**
   * Writes an object with its checksum.
   * @returns how it is now; null where the condition did not hold
   */
  put(
    key: string,
    body: { bytes: Blob; sha256: string },
    on: Condition,
  ): Promise<Pick<ObjectHead, 'etag'> | null>;
  /** Copies within the bucket what still has this ETag. @returns whether it had */
  copy(from: string, etag: string, to: string): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** Keys below a prefix with their sizes, in their order. */
  list(under: string): AsyncGenerator<{ key: string; bytes: number }>;
  /** What the keys begin with up to their first slash. */
  folders(): Promise<string[]>;
}

const hexOf = (base64: string | null) =>
  base64 === null || base64.includes('-') ? null : Buffer.from(base64, 'base64').toString('hex');

const base64Of = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

function headOf({ headers }: ObjectAnswer): ObjectHead {
  const bytes = headers.get('content-length');
  const etag = headers.get('etag');
  if (bytes === null || etag === null) throw new StoreAway('the object store said neither size nor ETag');
  return {
    ...{ bytes: Number(bytes), etag, modified: headers.get('last-modified') ?? '' },
    sha256: hexOf(headers.get('x-amz-checksum-sha256')),
  };
}

/** Makes what reads and writes the objects. */
export function openObjects(settings: ObjectStoreSettings): Objects {
  const request = openRequests(settings);
  const { prefix, bucket } = settings;
  const withChecksum = { 'x-amz-checksum-mode': 'ENABLED' };

  /** An answer of 200; null for an object that is not there. A bucket that is not there, or a stranger's answer, is none of that. */
  async function found(asked: ObjectRequest): Promise<ObjectAnswer | null> {
    const answer = await request(asked);
    if (answer.status < 300) return answer;
    const refusal = await refusalOf(answer);
    if (refusal === 'NoSuchKey') return null;
    throw refused(asked, answer.status, refusal);
  }

  /** Whether a write came about; false where its condition did not hold. */
  async function wrote(asked: ObjectRequest): Promise<ObjectAnswer | null> {
    const answer = await request(asked);
    if (answer.status < 300) return answer;
    const refusal = await refusalOf(answer);
    // What was to be written over is gone.
    if (answer.status === 412 || refusal === 'NoSuchKey') return null;
    throw refused(asked, answer.status, refusal);
  }

  async function pageOf(query: Record<string, string>) {
    const asked: ObjectRequest = { method: 'GET', key: null, query: { 'list-type': '2', ...query } };
    const answer = await request(asked);
    if (answer.status >= 300) throw refused(asked, answer.status, await refusalOf(answer));
    return listed(await answer.text());
  }

  async function* pages(query: Record<string, string>) {
    for (let token: string | null = ''; token !== null; ) {
      const page = await pageOf({ ...query, ...(token === '' ? {} : { 'continuation-token': token }) });
      yield page;
      token = page.next;
    }
  }

  const get: Objects['get'] = async (key) => {
    const answer = await found({ method: 'GET', key: prefix + key, headers: withChecksum });
    return answer && { ...headOf(answer), pieces: answer.pieces };
  };

  return {
    get,
    async head(key) {
      const answer = await request({ method: 'HEAD', key: prefix + key, headers: withChecksum });
      if (answer.status < 300) return headOf(answer);
      if (answer.status !== 404) throw refused({ method: 'HEAD', key }, answer.status, String(answer.status));
      // Its answer has no body to say what is missing, the object or its bucket.
      const body = await get(key);
      if (!body) return null;
      await body.pieces().return(undefined);
      return body;
    },
    async put(key, body, on) {
      const checksum = base64Of(body.sha256);
      const answer = await wrote({
        ...{ method: 'PUT', key: prefix + key, body },
        headers: {
          'content-type': 'application/octet-stream',
          'x-amz-checksum-sha256': checksum,
          'x-amz-sdk-checksum-algorithm': 'SHA256',
          ...('absent' in on ? { 'if-none-match': '*' } : { 'if-match': on.etag }),
        },
      });
      if (!answer) return null;
      const stored = answer.headers.get('x-amz-checksum-sha256');
      const etag = answer.headers.get('etag');
      if (etag === null || (stored !== null && stored !== checksum)) {
        throw new StoreAway(`the object store took something else in for ${key}`);
      }
      return { etag };
    },
    async copy(from, etag, to) {
      const answer = await wrote({
        ...{ method: 'PUT', key: prefix + to },
        headers: {
          'x-amz-copy-source': `/${bucket}/${prefix}${from}`,
          'x-amz-copy-source-if-match': etag,
          'x-amz-checksum-algorithm': 'SHA256',
        },
      });
      // Whether a copy came about, its answer says only at its end.
      if (answer && !/<CopyObjectResult[\s>]/.test(await answer.text())) {
        throw new StoreAway(`the object store did not copy ${from}`);
      }
      return answer !== null;
    },
    async remove(key) {
      await wrote({ method: 'DELETE', key: prefix + key });
    },
    async *list(under) {
      for await (const { objects } of pages({ prefix: prefix + under })) {
        for (const { key, bytes } of objects) yield { key: key.slice(prefix.length), bytes };
      }
    },
    async folders() {
      const names: string[] = [];
      for await (const { prefixes } of pages({ prefix, delimiter: '/' })) {
        names.push(...prefixes.map((one) => one.slice(prefix.length).replace(/\/$/, '')));
      }
      return names;
    },
  };
}
