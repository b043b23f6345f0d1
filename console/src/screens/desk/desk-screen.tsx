import { Badge, Button, Empty, Loading, Table } from '@marketsafe/looks';
import { formatDay, m, marketplaceName, packetStateName, reasonName } from '@marketsafe/words';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deskQuery } from '../../api/packet-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { DeskRaids } from './desk-raids.tsx';

/** For the marketplace's own people: what was sent to their marketplaces, and nothing else. */
export function DeskScreen() {
  const list = useInfiniteQuery(deskQuery);
  return (
    <>
      <PageHeading title={m.packets_desk_title()} />
      <p>{m.packets_desk_about()}</p>
      {!list.data && list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {!list.data && !list.error && <Loading>{m.packets_loading()}</Loading>}
      {list.data?.length === 0 && (
        <Empty title={<h2>{m.packets_desk_none()}</h2>}>
          <p className="soft">{m.packets_desk_none_help()}</p>
        </Empty>
      )}
      {list.data && list.data.length > 0 && (
        <Table
          framed
          caption={m.packets_desk_caption()}
          captionHidden
          rows={list.data}
          keyOf={({ packetId }) => packetId}
          columns={[
            {
              key: 'number',
              heading: m.packets_desk_number(),
              kind: 'header',
              cell: ({ packetId, number, expedited }) => (
                <span className="line">
                  <Link to="/desk/$packetId" params={{ packetId }} className="number">
                    {number}
                  </Link>
                  {expedited && <Badge tone="bad">{m.packets_urgent()}</Badge>}
                </span>
              ),
            },
            {
              key: 'group',
              heading: m.packets_column_group(),
              cell: ({ marketplace, reason }) => `${marketplaceName(marketplace)} · ${reasonName(reason)}`,
            },
            { key: 'mark', heading: m.packets_column_right(), cell: ({ mark }) => <bdi>{mark}</bdi> },
            {
              key: 'complainant',
              heading: m.packets_column_complainant(),
              cell: ({ complainant }) => <bdi>{complainant}</bdi>,
            },
            {
              key: 'links',
              heading: m.packets_column_links(),
              kind: 'number',
              cell: ({ links }) => links,
            },
            {
              key: 'sent',
              heading: m.packets_desk_sent(),
              cell: ({ sentOn }) => formatDay(sentOn),
            },
            {
              key: 'state',
              heading: m.packets_desk_state(),
              cell: ({ state }) => (
                <Badge tone={state === 'withdrawn' ? 'quiet' : 'info'}>{packetStateName(state)}</Badge>
              ),
            },
          ]}
        />
      )}
      {list.hasNextPage && (
        <Button onClick={() => list.fetchNextPage()} busy={list.isFetchingNextPage}>
          {m.packets_more()}
        </Button>
      )}
      <DeskRaids />
    </>
  );
}
