import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebhookMessage, webhookMessage } from '@marketsafe/contract';
import { Webhook } from 'standardwebhooks';

/** What a receiver got once. */
export interface Got {
  id: string;
  body: string;
  headers: IncomingHttpHeaders;
}

/** How a receiver answers: a status, with a place to go on to perhaps; `never` leaves the sender waiting. */
export type Answer = { status: number; location?: string; bytes?: number } | 'never';

/** A real receiver on this machine; `answer` is asked about each request, with how many came before. */
export async function openReceiver(answer: (before: number) => Answer = () => ({ status: 204 })) {
  const got: Got[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { headers } = request;
      const said = answer(got.length);
      got.push({
        id: String(headers['webhook-id']),
        body: Buffer.concat(parts).toString('utf8'),
        headers,
      });
      if (said === 'never') return;
      response.writeHead(said.status, said.location === undefined ? {} : { location: said.location });
      response.end(Buffer.alloc(said.bytes ?? 0, 'x'));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    got,
    port,
    /** By a name that the machine knows, so that it is looked up. */
    address: `http://hooks.test.example:${port}/marketsafe`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
export type Receiver = Awaited<ReturnType<typeof openReceiver>>;

/** Checks a message as a receiver does, by the library of Standard Webhooks; throws where it is not ours. */
export function verified(secret: string, { body, headers }: Got): WebhookMessage {
  return webhookMessage.parse(new Webhook(secret).verify(body, headers as Record<string, string>));
}
