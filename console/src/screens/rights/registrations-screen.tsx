import { Empty, Loading, Table } from '@marketsafe/looks';
import { formatDay, m, marketplaceName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { registrationsQuery } from '../../api/rights-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { RegistrationBadge } from './registrations-card.tsx';

/** How rights stand with the marketplaces' registers: those that wait longest first. */
export function RegistrationsScreen() {
  const list = useQuery(registrationsQuery);
  return (
    <>
      <p>
        <Link to="/rights">{m.rights_all()}</Link>
      </p>
      <PageHeading title={m.rights_register_title()} />
      <p>{m.rights_register_about()}</p>
      {list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Loading>{m.rights_loading()}</Loading>}
      {list.data?.registrations.length === 0 && (
        <Empty>
          <p>{m.rights_register_none()}</p>
        </Empty>
      )}
      {list.data && list.data.registrations.length > 0 && (
        <Table
          framed
          caption={m.rights_register_title()}
          captionHidden
          rows={list.data.registrations}
          keyOf={({ right, marketplace }) => `${right.rightId}/${marketplace}`}
          columns={[
            {
              key: 'right',
              heading: m.rights_column_registration(),
              kind: 'header',
              cell: ({ right: { rightId, mark } }) => (
                <Link to="/rights/$rightId" params={{ rightId }}>
                  <bdi>{mark}</bdi>
                </Link>
              ),
            },
            { key: 'holder', heading: m.rights_column_holder(), cell: ({ holder }) => <bdi>{holder}</bdi> },
            {
              key: 'marketplace',
              heading: m.rights_register_marketplace(),
              cell: ({ marketplace }) => marketplaceName(marketplace),
            },
            {
              key: 'state',
              heading: m.rights_column_status(),
              cell: ({ state }) => <RegistrationBadge state={state} />,
            },
            { key: 'number', heading: m.rights_register_number(), cell: ({ number }) => <bdi>{number}</bdi> },
            {
              key: 'submitted',
              heading: m.rights_register_submitted_on(),
              cell: ({ submittedOn }) => formatDay(submittedOn),
            },
            { key: 'days', heading: m.rights_register_days(), kind: 'number', cell: ({ days }) => days },
            { key: 'cause', heading: m.rights_refuse_cause(), cell: ({ cause }) => <bdi>{cause}</bdi> },
          ]}
        />
      )}
    </>
  );
}
