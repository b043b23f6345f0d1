import type { FastifyReply, FastifyRequest } from 'fastify';

/** What every cookie of ours is for: nothing but what signs somebody in. */
const PATH = '/api/auth';

/** The value of a cookie, as the browser sent it. */
export function cookieOf({ headers: { cookie = '' } }: FastifyRequest, name: string): string | undefined {
  const pair = cookie.split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}

/**
 * Has the browser keep a cookie that scripts cannot read and other sites cannot have sent by a form.
 * @param life in seconds; 0 removes it, and undefined keeps it until the browser is closed
 */
export function keepCookie(
  reply: FastifyReply,
  origins: () => string[],
  { name, value, life }: { name: string; value: string; life: number | undefined },
): void {
  const age = life === undefined ? '' : `Max-Age=${life}; `;
  const secure = origins()[0]?.startsWith('https:') ? '; Secure' : '';
  reply.header('Set-Cookie', `${name}=${value}; ${age}Path=${PATH}; HttpOnly; SameSite=Lax${secure}`);
}
