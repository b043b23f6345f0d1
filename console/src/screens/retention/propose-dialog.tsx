import { type DueList, deletionProposalDetail } from '@marketsafe/contract';
import { Button, Dialog, Loading, Notice, RowCheck, Table, useAnnounce } from '@marketsafe/looks';
import { m, stateName } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../api/client.ts';
import { dueQuery, RETENTION, retentionQuery } from '../../api/retention-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** Shows the claims of an organisation whose time is over, and proposes the chosen ones: all that nobody holds, to begin with. */
export function ProposeDialog(props: { organisation: DueList['organisation']; onClose: () => void }) {
  const { organisationId, name } = props.organisation;
  const { data, error, refetch } = useQuery(dueQuery(organisationId));
  return (
    <Dialog title={m.retention_propose_title({ organisation: name })} full onClose={props.onClose}>
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.retention_loading()}</Loading>}
      {data && <ChooseClaims list={data} onClose={props.onClose} />}
    </Dialog>
  );
}

function ChooseClaims({ list, onClose }: { list: DueList; onClose: () => void }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  // The same once more, where an answer was lost on its way.
  const [proposalId] = useState(() => crypto.randomUUID());
  const chosen = list.claims.filter(({ claimId, held }) => !held && !left.has(claimId));
  const propose = useMutation({
    mutationFn: () =>
      send(
        'POST',
        `${RETENTION}/proposals`,
        {
          proposalId,
          organisationId: list.organisation.organisationId,
          claimIds: chosen.map(({ claimId }) => claimId),
        },
        deletionProposalDetail,
      ),
    onSuccess: () => {
      announce(m.retention_proposed_done());
      onClose();
    },
    onSettled: () => client.invalidateQueries(retentionQuery),
  });
  const check = (claimId: string, checked: boolean) => {
    const next = new Set(left);
    if (checked) next.delete(claimId);
    else next.add(claimId);
    setLeft(next);
  };
  return (
    <div className="stack">
      <p>{m.retention_propose_about()}</p>
      {list.more && <Notice tone="info">{m.retention_propose_more({ count: list.claims.length })}</Notice>}
      <ChoiceTable claims={list.claims} left={left} onCheck={check} />
      {propose.error && <FailureNotice error={propose.error} />}
      <div className="actions">
        <Button
          kind="main"
          busy={propose.isPending}
          unavailable={chosen.length === 0}
          onClick={() => propose.mutate()}
        >
          {m.retention_propose_do()}
        </Button>
        <Button onClick={onClose}>{m.console_cancel()}</Button>
        <span className="soft" role="status">
          {m.retention_propose_count({ count: chosen.length })}
        </span>
      </div>
    </div>
  );
}

function ChoiceTable(props: {
  claims: DueList['claims'];
  left: ReadonlySet<string>;
  onCheck: (claimId: string, checked: boolean) => void;
}) {
  return (
    <Table
      caption={m.retention_due_claims()}
      captionHidden
      rows={props.claims}
      keyOf={({ claimId }) => claimId}
      columns={[
        {
          key: 'choose',
          heading: m.retention_due_claims(),
          head: <span className="visually-hidden">{m.retention_due_claims()}</span>,
          kind: 'choose',
          cell: ({ claimId, number, held }) =>
            !held && (
              <RowCheck
                name={m.retention_propose_choose({ number })}
                checked={!props.left.has(claimId)}
                onCheck={(checked) => props.onCheck(claimId, checked)}
              />
            ),
        },
        {
          key: 'number',
          heading: m.counter_column_claim(),
          kind: 'header',
          cell: ({ number }) => <span className="claim-number">{number}</span>,
        },
        {
          key: 'state',
          heading: m.counter_column_state(),
          cell: ({ state, held }) => (held ? m.retention_outcome_held() : stateName(state)),
        },
        {
          key: 'since',
          heading: m.retention_propose_since(),
          cell: ({ since }) => <TimeText utc={since} />,
        },
      ]}
    />
  );
}
