import type { PacketCandidates, PacketOrder } from '@marketsafe/contract';
import { Badge, Button, Empty, Loading } from '@marketsafe/looks';
import { formatAge, m, marketplaceName, placeName, reasonName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { candidatesQuery } from '../../api/packet-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { useNow } from '../../components/use-now.ts';
import { BuildDialog } from './build-dialog.tsx';
import { BuiltNotice } from './built-notice.tsx';
import { complainantText } from './complainant.ts';
import { useBuild } from './use-build.ts';
import { useCurrent } from './use-current.ts';

type Candidate = PacketCandidates['groups'][number];

const idOf = ({ group }: Candidate) => Object.values(group).join(' ');

/** Approved claims that can go together, the urgent ones first; one press builds a packet of a group. */
export function Candidates() {
  const list = useQuery(candidatesQuery);
  const now = useNow();
  const build = useBuild();
  const [asked, setAsked] = useState<{ candidate: Candidate; choose: boolean } | null>(null);
  const groups = list.data?.groups ?? [];
  const { index, keys } = useCurrent(groups.map(idOf));
  const current = groups[index];

  const order = (wanted: PacketOrder) => {
    setAsked(null);
    build.mutate(wanted);
  };
  const whole = ({ group, belongs }: Candidate) => !belongs && order({ group, expedited: null });
  const ask = (candidate: Candidate, choose: boolean) =>
    !candidate.belongs && setAsked({ candidate, choose });
  useKeys(asked === null && !build.isPending, {
    ...keys,
    b: () => current && whole(current),
    e: () => current && ask(current, false),
    c: () => current && ask(current, true),
    enter: () => current && ask(current, true),
  });

  return (
    <>
      {build.error && <FailureNotice error={build.error} />}
      {build.data && <BuiltNotice built={build.data} />}
      {!list.data && list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {!list.data && !list.error && <Loading>{m.packets_loading()}</Loading>}
      {list.data && groups.length === 0 && (
        <Empty title={<h2>{m.packets_none_candidates()}</h2>}>
          <p className="soft">{m.packets_none_candidates_help()}</p>
        </Empty>
      )}
      {groups.length > 0 && (
        <>
          <ul className="rows packet-groups" aria-label={m.packets_candidates_caption()}>
            {groups.map((candidate, at) => (
              <li
                key={idOf(candidate)}
                className={at === index ? 'packet-group packet-current' : 'packet-group'}
                aria-current={at === index || undefined}
              >
                <Group candidate={candidate} now={now} />
                {candidate.belongs ? (
                  <p className="soft small">{m.packets_belongs_row()}</p>
                ) : (
                  <div className="actions">
                    <Button kind="main" size="small" busy={build.isPending} onClick={() => whole(candidate)}>
                      {m.packets_build()}
                    </Button>
                    <Button size="small" aria-haspopup="dialog" onClick={() => ask(candidate, false)}>
                      {m.packets_expedite()}
                    </Button>
                    <Button size="small" aria-haspopup="dialog" onClick={() => ask(candidate, true)}>
                      {m.packets_choose()}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
          <p className="soft small">{m.packets_keys_candidates()}</p>
        </>
      )}
      {asked && (
        <BuildDialog
          group={asked.candidate.group}
          choose={asked.choose}
          urgent={asked.candidate.urgent > 0}
          onBuild={order}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Group({ candidate, now }: { candidate: Candidate; now: number }) {
  const { group, right, links, claims, urgent, since } = candidate;
  return (
    <div className="packet-group-text">
      <p>
        <strong>
          {marketplaceName(group.marketplace)} · {reasonName(group.reason)}
        </strong>{' '}
        {urgent > 0 && <Badge tone="bad">{m.packets_urgent_count({ count: urgent })}</Badge>}
      </p>
      <p>
        <bdi>{right.mark}</bdi> · {placeName(right.place)} · {right.number}
        <span className="soft"> · {complainantText(candidate)}</span>
      </p>
      <p className="soft small">
        {m.packets_links_of_claims({ links, claims })} · {m.packets_column_since()} <TimeText utc={since} /> ·{' '}
        {formatAge(Date.parse(since), now)}
      </p>
    </div>
  );
}
