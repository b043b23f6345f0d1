import { grantedScopes, type TokenScope } from '@marketsafe/contract';
import { PLAIN_TOKEN } from '../db/bearer-sessions.ts';
import { API_TOKEN } from './api-tokens.ts';
import type { Auth } from './auth.ts';
import { ACCESS_TOKEN, accessHashOf } from './extension-sessions.ts';

/** Who is signed in, and how far that reaches. */
export interface Session {
  sessionId: string;
  userId: string;
  email: string;
  /** What an extension's token may be used for; null for a person who signed in with their password, who may all that is theirs. */
  scopes: readonly TokenScope[] | null;
  /** The organisation that they act for; null where the session names none. */
  organisationId: string | null;
  /** Values of `Set-Cookie` that renew it in the browser. */
  cookies: readonly string[];
}

/**
 * The session that these headers belong to, or null.
 * @param headers `Authorization`, `Cookie` or both, as the sign-in library reads them
 * @throws when sessions cannot be looked up
 */
export async function findSession(auth: Auth, headers: Headers): Promise<Session | null> {
  const bearer = bearerOf(headers);
  if (bearer !== undefined && API_TOKEN.test(bearer)) {
    const holder = await auth.apiTokens.find(bearer);
    return holder && { ...holder, sessionId: holder.tokenId, cookies: [] };
  }
  if (bearer !== undefined && ACCESS_TOKEN.test(bearer)) {
    const found = await auth.bearerSessions.findByAccess(accessHashOf(bearer));
    if (!found) return null;
    const { sessionId, userId, email, organisationId } = found;
    return {
      sessionId,
      userId,
      email,
      organisationId,
      scopes: grantedScopes(found.scope ?? ''),
      cookies: [],
    };
  }
  const token = headers.has('cookie') ? undefined : plainTokenOf(headers);
  const known = token === undefined ? undefined : await auth.bearerSessions.find(token);
  if (known === null) return null;
  if (known) {
    const { sessionId, userId, email, scope, organisationId } = known;
    return { sessionId, userId, email, organisationId, scopes: scopesOf(scope), cookies: [] };
  }
  const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
  if (!response) return null;
  const { id: sessionId, scope, organisationId } = response.session;
  return {
    sessionId,
    userId: response.user.id,
    email: response.user.email,
    organisationId: organisationId ?? null,
    scopes: scopesOf(scope),
    cookies: answered.getSetCookie(),
  };
}

/** By the sign-in library's own token: an extension's session opens nothing by that, only by its access tokens. */
function scopesOf(scope: unknown): Session['scopes'] {
  return typeof scope === 'string' ? [] : null;
}

function bearerOf(headers: Headers): string | undefined {
  return /^bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1];
}

/** The bearer token of a request, if it is one that is kept as it is sent. */
function plainTokenOf(headers: Headers): string | undefined {
  const token = bearerOf(headers);
  return token !== undefined && PLAIN_TOKEN.test(token) ? token : undefined;
}
