import { isParticipant, type TestBuySummary } from '@marketsafe/contract';
import { Badge, Button, Empty, Loading, Table } from '@marketsafe/looks';
import { m, testBuyStageName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { meQuery } from '../../api/queries.ts';
import { testBuysQuery } from '../../api/test-buy-queries.ts';
import { lacksColumn, savedColumn } from '../../components/case-columns.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { PlanDialog } from './plan-dialog.tsx';

/** Test buys of the organisation, with how far each has come. */
export function TestBuysScreen() {
  const roles = useQuery(meQuery).data?.roles ?? [];
  const [opening, setOpening] = useState(false);
  const { data, error, refetch } = useQuery(testBuysQuery);
  return (
    <>
      <PageHeading title={m.testbuys_title()} />
      <p>{m.testbuys_about()}</p>
      {isParticipant(roles) && (
        <div className="actions">
          <Button kind="main" aria-haspopup="dialog" onClick={() => setOpening(true)}>
            {m.testbuys_plan()}
          </Button>
        </div>
      )}
      {opening && <PlanDialog onClose={() => setOpening(false)} />}
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.testbuys_loading()}</Loading>}
      {data?.testBuys.length === 0 && (
        <Empty title={<h2>{m.testbuys_none()}</h2>}>
          <p>{m.testbuys_none_about()}</p>
        </Empty>
      )}
      {data && data.testBuys.length > 0 && <BuysTable testBuys={data.testBuys} />}
    </>
  );
}

const TONES = {
  planned: 'quiet',
  ordered: 'info',
  shipped: 'info',
  received: 'warn',
  examined: 'warn',
  reported: 'good',
  cancelled: 'quiet',
  'not-delivered': 'bad',
} as const;

/** How far a test buy has come. */
export function BuyStageBadge({ stage }: Pick<TestBuySummary, 'stage'>) {
  return <Badge tone={TONES[stage]}>{testBuyStageName(stage)}</Badge>;
}

function BuysTable({ testBuys }: { testBuys: readonly TestBuySummary[] }) {
  return (
    <Table
      framed
      caption={m.testbuys_title()}
      captionHidden
      rows={testBuys}
      keyOf={({ testBuyId }) => testBuyId}
      columns={[
        {
          key: 'name',
          heading: m.raids_case(),
          kind: 'header',
          cell: ({ testBuyId, name }) => (
            <Link to="/test-buys/$testBuyId" params={{ testBuyId }}>
              <bdi>{name}</bdi>
            </Link>
          ),
        },
        { key: 'number', heading: m.raids_number(), cell: ({ number }) => number },
        { key: 'stage', heading: m.testbuys_stage(), cell: ({ stage }) => <BuyStageBadge stage={stage} /> },
        lacksColumn(),
        savedColumn(),
      ]}
    />
  );
}
