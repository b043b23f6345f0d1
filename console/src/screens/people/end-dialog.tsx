import type { OrganisationPeople } from '@marketsafe/contract';
import { Button, Dialog } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { remove } from '../../api/client.ts';
import { ORGANISATIONS } from '../../api/people-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { Person } from './people-table.tsx';
import { usePeopleChange } from './use-people-change.ts';

/** Says what will happen before somebody's access ends. */
export function EndDialog(props: {
  organisation: OrganisationPeople['organisation'];
  person: Person;
  onDone: (say: () => string) => void;
  onClose: () => void;
}) {
  const { organisationId, name: organisation } = props.organisation;
  const { userId, name } = props.person;
  const end = usePeopleChange(organisationId, () =>
    remove(`${ORGANISATIONS}/${organisationId}/people/${userId}`),
  );
  return (
    <Dialog title={m.people_end_title({ name })} onClose={props.onClose}>
      <div className="stack">
        <p>{m.people_end_about({ organisation })}</p>
        {end.error && <FailureNotice error={end.error} />}
        <div className="actions">
          <Button
            kind="danger"
            busy={end.isPending}
            onClick={() =>
              end.mutate(undefined, { onSuccess: () => props.onDone(() => m.people_end_done({ name })) })
            }
          >
            {m.people_end_confirm()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </div>
    </Dialog>
  );
}
