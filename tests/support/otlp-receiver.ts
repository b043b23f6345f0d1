import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A collector of OpenTelemetry that keeps every byte that it gets: of the request line, of headers and of bodies. */
export async function startOtlpReceiver() {
  const got: { path: string; text: string }[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString('utf8');
      got.push({
        path: request.url ?? '',
        text: `${request.url}\n${request.rawHeaders.join('\n')}\n${body}`,
      });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** All that came, or what came to one path. */
    text: (path?: string) =>
      got
        .filter((one) => path === undefined || one.path === path)
        .map(({ text }) => text)
        .join('\n'),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
