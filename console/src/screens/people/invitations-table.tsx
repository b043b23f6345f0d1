import type { OrganisationPeople } from '@marketsafe/contract';
import { Button, Table } from '@marketsafe/looks';
import { m, roleNames } from '@marketsafe/words';
import { remove } from '../../api/client.ts';
import { ORGANISATIONS } from '../../api/people-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { usePeopleChange } from './use-people-change.ts';

type Invitation = OrganisationPeople['invitations'][number];

/** Invitations that may still be accepted, each with the way to take it back. */
export function InvitationsTable(props: {
  organisationId: string;
  invitations: readonly Invitation[];
  manages: boolean;
  onDone: (say: () => string) => void;
}) {
  const { organisationId, invitations, manages, onDone } = props;
  const takeBack = usePeopleChange(organisationId, ({ invitationId }: Invitation) =>
    remove(`${ORGANISATIONS}/${organisationId}/invitations/${invitationId}`),
  );
  if (invitations.length === 0) return <p className="soft">{m.people_invitations_none()}</p>;
  return (
    <>
      {takeBack.error && <FailureNotice error={takeBack.error} />}
      <Table
        caption={m.people_invitations_caption()}
        captionHidden
        rows={invitations}
        keyOf={({ invitationId }) => invitationId}
        columns={[
          {
            key: 'email',
            heading: m.people_column_email(),
            kind: 'header',
            cell: ({ email }) => <bdi>{email}</bdi>,
          },
          {
            key: 'roles',
            heading: m.people_column_roles(),
            cell: ({ roles }) => roleNames(roles),
          },
          {
            key: 'by',
            heading: m.people_column_by(),
            cell: ({ invitedBy }) => <bdi>{invitedBy ?? m.people_by_program()}</bdi>,
          },
          {
            key: 'until',
            heading: m.people_column_until(),
            cell: ({ expiresAt }) => <TimeText utc={expiresAt} />,
          },
          ...(manages
            ? [
                {
                  key: 'change',
                  heading: m.people_column_change(),
                  cell: (invitation: Invitation) => (
                    <Button
                      size="small"
                      busy={takeBack.isPending && takeBack.variables === invitation}
                      aria-label={m.people_take_back_of({ email: invitation.email })}
                      onClick={() =>
                        takeBack.mutate(invitation, {
                          onSuccess: () => onDone(() => m.people_taken_back({ email: invitation.email })),
                        })
                      }
                    >
                      {m.people_take_back()}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
