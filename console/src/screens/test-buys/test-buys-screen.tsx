import { isParticipant, type TestBuySummary, testBuyDetail } from '@marketsafe/contract';
import { Badge, Button, Dialog, Empty, Field, Loading, Table } from '@marketsafe/looks';
import { m, testBuyStageName } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { send } from '../../api/client.ts';
import { meQuery } from '../../api/queries.ts';
import { TEST_BUYS, testBuysQuery } from '../../api/test-buy-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TimeText } from '../../components/time-text.tsx';

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
        {
          key: 'lacks',
          heading: m.raids_lacks(),
          cell: ({ lacks }) => (lacks === 0 ? m.raids_lacks_none() : m.raids_lacks_count({ count: lacks })),
        },
        {
          key: 'saved',
          heading: m.raids_saved(),
          cell: ({ savedAt, savedBy }) => (
            <>
              <TimeText utc={savedAt} /> <bdi className="soft small">{savedBy}</bdi>
            </>
          ),
        },
      ]}
    />
  );
}

function PlanDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [lacking, setLacking] = useState(false);
  // Pressed twice, or sent again after a lost answer, it is the same test buy.
  const testBuyId = useRef(crypto.randomUUID());
  const open = useMutation({
    mutationFn: () => send('POST', TEST_BUYS, { testBuyId: testBuyId.current, name }, testBuyDetail),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: testBuysQuery.queryKey });
      void navigate({ to: '/test-buys/$testBuyId', params: { testBuyId: testBuyId.current } });
    },
  });
  return (
    <Dialog title={m.testbuys_plan_title()} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setLacking(name.trim() === '');
          if (name.trim() !== '') open.mutate();
        }}
      >
        <Field
          label={m.raids_case()}
          problem={lacking ? m.rights_form_needed() : null}
          help={<p className="soft">{m.raids_case_help()}</p>}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {open.error && <FailureNotice error={open.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={open.isPending}>
            {m.testbuys_plan_now()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
