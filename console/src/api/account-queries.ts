import { ownAccount } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';

/** Where the signed-in person is signed in, and which programs act for them. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => get('/v1/me/account', ownAccount, signal),
});
