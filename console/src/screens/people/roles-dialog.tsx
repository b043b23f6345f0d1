import type { OrganisationPeople, Role } from '@marketsafe/contract';
import { Button, Dialog } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { put } from '../../api/client.ts';
import { ORGANISATIONS } from '../../api/people-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { Person } from './people-table.tsx';
import { RoleChecks } from './role-checks.tsx';
import { usePeopleChange } from './use-people-change.ts';

/** Asks for the roles that somebody has from now on. */
export function RolesDialog(props: {
  organisation: OrganisationPeople['organisation'];
  person: Person;
  onDone: (say: () => string) => void;
  onClose: () => void;
}) {
  const { organisationId, kind } = props.organisation;
  const { userId, name } = props.person;
  const [roles, setRoles] = useState<Role[]>([...props.person.roles]);
  const [wrong, setWrong] = useState(false);
  const change = usePeopleChange(organisationId, (wanted: Role[]) =>
    put(`${ORGANISATIONS}/${organisationId}/people/${userId}/roles`, { roles: wanted }),
  );

  function confirm(event: SubmitEvent) {
    event.preventDefault();
    setWrong(roles.length === 0);
    if (roles.length === 0) return;
    change.mutate(roles, { onSuccess: () => props.onDone(() => m.people_roles_saved({ name })) });
  }

  return (
    <Dialog title={m.people_roles_title({ name })} onClose={props.onClose}>
      <form className="stack" onSubmit={confirm} noValidate>
        <RoleChecks kind={kind} chosen={roles} wrong={wrong} onChoose={setRoles} />
        {change.error && <FailureNotice error={change.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={change.isPending}>
            {m.people_roles_save()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
