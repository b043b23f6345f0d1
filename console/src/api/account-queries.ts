import { mailChoice, ownAccount } from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';

/** Where the signed-in person is signed in, and which programs act for them. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => get('/v1/me/account', ownAccount, signal),
});

/** Where one chooses what one gets by mail. */
export const MAIL_CHOICE = '/v1/me/mail';

/** What news the signed-in person gets by mail. */
export const mailChoiceQuery = queryOptions({
  queryKey: ['account', 'mail'],
  queryFn: ({ signal }) => get(MAIL_CHOICE, mailChoice, signal),
});
