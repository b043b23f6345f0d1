import { providerAddress, signInWays } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get, send } from './client.ts';

/** What the sign-in page can offer. */
export const signInWaysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => get('/api/auth/ways', signInWays, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Leaves for the provider of sign-in; resolves when the browser is on its way. Throws `ApiFailure`. */
export async function leaveForProvider(
  path: '/api/auth/provider' | '/v1/me/identities',
  order: object,
): Promise<void> {
  const { address } = await send('POST', path, order, providerAddress);
  window.location.assign(address);
}
