import { createHash } from 'node:crypto';
import {
  blobsOf,
  type CaptureSeal,
  type ClaimReceipt,
  claimSubmission,
  PROBLEM_BASE,
  type ProblemName,
  type ServerChallenge,
  type SignedStatement,
} from '@marketsafe/contract';
import { ME, RIGHT } from './reports.ts';

/** A request as it arrives. */
export interface ModelRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
}

interface Upload {
  sha256: string;
  length: number;
  received: Uint8Array<ArrayBuffer>;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

export function problemAnswer(
  status: number,
  name: ProblemName,
  extra: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Response {
  return json(status, { type: PROBLEM_BASE + name, status, ...extra }, headers);
}

const CHALLENGE: ServerChallenge = {
  challenge: 'bm9ib2R5IGtuZXcgdGhpcw==',
  issuedAt: '2026-01-01T00:00:00.000Z',
  keyId: '0'.repeat(64),
  signature: 'c2lnbmF0dXJl',
};
const PUBLISHED_KEY = { keyId: CHALLENGE.keyId, publicKey: CHALLENGE.signature, since: CHALLENGE.issuedAt };
const STATEMENT: SignedStatement = { text: '{}', keyId: CHALLENGE.keyId, signature: CHALLENGE.signature };

/**
 * The program backend as its wire contract describes it, in memory. It keeps what the invariants are about: every effect it
 * ever made, and every key with the bodies that came under it.
 */
export class ModelServer {
  /** What it says of the time-stamp of every capture it holds. */
  timeStamp: CaptureSeal['timeStamp'] = { state: 'not-configured' };
  readonly tokens = new Set<string>();
  readonly blobs = new Map<string, Uint8Array>();
  readonly uploads = new Map<string, Upload>();
  readonly claims = new Map<string, ClaimReceipt>();
  /** Claims committed, one name for each time: a claim twice in here took effect twice. */
  readonly effects: string[] = [];
  readonly bodiesOfKey = new Map<string, Set<string>>();
  readonly keysOfClaim = new Map<string, Set<string>>();
  readonly requests: string[] = [];
  /** Whether it has to be told of a device before it takes its captures. */
  wantsDevice = false;
  #manifests = new Map<string, string>();
  #answers = new Map<string, { body: string; receipt: ClaimReceipt }>();
  #names = 0;

  handle(request: ModelRequest): Response {
    const { method } = request;
    const path = request.path.split('?')[0] ?? '';
    this.requests.push(`${method} ${path}`);
    const token = request.headers.get('Authorization')?.replace('Bearer ', '') ?? '';
    if (!this.tokens.has(token)) return problemAnswer(401, 'unauthenticated');
    const [, , collection, id] = path.split('/');
    if (method === 'GET' && collection === 'rights') return json(200, { rights: [RIGHT] });
    if (method === 'GET' && collection === 'me') return json(200, ME);
    if (method === 'GET' && collection === 'changes') return this.#changes(request);
    if (method === 'GET' && collection === 'challenge') return json(200, CHALLENGE);
    if (method === 'GET' && collection === 'keys') return json(200, { keys: [PUBLISHED_KEY] });
    if (method === 'POST' && collection === 'devices') {
      this.wantsDevice = false;
      return json(201, STATEMENT);
    }
    if (method === 'GET' && collection === 'captures' && id) return this.#seal(id);
    if (collection === 'blobs' && id) return method === 'HEAD' ? this.#held(id) : this.#put(id, request);
    if (collection === 'uploads') return id ? this.#continueUpload(id, request) : this.#createUpload(request);
    if (method === 'POST' && collection === 'claims') {
      return id === 'from-file' ? this.#submitFile(path, request) : this.#submit(request);
    }
    return problemAnswer(404, 'not-found');
  }

  /** What the program says of a capture it holds. */
  #seal(captureId: string): Response {
    const manifestSha256 = this.#manifests.get(captureId);
    if (!manifestSha256) return problemAnswer(404, 'not-found');
    const device = { publicKey: CHALLENGE.signature, enrolment: null };
    const { timeStamp } = this;
    return json(200, { captureId, manifestSha256, receipt: STATEMENT, device, timeStamp });
  }

  #held(hash: string): Response {
    const bytes = this.blobs.get(hash);
    if (!bytes) return new Response(null, { status: 404 });
    return new Response(null, { headers: { 'Content-Length': String(bytes.byteLength) } });
  }

