import { type ModelRequest, type ModelServer, problemAnswer } from './model-server.ts';
import { pick } from './random.ts';
import type { VirtualClock } from './virtual-clock.ts';

export const FAULTS = [
  'drop-request',
  'drop-response',
  'hang-before',
  'hang-after',
  'duplicate',
  'deliver-late',
  'break-in-request',
  'corrupt-blob',
  'truncate-response',
  'html',
  'empty',
  'not-found-by-a-proxy',
  'unauthenticated',
  'in-flight',
  'busy-seconds',
  'busy-date',
  'fault-500',
  'gateway-502',
  'unavailable-bare',
  'unavailable-date',
  'forgets-blobs',
  'forgets-uploads',
] as const;
export type Fault = (typeof FAULTS)[number];

const HTML = '<!doctype html><title>Welcome to the hotel</title>';

function html(status: number): Response {
  return new Response(HTML, { status, headers: { 'Content-Type': 'text/html' } });
}

function half(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.slice(0, bytes.byteLength >> 1);
}

function corrupted(request: ModelRequest): ModelRequest {
  const body = request.body.slice();
  const first = body[0];
  if (first !== undefined) body[0] = first ^ 1;
  return { ...request, body };
}

async function truncated(response: Response): Promise<Response> {
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength === 0) return response;
  const { status, headers } = response;
  return new Response(bytes.slice(0, Math.floor(bytes.byteLength / 2)), { status, headers });
}

/** The way between a worker and the model server, with everything that can happen on it, drawn from the seed. */
export class FaultyNetwork {
  /** How likely a request meets a fault, from 0 to 1. */
  rate = 0;
  readonly met = new Map<Fault, number>();
  #late: ModelRequest[] = [];
  #server: ModelServer;
  #clock: VirtualClock;
  #random: () => number;

  constructor(server: ModelServer, clock: VirtualClock, random: () => number) {
    this.#server = server;
    this.#clock = clock;
    this.#random = random;
  }

  send = async (request: ModelRequest, signal: AbortSignal): Promise<Response> => {
    this.#clock.advance(Math.floor(this.#random() * 2_000));
    this.#deliverLate();
    if (this.#random() >= this.rate) return this.#server.handle(request);
    const fault = pick(this.#random, FAULTS);
    this.met.set(fault, (this.met.get(fault) ?? 0) + 1);
    return this.#meet(fault, request, signal);
  };

  /** Requests that were held back on the way arrive, long after their sender gave up on them. */
  #deliverLate(): void {
    if (this.#random() < 0.7) return;
    for (const request of this.#late.splice(0)) this.#server.handle(request);
  }

  async #hang(signal: AbortSignal): Promise<never> {
    while (!signal.aborted) this.#clock.advance(5_000);
    throw new DOMException('aborted', 'AbortError');
  }

  #date(ahead: number): Record<string, string> {
    const time = this.#clock.time;
    return {
      Date: new Date(time).toUTCString(),
      'Retry-After': new Date(time + ahead).toUTCString(),
    };
  }

  async #meet(fault: Fault, request: ModelRequest, signal: AbortSignal): Promise<Response> {
    const server = this.#server;
    switch (fault) {
      case 'drop-request':
        throw new TypeError('Failed to fetch');
      case 'drop-response':
        server.handle(request);
        throw new TypeError('Failed to fetch');
      case 'hang-before':
        return this.#hang(signal);
      case 'hang-after':
        server.handle(request);
        return this.#hang(signal);
      case 'duplicate':
        server.handle(request);
        return server.handle(request);
      case 'deliver-late':
        this.#late.push(request);
        throw new TypeError('Failed to fetch');
      case 'break-in-request':
        // HTTP knows how long a body is: half of one has no effect, except that a resumable upload keeps what arrived.
        if (request.method === 'PATCH') server.handle({ ...request, body: half(request.body) });
        throw new TypeError('Failed to fetch');
      case 'corrupt-blob':
        return server.handle(request.path.startsWith('/v1/claims') ? request : corrupted(request));
      case 'truncate-response':
        return truncated(server.handle(request));
      case 'html':
        return html(200);
      case 'empty':
        return new Response(null, { status: 200 });
      case 'not-found-by-a-proxy':
        return html(404);
      case 'unauthenticated':
        server.tokens.clear();
        return server.handle(request);
      case 'in-flight':
        return problemAnswer(409, 'idempotency-in-flight');
      case 'busy-seconds':
        return problemAnswer(429, 'rate-limited', {}, { 'Retry-After': '40' });
      case 'busy-date':
        return problemAnswer(429, 'rate-limited', {}, this.#date(90_000));
      case 'fault-500':
        return problemAnswer(500, 'internal');
      case 'gateway-502':
        return html(502);
      case 'unavailable-bare':
        return problemAnswer(503, 'unavailable');
      case 'unavailable-date':
        return problemAnswer(503, 'unavailable', {}, this.#date(-5_000));
      case 'forgets-blobs':
        server.blobs.clear();
        return server.handle(request);
      case 'forgets-uploads':
        server.uploads.clear();
        return server.handle(request);
    }
  }
}
