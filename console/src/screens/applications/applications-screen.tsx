import { APPLICATION_STATES, type ApplicationLine } from '@marketsafe/contract';
import { Empty, Field, Loading } from '@marketsafe/looks';
import { applicantKindName, applicationStateName, formatAge, m, placeName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { applicationsQuery } from '../../api/application-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { holds, ListSearch } from '../../components/list-search.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useNow } from '../../components/use-now.ts';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { ApplicationBadge } from './application-badge.tsx';

/** Height of a row until it has been measured, in pixels. */
const ROW = 48;

const FILTERS = ['waiting', 'all', ...APPLICATION_STATES.filter((state) => state !== 'draft')] as const;
type Filter = (typeof FILTERS)[number];

function isMeant({ state }: ApplicationLine, filter: Filter): boolean {
  if (filter === 'all') return true;
  return filter === 'waiting' ? state === 'in_review' || state === 'appealed' : state === filter;
}

function filterName(filter: Filter): string {
  if (filter === 'all') return m.application_list_state_all();
  return filter === 'waiting' ? m.application_list_state_waiting() : applicationStateName(filter);
}

/** Organisations that want to take part, with how long each has waited. */
export function ApplicationsScreen() {
  const { data, error, isPending, refetch } = useQuery(applicationsQuery);
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const now = useNow();
  const all = data?.applications ?? [];
  const found = all.filter((line) => isMeant(line, filter) && holds(typed, [line.name]));
  return (
    <>
      <PageHeading title={m.application_list_title()} />
      <p className="soft">{m.application_list_about()}</p>
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {isPending && <Loading>{m.application_list_loading()}</Loading>}
      {data && all.length === 0 && <Empty>{m.application_list_empty()}</Empty>}
      {all.length > 0 && (
        <>
          <div className="line">
            <ListSearch label={m.application_list_find()} typed={typed} onType={setTyped} />
            <Field label={m.application_list_state()}>
              {(control) => (
                <select
                  {...control}
                  value={filter}
                  onChange={(event) => setFilter(FILTERS.find((one) => one === event.target.value) ?? 'all')}
                >
                  {FILTERS.map((one) => (
                    <option key={one} value={one}>
                      {filterName(one)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          <p className="soft small">{m.application_list_keys()}</p>
          {found.length === 0 && <p role="status">{m.application_list_none()}</p>}
          <VirtualTable
            framed
            caption={m.application_list_caption()}
            captionHidden
            rows={found}
            rowHeight={ROW}
            keyOf={({ applicationId }) => applicationId}
            columns={[
              {
                key: 'name',
                heading: m.application_list_name(),
                kind: 'header',
                cell: ({ applicationId, name, country }) => (
                  <>
                    <Link to="/applications/$applicationId" params={{ applicationId }} data-row-link="">
                      <bdi>{name}</bdi>
                    </Link>{' '}
                    <span className="soft small">{placeName(country)}</span>
                  </>
                ),
              },
              {
                key: 'state',
                heading: m.application_list_state(),
                cell: ({ state }) => <ApplicationBadge state={state} />,
              },
              {
                key: 'since',
                heading: m.application_list_since(),
                cell: ({ stateSince }) => (
                  <time dateTime={stateSince}>{formatAge(Date.parse(stateSince), now)}</time>
                ),
              },
              {
                key: 'kind',
                heading: m.application_list_kind(),
                cell: ({ kind }) => <span className="small">{applicantKindName(kind)}</span>,
              },
              {
                key: 'rights',
                heading: m.application_list_rights(),
                kind: 'number',
                cell: ({ rights }) => rights,
              },
              {
                key: 'handed-in',
                heading: m.application_list_handed_in(),
                cell: ({ handedInAt }) => <TimeText utc={handedInAt} />,
              },
            ]}
          />
        </>
      )}
    </>
  );
}