  #put(hash: string, { headers, body }: ModelRequest): Response {
    const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
    if (headers.get('Repr-Digest') !== digest || sha256(body) !== hash) {
      return problemAnswer(422, 'blob-mismatch');
    }
    const status = this.blobs.has(hash) ? 200 : 201;
    this.blobs.set(hash, body);
    return json(status, { sha256: hash, bytes: body.byteLength });
  }

  #createUpload({ headers }: ModelRequest): Response {
    const metadata = new Map(
      (headers.get('Upload-Metadata') ?? '').split(',').map((pair) => {
        const [name = '', value = ''] = pair.split(' ');
        return [name, atob(value)];
      }),
    );
    const id = `upload-${this.#names++}`;
    this.uploads.set(id, {
      sha256: metadata.get('sha256') ?? '',
      length: Number(headers.get('Upload-Length')),
      received: new Uint8Array(),
    });
    return new Response(null, { status: 201, headers: { Location: `/v1/uploads/${id}` } });
  }

  #continueUpload(id: string, { method, headers, body }: ModelRequest): Response {
    const upload = this.uploads.get(id);
    if (!upload) return problemAnswer(404, 'not-found');
    if (method === 'HEAD') {
      return new Response(null, { headers: { 'Upload-Offset': String(upload.received.byteLength) } });
    }
    if (Number(headers.get('Upload-Offset')) !== upload.received.byteLength) {
      return problemAnswer(409, 'bad-request');
    }
    const received = new Uint8Array(upload.received.byteLength + body.byteLength);
    received.set(upload.received);
    received.set(body, upload.received.byteLength);
    upload.received = received;
    if (received.byteLength === upload.length) {
      this.uploads.delete(id);
      if (sha256(received) !== upload.sha256) return problemAnswer(422, 'blob-mismatch');
      this.blobs.set(upload.sha256, received);
    }
    return new Response(null, { status: 204, headers: { 'Upload-Offset': String(received.byteLength) } });
  }

  /** A claim whose bytes were handed in as a file. */
  #submitFile(path: string, request: ModelRequest): Response {
    const hash = path.split('/').at(-1) ?? '';
    const file = this.blobs.get(hash);
    if (!file) return problemAnswer(409, 'blobs-missing', { missing: [hash] });
    return this.#submit({ ...request, body: Uint8Array.from(file) });
  }

  #submit({ headers, body }: ModelRequest): Response {
    const text = new TextDecoder().decode(body);
    const key = headers.get('Idempotency-Key');
    if (!key) return problemAnswer(400, 'idempotency-key-missing');
    this.bodiesOfKey.set(key, (this.bodiesOfKey.get(key) ?? new Set()).add(text));
    const stored = this.#answers.get(key);
    if (stored) {
      return stored.body === text
        ? json(201, stored.receipt, { 'Idempotency-Replayed': 'true' })
        : problemAnswer(422, 'idempotency-key-reused');
    }
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch {
      return problemAnswer(400, 'bad-request');
    }
    const parsed = claimSubmission.safeParse(raw);
    if (!parsed.success) return problemAnswer(422, 'invalid-body');
    const claim = parsed.data;
    this.keysOfClaim.set(claim.claimId, (this.keysOfClaim.get(claim.claimId) ?? new Set()).add(key));
    const missing = blobsOf(claim).filter((hash) => !this.blobs.has(hash));
    if (missing.length > 0) return problemAnswer(409, 'blobs-missing', { missing });
    if (this.wantsDevice) return problemAnswer(409, 'device-unknown');
    const receipt: ClaimReceipt = {
      claimId: claim.claimId,
      number: `MS-0000-${String(this.claims.size).padStart(4, '0')}`,
      state: 'in_review',
      receivedAt: '2026-01-01T00:00:00.000Z',
      bodySha256: sha256(body),
    };
    this.#answers.set(key, { body: text, receipt });
    this.claims.set(claim.claimId, receipt);
    this.effects.push(claim.claimId);
    for (const item of claim.evidence) this.#manifests.set(item.captureId, item.manifestSha256);
    return json(201, receipt);
  }

  #changes({ path }: ModelRequest): Response {
    const cursor = Number(path.split('cursor=')[1]);
    const changes = [...this.claims.values()].map(({ claimId, number, state }, index) => {
      const sequence = index + 1;
      return { sequence, kind: 'claim', at: '2026-01-01T00:00:00.000Z', claimId, number, state };
    });
    const after = changes.filter((change) => change.sequence > cursor);
    return json(200, { changes: after, cursor: changes.length, more: false });
  }
}
