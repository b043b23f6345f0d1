import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** Where the sign-in library begins a session for somebody whom we know; nothing can be sent there from outside. */
export const OPEN_SESSION = '/open-session';

/**
 * Lets the program begin a session for somebody who has proven otherwise than by a password who they are: the same session, with the
 * same cookie, as a password begins.
 */
export const openSessions = () =>
  ({
    id: 'open-session',
    endpoints: {
      openSession: createAuthEndpoint(
        OPEN_SESSION,
        { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
        async (context) => {
          const { internalAdapter } = context.context;
          const user = await internalAdapter.findUserById(context.body.userId);
          if (!user) throw new APIError('UNAUTHORIZED');
          const session = await internalAdapter.createSession(user.id, false);
          await setSessionCookie(context, { session, user });
          return { sessionId: session.id };
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
