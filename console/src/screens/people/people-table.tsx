import type { OrganisationPeople } from '@marketsafe/contract';
import { Badge, Button } from '@marketsafe/looks';
import { formatLocalTime, m, personRoleName } from '@marketsafe/words';
import { TimeText } from '../../components/time-text.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';

export type Person = OrganisationPeople['people'][number];

/** Height of a row until it has been measured, in pixels. */
const ROW = 52;

/** Everybody who works for an organisation, then those who did; only those in sight are drawn. */
export function PeopleTable(props: {
  people: readonly Person[];
  ownUserId: string;
  /** Absent for those who may only look. */
  onAsk: ((what: 'roles' | 'end', person: Person) => void) | null;
}) {
  const { people, ownUserId, onAsk } = props;
  return (
    <VirtualTable
      framed
      caption={m.people_caption()}
      captionHidden
      rows={people}
      rowHeight={ROW}
      keys={
        onAsk
          ? {
              r: (person) => person.endedAt === null && onAsk('roles', person),
              x: (person) => person.endedAt === null && onAsk('end', person),
            }
          : {}
      }
      keyOf={({ userId }) => userId}
      columns={[
        {
          key: 'name',
          heading: m.people_column_name(),
          kind: 'header',
          cell: ({ name, userId }) => (
            <span className="line" tabIndex={-1} data-row-link="">
              <bdi>{name}</bdi>
              {userId === ownUserId && <Badge tone="info">{m.people_you()}</Badge>}
            </span>
          ),
        },
        { key: 'email', heading: m.people_column_email(), cell: ({ email }) => <bdi>{email}</bdi> },
        {
          key: 'roles',
          heading: m.people_column_roles(),
          cell: ({ roles }) => (
            <span className="line">
              {roles.map((role) => (
                <Badge key={role} tone="quiet">
                  {personRoleName(role)}
                </Badge>
              ))}
            </span>
          ),
        },
        { key: 'since', heading: m.people_column_since(), cell: ({ since }) => <TimeText utc={since} /> },
        {
          key: 'state',
          heading: m.people_column_state(),
          cell: ({ endedAt }) =>
            endedAt === null ? (
              <Badge tone="good">{m.people_active()}</Badge>
            ) : (
              <Badge tone="quiet">{m.people_ended({ at: formatLocalTime(endedAt) })}</Badge>
            ),
        },
        ...(onAsk
          ? [
              {
                key: 'change',
                heading: m.people_column_change(),
                cell: (person: Person) => <Changes person={person} onAsk={onAsk} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function Changes({
  person,
  onAsk,
}: {
  person: Person;
  onAsk: (what: 'roles' | 'end', person: Person) => void;
}) {
  if (person.endedAt !== null) return null;
  const { name } = person;
  return (
    <span className="line">
      <Button
        size="small"
        aria-haspopup="dialog"
        aria-label={m.people_roles_change_of({ name })}
        onClick={() => onAsk('roles', person)}
      >
        {m.people_roles_change()}
      </Button>
      <Button
        size="small"
        aria-haspopup="dialog"
        aria-label={m.people_end_of({ name })}
        onClick={() => onAsk('end', person)}
      >
        {m.people_end()}
      </Button>
    </span>
  );
}
