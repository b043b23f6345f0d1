import {
  type DeletionDecision,
  type DeletionProposalDetail,
  deletionProposalDetail,
} from '@marketsafe/contract';
import { Button, Dialog, Loading, Notice, Progress, Table, useAnnounce } from '@marketsafe/looks';
import { deletionOutcomeName, deletionStateName, m, stateName } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/client.ts';
import { proposalQuery, RETENTION, retentionQuery } from '../../api/retention-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { progressOf } from './proposals-card.tsx';

/** A proposal with each of its claims; a second person decides here, and everybody sees how far it is. */
export function ProposalDialog({ proposalId, onClose }: { proposalId: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery(proposalQuery(proposalId));
  const title = data
    ? m.retention_proposal_title({ organisation: data.organisation.name })
    : m.retention_proposals();
  return (
    <Dialog title={title} full close={m.triage_help_close()} onClose={onClose}>
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.retention_loading()}</Loading>}
      {data && (
        <div className="stack">
          <Standing proposal={data} />
          <Decide proposal={data} />
          <ClaimsTable list={data.list} />
        </div>
      )}
    </Dialog>
  );
}

function Standing({ proposal }: { proposal: DeletionProposalDetail }) {
  const { state, claims, outcomes } = proposal;
  const done = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  if (state !== 'approved' && state !== 'done') return <p>{deletionStateName(state)}</p>;
  return (
    <Progress label={deletionStateName(state)} amount={{ done, of: claims }}>
      <span className="soft small">{progressOf(claims, outcomes)}</span>
    </Progress>
  );
}

function Decide({ proposal }: { proposal: DeletionProposalDetail }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const { proposalId, claims, may, state } = proposal;
  const decide = useMutation({
    mutationFn: (decision: DeletionDecision) =>
      send('POST', `${RETENTION}/proposals/${proposalId}/decision`, { decision }, deletionProposalDetail),
    onSuccess: (decided) => {
      announce(decided.state === 'refused' ? m.retention_refused_done() : m.retention_approved_done());
      client.setQueryData(proposalQuery(proposalId).queryKey, decided);
    },
    onSettled: () => client.invalidateQueries(retentionQuery),
  });
  if (state !== 'proposed') return null;
  return (
    <>
      {may.approve && <Notice tone="warn">{m.retention_approve_sure({ count: claims })}</Notice>}
      {may.refuse && !may.approve && <p className="soft">{m.retention_second_waits()}</p>}
      {!may.refuse && <p className="soft">{m.retention_due_own()}</p>}
      {decide.error && <FailureNotice error={decide.error} />}
      <div className="actions">
        {may.approve && (
          <Button kind="danger" busy={decide.isPending} onClick={() => decide.mutate('approve')}>
            {m.retention_approve()}
          </Button>
        )}
        {may.refuse && (
          <Button busy={decide.isPending} onClick={() => decide.mutate('refuse')}>
            {m.retention_refuse()}
          </Button>
        )}
      </div>
    </>
  );
}

function ClaimsTable({ list }: Pick<DeletionProposalDetail, 'list'>) {
  return (
    <Table
      caption={m.retention_due_claims()}
      captionHidden
      rows={list}
      keyOf={({ claimId }) => claimId}
      columns={[
        {
          key: 'number',
          heading: m.counter_column_claim(),
          kind: 'header',
          cell: ({ number }) => <span className="claim-number">{number}</span>,
        },
        {
          key: 'state',
          heading: m.counter_column_state(),
          cell: ({ state }) => stateName(state),
        },
        {
          key: 'since',
          heading: m.retention_propose_since(),
          cell: ({ since }) => <TimeText utc={since} />,
        },
        {
          key: 'outcome',
          heading: m.retention_proposal_state(),
          cell: ({ outcome }) => deletionOutcomeName(outcome),
        },
      ]}
    />
  );
}
