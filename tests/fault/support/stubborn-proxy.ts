import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a proxy does with one request: answers a page of its own, breaks the line within the body, or takes headers out. */
export type Habit =
  | { does: 'answer'; status: number; type?: string; body?: string }
  | { does: 'reset'; afterBytes: number }
  | { does: 'strip'; headers: string[] };

/** A real reverse proxy with habits, as they stand before many servers. */
export interface StubbornProxy {
  url: string;
  /** What reached it: method, path and length of the body. */
  seen: { method: string; path: string; bytes: number; answered: number }[];
  /** Decides by a request's method, path and length of the body; undefined lets it pass. */
  habit: (method: string, path: string, bytes: number) => Habit | undefined;
  close(): Promise<void>;
}

/** The page that nginx answers with. */
export const PAGE =
  '<html><head><title>413 Request Entity Too Large</title></head><body><hr>nginx</body></html>';

function pass(upstream: string, request: IncomingMessage, response: ServerResponse, strip: string[]): void {
  const target = new URL(request.url ?? '/', upstream);
  const kept = (headers: NodeJS.Dict<string | string[]>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !strip.includes(name)));
  const headers = { ...kept(request.headers), host: target.host };
  const outgoing = httpRequest(target, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, kept(answer.headers));
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  request.pipe(outgoing);
}

/** Starts one before a server; it lets everything pass until it has a habit. */
export async function startStubbornProxy(upstream: string): Promise<StubbornProxy> {
  const server = createServer((request, response) => {
    const method = request.method ?? '';
    const path = new URL(request.url ?? '/', upstream).pathname;
    const bytes = Number(request.headers['content-length'] ?? 0);
    const entry = { method, path, bytes, answered: 0 };
    proxy.seen.push(entry);
    response.on('finish', () => {
      entry.answered = response.statusCode;
    });
    const habit = proxy.habit(method, path, bytes);
    if (habit?.does === 'answer') {
      // Before the body is read, as real ones do.
      response.writeHead(habit.status, { 'content-type': habit.type ?? 'text/html', connection: 'close' });
      response.end(method === 'HEAD' ? undefined : (habit.body ?? PAGE));
      request.resume();
    } else if (habit?.does === 'reset') {
      let came = 0;
      request.on('data', (data: Buffer) => {
        came += data.length;
        if (came >= habit.afterBytes) request.socket.resetAndDestroy();
      });
    } else pass(upstream, request, response, habit?.headers ?? []);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: StubbornProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    habit: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}
