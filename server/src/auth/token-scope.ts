import { requestedScopes, scopeText } from '@marketsafe/contract';
import type { BetterAuthOptions } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { z } from 'zod';
import { hashPassword, isOutdated } from './passwords.ts';

const tokenRequest = z.object({ device_code: z.string() });
const credentials = z.object({ password: z.string() });
const accountRows = z.array(z.object({ providerId: z.string(), password: z.string().nullish() }));
const codeRow = z.object({ scope: z.string().nullish() }).nullable();

/** What a code was approved for, by the request that redeems it: its row is gone when the session is made. */
const approved = new WeakMap<Request, string>();

/** Refuses a request for a code that names a scope which is none of ours. */
export function checkRequestedScope(_clientId: string, scope: string | undefined): void {
  if (requestedScopes(scope)) return;
  throw new APIError('BAD_REQUEST', { error: 'invalid_scope', error_description: 'a scope is unknown' });
}

/**
 * Settings of the sign-in library by which the session that a device's code is redeemed for has the scopes its approval page named. A
 * session made in any way but by password has none.
 */
export const SCOPED_SESSIONS = {
  hooks: {
    before: createAuthMiddleware(async (context) => {
      const request = context.path === '/device/token' ? context.request : undefined;
      const wanted = request && tokenRequest.safeParse(context.body).data;
      if (!request || !wanted) return;
      const where = [{ field: 'deviceCode', value: wanted.device_code }];
      const row = codeRow.parse(await context.context.adapter.findOne({ model: 'deviceCode', where }));
      if (row) approved.set(request, scopeText(requestedScopes(row.scope) ?? []));
    }),
    // The only moment at which a password that was kept in an older way can be kept anew.
    after: createAuthMiddleware(async (context) => {
      const signedIn = context.path === '/sign-in/email' ? context.context.newSession : null;
      const given = signedIn && credentials.safeParse(context.body).data;
      if (!signedIn || !given) return;
      const { internalAdapter } = context.context;
      const accounts = accountRows.parse(await internalAdapter.findAccounts(signedIn.user.id));
      const kept = accounts.find(({ providerId }) => providerId === 'credential')?.password;
      if (!kept || !isOutdated(kept)) return;
      await internalAdapter.updatePassword(signedIn.user.id, await hashPassword(given.password));
    }),
  },
  databaseHooks: {
    session: {
      create: {
        before: async (session, context) => {
          if (context?.path === '/sign-in/email') return { data: { ...session, scope: null } };
          const scope = (context?.request && approved.get(context.request)) ?? '';
          return { data: { ...session, scope } };
        },
      },
    },
  },
} satisfies Pick<BetterAuthOptions, 'hooks' | 'databaseHooks'>;
