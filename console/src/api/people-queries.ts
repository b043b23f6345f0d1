import {
  organisationList,
  organisationPeople,
  ownOrganisations,
  shownInvitation,
} from '@marketsafe/contract';
import { queryOptions } from '@tanstack/react-query';
import { get, send } from './client.ts';

/** Where the organisations of the program are. */
export const ORGANISATIONS = '/v1/organisations';

/** Every organisation of the program; for its staff. */
export const organisationsQuery = queryOptions({
  queryKey: ['organisations'],
  queryFn: ({ signal }) => get(ORGANISATIONS, organisationList, signal),
});

/** Who works for an organisation, and who is invited. */
export function peopleQuery(organisationId: string) {
  return queryOptions({
    queryKey: ['people', organisationId],
    queryFn: ({ signal }) => get(`${ORGANISATIONS}/${organisationId}/people`, organisationPeople, signal),
  });
}

/** For which organisations the signed-in person acts. */
export const ownOrganisationsQuery = queryOptions({
  queryKey: ['own-organisations'],
  queryFn: ({ signal }) => get('/v1/me/organisations', ownOrganisations, signal),
  staleTime: 60_000,
});

/** What a link invites to. */
export function invitationQuery(secret: string) {
  return queryOptions({
    queryKey: ['invitation', secret],
    queryFn: () => send('POST', '/v1/invitations/look-up', { secret }, shownInvitation),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
