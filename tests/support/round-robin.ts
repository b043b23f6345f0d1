import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A proxy that hands each request to the next of several servers, as one in front of several processes does. One that takes no connection
 * is left out; a request whose server dies under it is answered with 502.
 */
export async function startRoundRobin() {
  let targets: readonly string[] = [];
  let turn = 0;
  const handed: string[] = [];
  const proxy = createServer((near, answer) => {
    const attempt = (left: number) => {
      turn += 1;
      const target = targets[turn % targets.length] ?? '';
      const far = request(
        new URL(near.url ?? '/', target),
        {
          method: near.method,
          headers: { ...near.headers, 'x-forwarded-for': near.socket.remoteAddress ?? '' },
          // A connection of its own: one that is kept may be one that a dead server left.
          agent: false,
        },
        (reply) => {
          handed.push(target);
          answer.writeHead(reply.statusCode ?? 502, reply.rawHeaders);
          reply.on('error', () => answer.destroy());
          reply.pipe(answer);
        },
      );
      far.on('error', (error: Error & { code?: string }) => {
        if (error.code === 'ECONNREFUSED' && left > 1) attempt(left - 1);
        else if (answer.headersSent) answer.destroy();
        else answer.writeHead(502).end();
      });
      // Nothing was read of the request while no connection was made, so the next one gets all of it.
      far.on('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => near.pipe(far));
        else near.pipe(far);
      });
      near.on('aborted', () => far.destroy());
    };
    attempt(targets.length);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  return {
    url: `http://localhost:${(proxy.address() as AddressInfo).port}`,
    /** To whom the last requests went. */
    handed,
    /** Begins to hand requests to these servers. */
    to: (servers: readonly string[]) => {
      targets = servers;
    },
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
