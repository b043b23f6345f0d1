import type { SignInWay } from '@marketsafe/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { recordSignIn } from '../audit/sign-ins.ts';
import { FORGET_CACHE } from './keep-nothing.ts';
import { libraryHeaders } from './library-headers.ts';
import type { Services } from './services.ts';

/**
 * Signs somebody in who has proven who they are: the same session with the same cookie as by a password. The cookie goes out once the
 * audit has its entry; where that cannot be written, the session ends.
 * @returns the session's id
 */
export async function beginSession(
  { auth, db, auditLog, sessions }: Pick<Services, 'auth' | 'db' | 'auditLog' | 'sessions'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { userId, way }: { userId: string; way: SignInWay },
): Promise<string> {
  const { response, headers } = await auth().api.openSession({
    body: { userId },
    headers: libraryHeaders(request),
    returnHeaders: true,
  });
  const { sessionId } = response;
  try {
    await recordSignIn({ db, auditLog }, userId, { way, address: request.ip });
  } catch (error) {
    await sessions.endUnnoted({ sessionId });
    throw error;
  }
  for (const cookie of headers.getSetCookie()) reply.header('Set-Cookie', cookie);
  reply.header('Cache-Control', 'no-store').header(FORGET_CACHE.name, FORGET_CACHE.value);
  return sessionId;
}
