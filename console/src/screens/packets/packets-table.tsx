import type { PacketState } from '@marketsafe/contract';
import { Button, Empty, Loading, Table } from '@marketsafe/looks';
import { m, marketplaceName, reasonName } from '@marketsafe/words';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { packetsQuery } from '../../api/packet-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { useNow } from '../../components/use-now.ts';
import { complainantText } from './complainant.ts';
import { DueText, PacketMarks, PacketStateBadge } from './packet-badges.tsx';
import { useCurrent } from './use-current.ts';

/** Packets in a state, or all, the newest first. */
export function PacketsTable({ state }: { state: PacketState | undefined }) {
  const list = useInfiniteQuery(packetsQuery(state));
  const navigate = useNavigate();
  const now = useNow();
  const frame = useRef<HTMLDivElement>(null);
  const packets = list.data ?? [];
  const { index, keys } = useCurrent(packets.map(({ packetId }) => packetId));
  const current = packets[index];
  useKeys(true, {
    ...keys,
    enter: () =>
      current && void navigate({ to: '/packets/$packetId', params: { packetId: current.packetId } }),
  });
  useEffect(() => {
    frame.current?.querySelector('.packet-current')?.scrollIntoView({ block: 'nearest' });
  });

  if (!list.data && list.error) return <FailureNotice error={list.error} onRetry={() => list.refetch()} />;
  if (!list.data) return <Loading>{m.packets_loading()}</Loading>;
  if (packets.length === 0) {
    return (
      <Empty title={<h2>{m.packets_none()}</h2>}>
        <p className="soft">{m.packets_none_help()}</p>
      </Empty>
    );
  }
  return (
    <div ref={frame} className="stack">
      <Table
        framed
        caption={m.packets_caption()}
        captionHidden
        rows={packets}
        keyOf={({ packetId }) => packetId}
        columns={[
          {
            key: 'number',
            heading: m.packets_column_number(),
            kind: 'header',
            cell: (packet) => (
              <span className={packet === current ? 'packet-cell packet-current' : 'packet-cell'}>
                <Link to="/packets/$packetId" params={{ packetId: packet.packetId }} className="number">
                  {packet.number}
                </Link>
                <span className="line">
                  <PacketStateBadge state={packet.state} />
                  <PacketMarks packet={packet} />
                </span>
              </span>
            ),
          },
          {
            key: 'group',
            heading: m.packets_column_group(),
            cell: ({ group }) => `${marketplaceName(group.marketplace)} · ${reasonName(group.reason)}`,
          },
          {
            key: 'right',
            heading: m.packets_column_right(),
            cell: ({ right }) => <bdi>{right.mark}</bdi>,
          },
          {
            key: 'complainant',
            heading: m.packets_column_complainant(),
            cell: (packet) => <bdi>{complainantText(packet)}</bdi>,
          },
          {
            key: 'links',
            heading: m.packets_column_links(),
            kind: 'number',
            cell: ({ links, answered }) => (
              <>
                {links}
                {answered.removed + answered.refused > 0 && (
                  <span className="soft small">
                    <br />
                    {m.packets_answered(answered)}
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'built',
            heading: m.packets_column_built(),
            cell: ({ builtAt, builtBy }) => (
              <>
                <TimeText utc={builtAt} />
                <br />
                <span className="soft small">{builtBy.name}</span>
              </>
            ),
          },
          {
            key: 'due',
            heading: m.packets_column_due(),
            cell: ({ dueAt }) => <DueText dueAt={dueAt} now={now} />,
          },
        ]}
      />
      {list.hasNextPage && (
        <Button onClick={() => list.fetchNextPage()} busy={list.isFetchingNextPage}>
          {m.packets_more()}
        </Button>
      )}
      <p className="soft small">{m.packets_keys_list()}</p>
    </div>
  );
}
