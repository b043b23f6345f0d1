import { isProgramStaff, type Mandate, RIGHTS_KEEPERS } from '@marketsafe/contract';
import { Empty, Loading, Table } from '@marketsafe/looks';
import { formatDay, formatSeries, m, marketplaceName, powerName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { mandatesQuery } from '../../api/mandate-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { MandateBadge } from './mandate-badge.tsx';

/** Mandates that the organisation gave or was given, or for the program's staff all of them. */
export function MandatesScreen() {
  const me = useQuery(meQuery);
  const list = useQuery(mandatesQuery);
  const roles = me.data?.roles ?? [];
  const keeps = RIGHTS_KEEPERS.some((role) => roles.includes(role));
  const staff = isProgramStaff(roles);
  return (
    <>
      <PageHeading title={m.mandates_title()} />
      <p>{m.mandates_about()}</p>
      <div className="actions">
        {keeps && (
          <Link to="/mandates/new" className="button button-main">
            {m.mandates_give()}
          </Link>
        )}
        {staff && (
          <Link to="/mandates/on-paper" className="button button-main">
            {m.mandates_paper()}
          </Link>
        )}
        {!staff && (
          <Link to="/mandates/claims" className="button">
            {m.mandates_filed_for_us()}
          </Link>
        )}
      </div>
      {list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Loading>{m.mandates_loading()}</Loading>}
      {list.data?.mandates.length === 0 && (
        <Empty title={<h2>{m.mandates_none()}</h2>}>
          <p>{m.mandates_none_help()}</p>
        </Empty>
      )}
      {list.data && list.data.mandates.length > 0 && <Mandates mandates={list.data.mandates} />}
    </>
  );
}

function Mandates({ mandates }: { mandates: readonly Mandate[] }) {
  return (
    <Table
      framed
      caption={m.mandates_title()}
      captionHidden
      rows={mandates}
      keyOf={({ mandateId }) => mandateId}
      columns={[
        {
          key: 'sides',
          heading: m.mandates_column_sides(),
          kind: 'header',
          cell: ({ mandateId, holder, representative }) => (
            <Link to="/mandates/$mandateId" params={{ mandateId }}>
              {m.mandates_sides({ holder: holder.name, representative: representative.name })}
            </Link>
          ),
        },
        {
          key: 'state',
          heading: m.rights_column_status(),
          cell: ({ state }) => <MandateBadge state={state} />,
        },
        {
          key: 'valid',
          heading: m.mandates_column_valid(),
          cell: ({ validFrom, validTo }) =>
            m.mandates_from_to({ from: formatDay(validFrom), to: formatDay(validTo) }),
        },
        { key: 'rights', heading: m.rights_title(), cell: (mandate) => rightsOf(mandate) },
        { key: 'marketplaces', heading: m.mandates_column_marketplaces(), cell: marketplacesOf },
        {
          key: 'powers',
          heading: m.mandates_column_powers(),
          cell: ({ powers }) => formatSeries(powers.map((power) => powerName(power))),
        },
      ]}
    />
  );
}

/** How many rights a mandate covers. */
export function rightsOf({ rightIds }: Mandate): string {
  return rightIds === null ? m.mandates_all_rights() : m.rights_total({ count: rightIds.length });
}

/** On which marketplaces it holds. */
export function marketplacesOf({ marketplaces }: Mandate): string {
  return marketplaces === null
    ? m.mandates_all_marketplaces()
    : formatSeries(marketplaces.map((id) => marketplaceName(id)));
}
