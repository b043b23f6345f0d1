import { useMutation, useQueryClient } from '@tanstack/react-query';
import { organisationsQuery, ownOrganisationsQuery, peopleQuery } from '../../api/people-queries.ts';

/** Does something to an organisation's people, and shows them as they then are. */
export function usePeopleChange<Wanted>(
  organisationId: string,
  change: (wanted: Wanted) => Promise<unknown>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Also after a refusal: somebody else may have changed it.
    onSettled: async () => {
      await Promise.all(
        [peopleQuery(organisationId), organisationsQuery, ownOrganisationsQuery].map(({ queryKey }) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}
