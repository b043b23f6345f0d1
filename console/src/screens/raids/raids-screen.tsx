import { isParticipant, type RaidSummary, raidDetail } from '@marketsafe/contract';
import { Badge, Button, Empty, Loading, Table } from '@marketsafe/looks';
import { m, raidStageName } from '@marketsafe/words';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { send } from '../../api/client.ts';
import { meQuery } from '../../api/queries.ts';
import { RAIDS, raidsQuery } from '../../api/raid-queries.ts';
import { lacksColumn, savedColumn } from '../../components/case-columns.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { OpenCaseDialog } from '../../components/open-case-dialog.tsx';
import { PageHeading } from '../../components/page-heading.tsx';

/** Civil raids: the organisation's own, for the program's staff all. */
export function RaidsScreen() {
  const roles = useQuery(meQuery).data?.roles ?? [];
  const [opening, setOpening] = useState(false);
  const { data, error, refetch } = useQuery(raidsQuery);
  return (
    <>
      <PageHeading title={m.raids_title()} />
      <p>{m.raids_about()}</p>
      {isParticipant(roles) && (
        <div className="actions">
          <Button kind="main" aria-haspopup="dialog" onClick={() => setOpening(true)}>
            {m.raids_open()}
          </Button>
        </div>
      )}
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.raids_loading()}</Loading>}
      {data?.raids.length === 0 && (
        <Empty title={<h2>{m.raids_none()}</h2>}>
          <p>{m.raids_none_about()}</p>
        </Empty>
      )}
      {data && data.raids.length > 0 && <RaidsTable raids={data.raids} />}
    </>
  );
}

const TONES = { open: 'quiet', prepared: 'warn', released: 'good' } as const;

/** How a raid stands. */
export function StageBadge({ stage }: Pick<RaidSummary, 'stage'>) {
  return <Badge tone={TONES[stage]}>{raidStageName(stage)}</Badge>;
}

function RaidsTable({ raids }: { raids: readonly RaidSummary[] }) {
  const ofOthers = raids.some(({ organisation }) => organisation !== undefined);
  return (
    <Table
      framed
      caption={m.raids_title()}
      captionHidden
      rows={raids}
      keyOf={({ raidId }) => raidId}
      columns={[
        {
          key: 'title',
          heading: m.raids_case(),
          kind: 'header',
          cell: ({ raidId, title }) => (
            <Link to="/raids/$raidId" params={{ raidId }}>
              <bdi>{title}</bdi>
            </Link>
          ),
        },
        { key: 'number', heading: m.raids_number(), cell: ({ number }) => number },
        ...(ofOthers
          ? [
              {
                key: 'organisation',
                heading: m.raids_organisation(),
                cell: ({ organisation }: RaidSummary) => <bdi>{organisation?.name}</bdi>,
              },
            ]
          : []),
        { key: 'stage', heading: m.raids_stage(), cell: ({ stage }) => <StageBadge stage={stage} /> },
        lacksColumn(),
        savedColumn(),
      ]}
    />
  );
}

function OpenDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  async function open(raidId: string, title: string): Promise<void> {
    await send('POST', RAIDS, { raidId, title }, raidDetail);
    await client.invalidateQueries({ queryKey: raidsQuery.queryKey });
    void navigate({ to: '/raids/$raidId', params: { raidId } });
  }
  return (
    <OpenCaseDialog title={m.raids_open_title()} action={m.raids_open_now()} open={open} onClose={onClose} />
  );
}
