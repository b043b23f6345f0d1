import { isProgramStaff, type WatchedListing } from '@marketsafe/contract';
import { Badge, Empty, Loading, Table } from '@marketsafe/looks';
import { m, marketplaceName, stateName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { meQuery } from '../../api/queries.ts';
import { watchQuery } from '../../api/watch-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { HttpsLink } from '../../components/https-link.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** Removed listings, and what people of the organisation saw of them on visits of their own. */
export function WatchScreen() {
  const staff = isProgramStaff(useQuery(meQuery).data?.roles ?? []);
  const { data, error, refetch } = useQuery(watchQuery);
  return (
    <>
      <PageHeading title={m.watch_title()} />
      <p>{m.watch_about()}</p>
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.watch_loading()}</Loading>}
      {data?.listings.length === 0 && (
        <Empty title={<h2>{m.watch_none()}</h2>}>
          <p className="soft">{m.watch_none_help()}</p>
        </Empty>
      )}
      {data && data.listings.length > 0 && (
        <Table
          framed
          caption={m.watch_title()}
          captionHidden
          rows={data.listings}
          keyOf={({ claimId }) => claimId}
          columns={columnsFor(staff)}
        />
      )}
    </>
  );
}

function columnsFor(staff: boolean) {
  return [
    {
      key: 'listing',
      heading: m.counter_column_listing(),
      kind: 'header' as const,
      cell: ({ canonicalUrl, title, itemId, marketplace }: WatchedListing) => (
        <>
          <HttpsLink address={canonicalUrl}>
            <bdi>{title ?? itemId}</bdi>
          </HttpsLink>
          <br />
          <span className="soft small">{marketplaceName(marketplace)}</span>
        </>
      ),
    },
    ...(staff
      ? [
          {
            key: 'organisation',
            heading: m.search_column_organisation(),
            cell: ({ organisation }: WatchedListing) => organisation.name,
          },
        ]
      : []),
    {
      key: 'claim',
      heading: m.counter_column_claim(),
      cell: ({ claimId, number, state, since }: WatchedListing) => (
        <>
          <Link to="/claims/$claimId" params={{ claimId }} className="number">
            {number}
          </Link>
          <br />
          <span className="soft small">
            {stateName(state)} · <TimeText utc={since} />
          </span>
        </>
      ),
    },
    {
      key: 'seen',
      heading: m.watch_seen(),
      cell: ({ sightings }: WatchedListing) => <Sightings sightings={sightings} />,
    },
    {
      key: 'again',
      heading: m.watch_new_claim(),
      cell: ({ relisted, sightings: [last] }: WatchedListing) =>
        relisted ? (
          <Link to="/claims/$claimId" params={{ claimId: relisted.claimId }} className="number">
            {relisted.number}
          </Link>
        ) : last?.seen === 'live' ? (
          m.watch_capture()
        ) : null,
    },
  ];
}

function Sightings({ sightings }: Pick<WatchedListing, 'sightings'>) {
  if (sightings.length === 0) return <span className="soft">{m.watch_never()}</span>;
  return (
    <ul className="plain small">
      {sightings.map(({ seen, at, by }) => (
        <li key={`${at} ${by}`}>
          <Badge tone={seen === 'live' ? 'bad' : 'quiet'}>
            {seen === 'live' ? m.watch_live() : m.watch_gone()}
          </Badge>{' '}
          <TimeText utc={at} /> <bdi className="soft">{by}</bdi>
        </li>
      ))}
    </ul>
  );
}
