import type { OrganisationPeople } from '@marketsafe/contract';
import { Button } from '@marketsafe/looks';
import { m, roleNames } from '@marketsafe/words';
import { remove } from '../../api/client.ts';
import { ORGANISATIONS } from '../../api/people-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { usePeopleChange } from './use-people-change.ts';

type Invitation = OrganisationPeople['invitations'][number];

/** Height of a row until it has been measured, in pixels. */
const ROW = 52;

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
      <VirtualTable
        caption={m.people_invitations_caption()}
        captionHidden
        rows={invitations}
        rowHeight={ROW}
        keyOf={({ invitationId }) => invitationId}
        columns={[
          {
            key: 'email',
            heading: m.people_column_email(),
            kind: 'header',
            cell: ({ email }) => (
              <bdi tabIndex={-1} data-row-link="">
                {email}
              </bdi>
            ),
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
