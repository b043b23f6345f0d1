import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Provider, ProviderFailure, type ProviderPerson, visitMemory } from '../auth/provider.ts';
import { HttpProblem } from '../problems.ts';
import { cookieOf, keepCookie } from './cookies.ts';
import type { Services } from './services.ts';

/** Why somebody is sent to the provider of sign-in. */
const visitPurpose = z.discriminatedUnion('name', [
  z.object({ name: z.literal('sign-in'), returnTo: z.string().optional() }),
  z.object({ name: z.literal('invitation'), secret: z.string(), called: z.string().optional() }),
  z.object({ name: z.enum(['link', 'prove']), sessionId: z.string(), userId: z.string() }),
]);
export type VisitPurpose = z.infer<typeof visitPurpose>;

const remembered = z.object({ purpose: visitPurpose, visit: visitMemory });

/** How long somebody may take at the provider, in milliseconds. */
const LIFE = 10 * 60_000;

/** Sends browsers to the provider, and knows them again when they come back. */
interface ProviderVisits {
  /**
   * Where to send the browser, which from then on holds in a sealed cookie what it was sent for.
   * @throws HttpProblem where no provider is set up, or it does not answer
   */
  begin(reply: FastifyReply, purpose: VisitPurpose): Promise<string>;
  /** What a browser that comes back was sent for, once; null where it was not sent, or too long ago. */
  purposeOf(request: FastifyRequest, reply: FastifyReply): Promise<Visited | null>;
}

/** A browser that has come back. */
export interface Visited {
  purpose: VisitPurpose;
  /**
   * Whom the provider has signed in.
   * @throws HttpProblem
   */
  who(): Promise<ProviderPerson>;
}

const queryOf = ({ url }: FastifyRequest): string => url.split('?')[1] ?? '';

/** Each visit has a cookie of its own: people sign in in two tabs. */
const cookieFor = (state: string): string => `marketsafe.provider.${state.slice(0, 12)}`;

/** A failure of the provider's as what the person is told. */
function told(error: unknown): unknown {
  if (!(error instanceof ProviderFailure)) return error;
  const { kind, message: internal } = error;
  if (kind === 'unavailable') return new HttpProblem('provider-unavailable', { internal, retryAfter: 30 });
  return new HttpProblem(kind === 'cancelled' ? 'provider-cancelled' : 'provider-refused', { internal });
}

/** @throws HttpProblem where none is set up */
export function requireProvider({ provider }: Pick<Services, 'provider'>): Provider {
  if (!provider) throw new HttpProblem('provider-absent');
  return provider;
}

export function providerVisits(services: Pick<Services, 'provider' | 'tickets' | 'origins'>): ProviderVisits {
  const { tickets, origins } = services;
  return {
    async begin(reply, purpose) {
      const state = randomBytes(32).toString('base64url');
      const anew = purpose.name === 'prove';
      const { address, memory } = await requireProvider(services)
        .begin(state, anew)
        .catch((error: unknown) => {
          throw told(error);
        });
      const value = tickets.issue('provider', state, { purpose, visit: memory }, LIFE);
      keepCookie(reply, origins, { name: cookieFor(state), value, life: LIFE / 1_000 });
      return address;
    },
    async purposeOf(request, reply) {
      const query = queryOf(request);
      const state = new URLSearchParams(query).get('state') ?? '';
      if (!/^[\w-]{43}$/.test(state)) return null;
      const name = cookieFor(state);
      const ticket = cookieOf(request, name);
      if (ticket === undefined) return null;
      keepCookie(reply, origins, { name, value: '', life: 0 });
      const found = await tickets.redeem('provider', state, ticket, remembered);
      if (!found) return null;
      return {
        purpose: found.purpose,
        async who() {
          try {
            return await requireProvider(services).finish(query, state, found.visit);
          } catch (error) {
            throw told(error);
          }
        },
      };
    },
  };
}
