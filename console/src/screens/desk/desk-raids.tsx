import { Badge, Loading, Table } from '@marketsafe/looks';
import { formatDay, formatSeries, m, marketplaceName, raidRequestName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deskRaidsQuery } from '../../api/desk-raid-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Packages of civil raids, beside the packets; nothing is said where there are none. */
export function DeskRaids() {
  const { data, error, refetch } = useQuery(deskRaidsQuery);
  if (!data)
    return error ? (
      <FailureNotice error={error} onRetry={() => refetch()} />
    ) : (
      <Loading>{m.raids_loading()}</Loading>
    );
  if (data.raids.length === 0) return null;
  return (
    <section className="stack">
      <h2>{m.raids_desk_title()}</h2>
      <p>{m.raids_desk_about()}</p>
      <Table
        framed
        caption={m.raids_desk_title()}
        captionHidden
        rows={data.raids}
        keyOf={({ packageId }) => packageId}
        columns={[
          {
            key: 'number',
            heading: m.raids_desk_number(),
            kind: 'header',
            cell: ({ packageId, number }) => (
              <Link to="/desk/raids/$packageId" params={{ packageId }} className="number">
                {number}
              </Link>
            ),
          },
          {
            key: 'requester',
            heading: m.raids_doc_requester(),
            cell: ({ requester }) => <bdi>{requester}</bdi>,
          },
          { key: 'request', heading: m.raids_doc_request(), cell: ({ request }) => raidRequestName(request) },
          {
            key: 'marketplaces',
            heading: m.raids_marketplace(),
            cell: ({ marketplaces }) => formatSeries(marketplaces.map((id) => marketplaceName(id))),
          },
          { key: 'links', heading: m.raids_desk_shops(), kind: 'number', cell: ({ links }) => links },
          { key: 'sent', heading: m.packets_desk_sent(), cell: ({ sentOn }) => formatDay(sentOn) },
          {
            key: 'answered',
            heading: m.raids_desk_answer(),
            cell: ({ answered }) => (
              <Badge tone={answered ? 'good' : 'info'}>
                {answered ? m.raids_desk_answered() : m.raids_desk_open()}
              </Badge>
            ),
          },
        ]}
      />
    </section>
  );
}
