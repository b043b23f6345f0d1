import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROBLEM_BASE } from '@marketsafe/contract';

/** What becomes of a request on its way through the proxy. */
type Fault =
  /** The connection breaks before the server hears of it. */
  | 'refuse'
  /** The server does its work, and its answer is lost. */
  | 'lose-answer'
  /** Somebody else answers, with a page. */
  | 'garbage'
  /** The server says that the sign-in has expired. */
  | 'sign-in-expired';

/** A real HTTP proxy before the real server, which breaks what it is told to break. */
export interface FaultProxy {
  url: string;
  /** Requests that reached the proxy: `POST /v1/claims`. */
  seen: string[];
  /** Decides on each request; `undefined` lets it pass. */
  fault: (method: string, path: string) => Fault | undefined;
  /** Where requests go: changes when the server is started again on another port. */
  upstream: string;
  close(): Promise<void>;
}

function forward(proxy: FaultProxy, request: IncomingMessage, response: ServerResponse, lose: boolean): void {
  const target = new URL(request.url ?? '/', proxy.upstream);
  const outgoing = httpRequest(
    target,
    { method: request.method, headers: { ...request.headers, host: target.host } },
    (answer) => {
      if (lose) {
        answer.resume();
        answer.on('end', () => response.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => response.destroy());
  request.pipe(outgoing);
}

function answerInstead(response: ServerResponse, request: IncomingMessage, fault: Fault): void {
  const headers = { 'access-control-allow-origin': request.headers.origin ?? '*' };
  if (fault === 'garbage') {
    response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end('<h1>Welcome to the hotel</h1>');
  } else if (fault === 'sign-in-expired') {
    response
      .writeHead(401, { ...headers, 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ type: `${PROBLEM_BASE}unauthenticated`, status: 401 }));
  } else {
    response.destroy();
  }
}

/** Starts a proxy before a server; nothing is broken until `fault` says so. */
export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const server = createServer((request, response) => {
    const method = request.method ?? '';
    const path = new URL(request.url ?? '/', proxy.upstream).pathname;
    // The browser's own question before a request from another origin is no request of ours.
    if (method !== 'OPTIONS') proxy.seen.push(`${method} ${path}`);
    const fault = method === 'OPTIONS' ? undefined : proxy.fault(method, path);
    if (fault === undefined || fault === 'lose-answer')
      forward(proxy, request, response, fault !== undefined);
    else {
      request.resume();
      answerInstead(response, request, fault);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    fault: () => undefined,
    upstream,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}
