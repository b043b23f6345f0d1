import './group.css';
import { Button, Choice, Empty, Loading } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type TopicFilter, topicsQuery } from '../../api/group-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ListSearch } from '../../components/list-search.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { mayWriteToGroup } from './may-write.ts';
import { TopicDialog } from './topic-dialog.tsx';
import { TopicsTable } from './topics-table.tsx';

type Shown = 'all' | 'library' | 'dialogue';

const SHOWN: Readonly<Record<Shown, TopicFilter>> = {
  all: {},
  library: { listed: 'true' },
  dialogue: { step: 'put' },
};

function shownBy({ listed, step }: TopicFilter): Shown {
  if (listed === 'true') return 'library';
  return step === 'put' ? 'dialogue' : 'all';
}

/** How long after the last key the list is asked for, in ms. */
const PAUSE = 250;

/** Topics of the working group. */
export function GroupScreen(props: {
  filter: TopicFilter;
  onFilter: (filter: TopicFilter) => void;
  onOpen: (topicId: string) => void;
}) {
  const { filter, onFilter, onOpen } = props;
  const roles = useQuery(meQuery).data?.roles ?? [];
  const writes = mayWriteToGroup(roles);
  const [opening, setOpening] = useState(false);
  const { data, error, refetch } = useQuery(topicsQuery(filter));
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  const [typed, setTyped] = useState(filter.q ?? '');
  useEffect(() => setTyped(filter.q ?? ''), [filter.q]);
  useEffect(() => {
    const q = typed.trim() || undefined;
    if (q === filter.q) return;
    const timer = setTimeout(() => onFilter({ ...filter, q }), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, filter, onFilter]);
  useKeys(writes, { n: () => setOpening(true) });
  return (
    <>
      <PageHeading title={m.group_title()} />
      <p>{m.group_about()}</p>
      <p>
        <Link to="/group/signals">{m.group_signals()}</Link>
      </p>
      {writes ? (
        <div className="actions">
          <Button kind="main" aria-haspopup="dialog" aria-keyshortcuts="n" onClick={() => setOpening(true)}>
            {m.group_new()}
          </Button>
        </div>
      ) : (
        <p className="soft small">{m.group_only_keepers()}</p>
      )}
      <div className="group-filters">
        <ListSearch label={m.group_search()} typed={typed} onType={setTyped} />
        <Choice
          name={m.group_filter()}
          options={[
            ['all', m.group_filter_all()],
            ['library', m.group_filter_library()],
            ['dialogue', m.group_filter_dialogue()],
          ]}
          chosen={shownBy(filter)}
          onChoose={(shown: Shown) => onFilter({ q: filter.q, ...SHOWN[shown] })}
        />
      </div>
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.group_loading()}</Loading>}
      {data?.topics.length === 0 && (
        <Empty title={<h2>{narrowed ? m.group_none_fit() : m.group_none()}</h2>}>
          {!narrowed && <p>{m.group_none_about()}</p>}
        </Empty>
      )}
      {data && data.topics.length > 0 && <TopicsTable topics={data.topics} />}
      {opening && <TopicDialog onClose={() => setOpening(false)} onOpened={onOpen} />}
    </>
  );
}
