import { problem as problemSchema } from '@marketsafe/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { HttpProblem } from '../problems.ts';
import { isUnavailable } from '../unavailable.ts';
import { isGone, senderOf } from './log-requests.ts';
import { fieldErrorsOf } from './zod-field-errors.ts';

/** What is told once for many requests does not need a line for each. */
const TOLD_ONCE: ReadonlySet<string> = new Set(['overloaded', 'database-restarting', 'disk-full']);

/** Everything the server refuses, and everything that goes wrong in it, is answered with an RFC 9457 problem. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    const sender = senderOf(request);
    if (isGone(request)) request.log.info({ ...sender, reason: problem.message }, 'request broken off');
    else if (problem.problem.status >= 500 && !TOLD_ONCE.has(problem.problem.code ?? ''))
      request.log.error({ ...sender, err: error }, 'request failed');
    else request.log.info({ ...sender, reason: problem.message }, 'request refused');
    return sendProblem(request, reply, problem);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new HttpProblem('address-unknown')));
}

/** Sends a problem as `application/problem+json`. `instance` names the request in the server's log. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { problem, retryAfter }: HttpProblem,
): FastifyReply {
  if (retryAfter !== undefined) reply.header('Retry-After', retryAfter);
  if (problem.status === 401) reply.header('WWW-Authenticate', 'Bearer');
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .header('Cache-Control', 'no-store')
    .serializer((payload: unknown) => JSON.stringify(problemSchema.parse(payload)))
    .send({ ...problem, instance: `urn:uuid:${request.id}` });
}

/** Which problem an error is; one that nobody foresaw says nothing about itself. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (isUnstorable(error))
    return new HttpProblem('request-malformed', { internal: 'text that cannot be stored' });
  if (isUnavailable(error)) return new HttpProblem('storage-unavailable', { retryAfter: 2 });
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = fieldErrorsOf(error.validation);
    return new HttpProblem(error.validationContext === 'body' ? 'body-invalid' : 'request-invalid', {
      errors,
    });
  }
  const { statusCode, code } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new HttpProblem('body-too-large', { status: 413 });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500 && error instanceof Error) {
    // The library's own message may quote what was sent.
    return new HttpProblem('request-malformed', { status: statusCode, internal: code ?? error.name });
  }
  return new HttpProblem('unforeseen');
}

/** PostgreSQL's codes for bytes and characters that its texts cannot hold. */
const UNSTORABLE = /^(22021|22P05)$/;

/** Text that reached the database past all that looks at text before: the sender's doing all the same. */
function isUnstorable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNSTORABLE.test(String(error.code));
}
