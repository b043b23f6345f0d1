import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { ObjectStoreSettings } from '../../server/src/blobs/s3/settings.ts';

/** How an answer goes wrong. */
export type Fault =
  /** It is refused with this status and code, and nothing is done. */
  | { status: number; code: string }
  /** Nothing is ever answered. */
  | 'silent'
  /** Half of the body comes, then the line is cut. */
  | 'cut-off'
  /** What was asked is done, and the line is cut before the answer. */
  | 'unanswered'
  /** A write is acknowledged and forgotten. */
  | 'forgetful'
  /** Other bytes of the same length are given out. */
  | 'other-bytes'
  /** A write is acknowledged with another checksum. */
  | 'other-checksum';

interface StoredObject {
  bytes: Buffer;
  etag: string;
  modified: string;
}

/** What is asked, as a fault is chosen by it. */
interface Asked {
  method: string;
  key: string;
}

/** Keys that a page of a listing has at most: a few, so that there are several pages. */
const PAGE = 7;
const SKEW = 15 * 60_000;
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
/** As S3 writes names in what is signed. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/**
 * An object store in memory that believes nothing: signatures are computed anew from what came (AWS Signature Version 4), every header
 * `x-amz-*` has to be signed, lengths and checksums have to be there and be right, and conditions hold.
 */
