import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Who sent a request, as the log and an operator know them: never a token, an e-mail address or what was asked for. */
export function senderOf(request: FastifyRequest): {
  method: string;
  route: string;
  address: string;
  user?: string;
} {
  return {
    method: request.method,
    route: request.routeOptions.url ?? '(none)',
    address: hasSocket(request) ? request.ip : '(gone)',
    ...(request.caller && { user: request.caller.userId }),
  };
}

/** Node takes the socket from a request whose body was given up half read, as it is where the disk is full; its types do not say so. */
function hasSocket({ raw }: FastifyRequest): boolean {
  return (raw.socket as typeof raw.socket | null) !== null;
}

/** Whether its sender went away before the answer was theirs. */
export function isGone(request: FastifyRequest): boolean {
  const { raw } = request;
  return (hasSocket(request) && raw.socket.destroyed) || (raw.destroyed && !raw.complete);
}

/** What is told of each request. */
export interface Finished {
  route: string;
  method: string;
  status: number;
  seconds: number;
}

/**
 * Writes one line a request into the log, once it is answered or its sender went away. Must be called before any route is added.
 * @param onFinished hears of each that was answered
 */
export function logRequests(app: FastifyInstance, onFinished: (request: Finished) => void): void {
  app.addHook('onResponse', async (request: FastifyRequest, reply: FastifyReply) => {
    const sender = senderOf(request);
    const { statusCode, elapsedTime } = reply;
    request.log.info({ ...sender, status: statusCode, ms: Math.round(elapsedTime) }, 'request answered');
    onFinished({ ...sender, status: statusCode, seconds: elapsedTime / 1_000 });
  });
  app.addHook('onRequestAbort', async (request: FastifyRequest) => {
    request.log.info(senderOf(request), 'the sender of a request went away');
  });
}
