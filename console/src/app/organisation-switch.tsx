import type { Me } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { useMutation, useQuery } from '@tanstack/react-query';
import { put } from '../api/client.ts';
import { explain } from '../api/failure.ts';
import { ownOrganisationsQuery } from '../api/people-queries.ts';
import { HOME } from '../format/return-path.ts';

/** For which organisation one acts, with the choice among them where there are several. */
export function OrganisationSwitch({ me }: { me: Me }) {
  const own = useQuery(ownOrganisationsQuery);
  const change = useMutation({
    mutationFn: (organisationId: string) => put('/v1/me/organisation', { organisationId }),
    // A new document, so that nothing of the other organisation stays in memory.
    onSuccess: () => window.location.assign(HOME),
  });
  const { organisationId, name } = me.organisation;
  const organisations = own.data?.organisations ?? [];
  if (organisations.length < 2) return <strong>{name}</strong>;
  return (
    <>
      <select
        className="input organisation-switch"
        aria-label={m.people_switch()}
        value={organisationId}
        onChange={(event) => change.mutate(event.target.value)}
      >
        {organisations.map((each) => (
          <option key={each.organisationId} value={each.organisationId}>
            {each.name}
          </option>
        ))}
      </select>
      {change.error && (
        <span className="bad" role="alert">
          {m.people_switch_failed({ problem: explain(change.error).title })}
        </span>
      )}
    </>
  );
}
