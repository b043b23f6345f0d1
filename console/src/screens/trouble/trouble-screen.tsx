import './trouble.css';
import { isProgramStaff, type ThreadStanding } from '@marketsafe/contract';
import { Button, Empty, Loading, Table } from '@marketsafe/looks';
import { m, rightStatusName, stateName, troubleLevelName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { meQuery } from '../../api/queries.ts';
import { causesQuery, threadsQuery } from '../../api/trouble-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { ThreadStandingText } from '../../components/thread/standing-text.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { CausesCard } from './causes-card.tsx';
import { TargetDialog } from './target-dialog.tsx';

/** Threads on claims and rights, the most urgent first; for staff those of all, and what was at the bottom of them. */
export function TroubleScreen() {
  const roles = useQuery(meQuery).data?.roles ?? [];
  const staff = isProgramStaff(roles);
  const [setting, setSetting] = useState(false);
  const { data, error, refetch } = useQuery(threadsQuery);
  const causes = useQuery({ ...causesQuery, enabled: staff });
  return (
    <>
      <PageHeading title={m.trouble_title()} />
      {roles.includes('program_lead') && (
        <div className="actions">
          <Button aria-haspopup="dialog" onClick={() => setSetting(true)}>
            {m.trouble_settings()}
          </Button>
        </div>
      )}
      {setting && <TargetDialog onClose={() => setSetting(false)} />}
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.trouble_loading()}</Loading>}
      {data?.threads.length === 0 && (
        <Empty title={<h2>{m.trouble_none()}</h2>}>
          <p>{m.trouble_none_about()}</p>
        </Empty>
      )}
      {data && data.threads.length > 0 && <ThreadsTable threads={data.threads} staff={staff} />}
      {causes.data && <CausesCard causes={causes.data} />}
      {causes.error && <FailureNotice error={causes.error} onRetry={() => causes.refetch()} />}
    </>
  );
}

function ThreadsTable({ threads, staff }: { threads: readonly ThreadStanding[]; staff: boolean }) {
  return (
    <Table
      framed
      caption={m.trouble_caption()}
      captionHidden
      rows={threads}
      keyOf={({ kind, subjectId }) => `${kind} ${subjectId}`}
      columns={[
        {
          key: 'subject',
          heading: m.trouble_column_subject(),
          kind: 'header',
          cell: ({ kind, subjectId, subject }) =>
            kind === 'claim' ? (
              <Link
                to="/claims/$claimId"
                params={{ claimId: subjectId }}
                hash="trouble"
                className="claim-number"
              >
                {subject}
              </Link>
            ) : (
              <Link to="/rights/$rightId" params={{ rightId: subjectId }} hash="trouble">
                {subject}
              </Link>
            ),
        },
        {
          key: 'state',
          heading: m.trouble_column_state(),
          cell: ({ kind, subjectState }) =>
            kind === 'claim' ? stateName(subjectState) : rightStatusName(subjectState),
        },
        ...(staff
          ? [
              {
                key: 'organisation',
                heading: m.search_column_organisation(),
                cell: ({ organisation }: ThreadStanding) => organisation?.name,
              },
            ]
          : []),
        { key: 'level', heading: m.trouble_column_level(), cell: ({ level }) => troubleLevelName(level) },
        {
          key: 'due',
          heading: m.trouble_column_due(),
          cell: (standing) => <ThreadStandingText standing={standing} />,
        },
        { key: 'last', heading: m.trouble_column_last(), cell: ({ lastAt }) => <TimeText utc={lastAt} /> },
      ]}
    />
  );
}