export class StrictS3 {
  /** The objects by their keys. */
  readonly objects = new Map<string, StoredObject>();
  /** Chooses how an answer goes wrong; none by itself. */
  fault: (asked: Asked) => Fault | undefined = () => undefined;
  /** What was asked, in its order. */
  readonly asked: string[] = [];
  /** Switched off, it is like those that check neither. */
  strict = true;
  readonly settings: ObjectStoreSettings;
  readonly #server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.settings = {
      ...{ endpoint: '', bucket: 'evidence', region: 'eu-test-1', prefix: 'reporter/', patience: 2_000 },
      ...{ accessKeyId: 'AKTEST', secretAccessKey: randomBytes(20).toString('base64') },
    };
  }

  static async start(): Promise<StrictS3> {
    const store = new StrictS3();
    await store.listen(0);
    return store;
  }

  /** Listens on a port; 0 takes a free one. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    const { port: taken } = this.#server.address() as AddressInfo;
    this.settings.endpoint = `http://127.0.0.1:${taken}`;
    return taken;
  }

  /** Goes away; what it holds stays for the next `listen`. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Writes an object past everything, as a failing disk does. */
  plant(key: string, bytes: Buffer): void {
    this.objects.set(key, {
      bytes,
      etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
      modified: new Date().toUTCString(),
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.settings.endpoint);
    const key = decodeURIComponent(url.pathname).slice(`/${this.settings.bucket}/`.length);
    const method = request.method ?? 'GET';
    this.asked.push(`${method} ${key}`);
    const fault = this.fault({ method, key });
    if (fault === 'silent') return;
    try {
      const body = await buffer(request);
      if (typeof fault === 'object') throw new Refusal(fault.status, fault.code);
      this.#checkSignature(request, url, body);
      if (!url.pathname.startsWith(`/${this.settings.bucket}`)) throw new Refusal(404, 'NoSuchBucket');
      if (key === '') this.#list(url, response);
      else if (method === 'PUT' && request.headers['x-amz-copy-source']) this.#copy(request, key, response);
      else if (method === 'PUT') this.#put(request, key, body, response, fault);
      else if (method === 'GET' || method === 'HEAD') this.#get(method, key, response, fault);
      else if (method === 'DELETE') {
        this.objects.delete(key);
        response.writeHead(204).end();
      } else throw new Refusal(405, 'MethodNotAllowed');
    } catch (error) {
      if (!(error instanceof Refusal)) return void response.destroy();
      const text = `<?xml version="1.0"?><Error><Code>${error.code}</Code><Message>refused</Message></Error>`;
      response.writeHead(error.status, { 'content-type': 'application/xml' });
      response.end(method === 'HEAD' ? undefined : text);
    }
  }

  #checkSignature({ headers, method = '' }: IncomingMessage, url: URL, body: Buffer): void {
    const given =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
        headers.authorization ?? '',
      );
    if (!given) throw new Refusal(403, 'AccessDenied');
    const [, keyId, day = '', region = '', signed = '', signature] = given;
    if (keyId !== this.settings.accessKeyId) throw new Refusal(403, 'InvalidAccessKeyId');
    if (region !== this.settings.region) throw new Refusal(400, 'AuthorizationHeaderMalformed');
    const names = signed.split(';');
    const needed = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
    if (needed.some((name) => !names.includes(name))) throw new Refusal(403, 'AccessDenied');
    const at = String(headers['x-amz-date']);
    const time = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
    if (!(Math.abs(time - Date.now()) < SKEW)) throw new Refusal(403, 'RequestTimeTooSkewed');
    const query = [...url.searchParams]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join('&');
    const payload = String(headers['x-amz-content-sha256']);
    const canonical = [
      ...[method, decodeURIComponent(url.pathname).split('/').map(encoded).join('/'), query],
      ...names.map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
      ...['', signed, payload],
    ].join('\n');
    const scope = `${day}/${region}/s3/aws4_request`;
    const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
    const secret = `AWS4${this.settings.secretAccessKey}`;
    const signing = hmac(hmac(hmac(hmac(secret, day), region), 's3'), 'aws4_request');
    if (hmac(signing, text).toString('hex') !== signature) throw new Refusal(403, 'SignatureDoesNotMatch');
    if (this.strict && payload !== sha256(body)) throw new Refusal(400, 'XAmzContentSHA256Mismatch');
  }

  #put(
    { headers }: IncomingMessage,
    key: string,
    body: Buffer,
    response: ServerResponse,
    fault: Fault | undefined,
  ): void {
    const checksum = base64(sha256(body));
    if (this.strict) {
      if (headers['content-length'] === undefined) throw new Refusal(411, 'MissingContentLength');
      if (Number(headers['content-length']) !== body.length) throw new Refusal(400, 'IncompleteBody');
      if (headers['x-amz-checksum-sha256'] !== checksum) throw new Refusal(400, 'BadDigest');
      const there = this.objects.get(key);
      if (headers['if-none-match'] === undefined && headers['if-match'] === undefined) {
        throw new Refusal(400, 'InvalidRequest');
      }
      if (headers['if-none-match'] === '*' && there) throw new Refusal(412, 'PreconditionFailed');
      if (headers['if-match'] !== undefined && !there) throw new Refusal(404, 'NoSuchKey');
      if (headers['if-match'] !== undefined && headers['if-match'] !== there?.etag) {
        throw new Refusal(412, 'PreconditionFailed');
      }
    }
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    if (fault !== 'forgetful') this.plant(key, body);
    if (fault === 'unanswered') return void response.destroy();
    response.writeHead(200, {
      etag,
      'x-amz-checksum-sha256': fault === 'other-checksum' ? base64(sha256('other')) : checksum,
    });
    response.end();
  }

  #copy({ headers }: IncomingMessage, key: string, response: ServerResponse): void {
    const source = decodeURIComponent(String(headers['x-amz-copy-source']));
    const from = this.objects.get(source.slice(`/${this.settings.bucket}/`.length));
    if (!from) throw new Refusal(404, 'NoSuchKey');
    if (headers['x-amz-copy-source-if-match'] !== from.etag) throw new Refusal(412, 'PreconditionFailed');
    this.plant(key, from.bytes);
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(`<?xml version="1.0"?>\n<CopyObjectResult><ETag>${from.etag}</ETag></CopyObjectResult>`);
  }

  #get(method: string, key: string, response: ServerResponse, fault: Fault | undefined): void {
    const object = this.objects.get(key);
    if (!object) throw new Refusal(404, 'NoSuchKey');
    response.writeHead(200, {
      'content-length': object.bytes.length,
      etag: object.etag,
      'last-modified': object.modified,
      'x-amz-checksum-sha256': base64(sha256(object.bytes)),
    });
    if (method === 'HEAD') return void response.end();
    if (fault === 'cut-off') {
      response.write(object.bytes.subarray(0, object.bytes.length >> 1), () => response.destroy());
      return;
    }
    response.end(fault === 'other-bytes' ? randomBytes(object.bytes.length) : object.bytes);
  }

  #list(url: URL, response: ServerResponse): void {
    const prefix = url.searchParams.get('prefix') ?? '';
    const delimiter = url.searchParams.get('delimiter');
    const after = url.searchParams.get('continuation-token') ?? '';
    const names = [...this.objects.keys()].filter((key) => key.startsWith(prefix));
    const folded = names.map((key) => {
      const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
      return end === -1 ? key : key.slice(0, end + 1);
    });
    const left = [...new Set(folded)].sort().filter((name) => name > after);
    const page = left.slice(0, PAGE);
    const items = page.map((name) => {
      const object = this.objects.get(name);
      return object
        ? `<Contents><Key>${name}</Key><Size>${object.bytes.length}</Size></Contents>`
        : `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`;
    });
    const next = left.length > PAGE ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(
      `<?xml version="1.0"?><ListBucketResult><Prefix>${prefix}</Prefix>${items.join('')}${next}</ListBucketResult>`,
    );
  }
}
