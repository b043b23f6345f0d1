import { requestedScopes, scopeText } from '@marketsafe/contract';
import type { BetterAuthOptions } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { z } from 'zod';
import type { DeviceRequests } from './device-requests.ts';
import { OPEN_SESSION } from './open-session.ts';
import { hashPassword, isOutdated } from './passwords.ts';

const tokenRequest = z.object({ device_code: z.string() });
const credentials = z.object({ password: z.string() });
const accountRows = z.array(z.object({ providerId: z.string(), password: z.string().nullish() }));

/** Where a person signs in themselves: such a session may do all that is theirs. */
const BY_PERSON: ReadonlySet<string | undefined> = new Set(['/sign-in/email', OPEN_SESSION]);

/** What a code was approved for, by the request that redeems it: its row is gone when the session is made. */
const approved = new WeakMap<Request, { scope: string; organisationId: string | null }>();

/** Refuses a request for a code that names a scope which is none of ours. */
export function checkRequestedScope(_clientId: string, scope: string | undefined): void {
  if (requestedScopes(scope)) return;
  throw new APIError('BAD_REQUEST', { error: 'invalid_scope', error_description: 'a scope is unknown' });
}

/**
 * Settings of the sign-in library by which the session that a device's code is redeemed for has the scopes and the organisation its approval page named. A
 * session that no person has begun themselves has none.
 */
export const scopedSessions = (requests: DeviceRequests) =>
  ({
    hooks: {
      before: createAuthMiddleware(async (context) => {
        const request = context.path === '/device/token' ? context.request : undefined;
        const wanted = request && tokenRequest.safeParse(context.body).data;
        if (!request || !wanted) return;
        const row = await requests.approvedFor(wanted.device_code);
        if (!row) return;
        const { organisationId } = row;
        approved.set(request, { organisationId, scope: scopeText(requestedScopes(row.scope) ?? []) });
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
            if (BY_PERSON.has(context?.path)) return { data: { ...session, scope: null } };
            const given = context?.request && approved.get(context.request);
            return { data: { ...session, ...(given ?? { scope: '' }) } };
          },
        },
      },
    },
  }) satisfies Pick<BetterAuthOptions, 'hooks' | 'databaseHooks'>;
