import { m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { PeopleScreen } from '../people/people-screen.tsx';

/** One organisation of the program: its people. */
export function OrganisationScreen({ organisationId }: { organisationId: string }) {
  return (
    <>
      <PeopleScreen organisationId={organisationId} />
      <p>
        <Link to="/organisations">{m.people_org_back()}</Link>
      </p>
    </>
  );
}
