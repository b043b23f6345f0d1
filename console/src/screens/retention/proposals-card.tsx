import type { DeletionProposal } from '@marketsafe/contract';
import { Button, Card, Table } from '@marketsafe/looks';
import { deletionStateName, formatLocalTime, formatNumber, m } from '@marketsafe/words';
import { useState } from 'react';
import { TimeText } from '../../components/time-text.tsx';
import { ProposalDialog } from './proposal-dialog.tsx';

/** Proposals of deletion: what waits first, then what became of the others. */
export function ProposalsCard({ proposals }: { proposals: readonly DeletionProposal[] }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Card title={m.retention_proposals()}>
      {proposals.length === 0 ? (
        <p className="soft">{m.retention_proposals_none()}</p>
      ) : (
        <ProposalsTable proposals={proposals} onOpen={setOpen} />
      )}
      {open !== null && <ProposalDialog key={open} proposalId={open} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function ProposalsTable(props: {
  proposals: readonly DeletionProposal[];
  onOpen: (proposalId: string) => void;
}) {
  return (
    <Table
      caption={m.retention_proposals()}
      captionHidden
      rows={props.proposals}
      keyOf={({ proposalId }) => proposalId}
      columns={[
        {
          key: 'organisation',
          heading: m.retention_due_organisation(),
          kind: 'header',
          cell: ({ organisation }) => organisation.name,
        },
        {
          key: 'claims',
          heading: m.retention_due_claims(),
          kind: 'number',
          cell: ({ claims }) => formatNumber(claims),
        },
        {
          key: 'state',
          heading: m.retention_proposal_state(),
          cell: ({ state, claims, outcomes }) => (
            <>
              {deletionStateName(state)}
              {(state === 'approved' || state === 'done') && (
                <>
                  <br />
                  <span className="soft small">{progressOf(claims, outcomes)}</span>
                </>
              )}
            </>
          ),
        },
        {
          key: 'proposed',
          heading: m.retention_proposal_by(),
          cell: ({ proposed }) => <Somebody {...proposed} />,
        },
        {
          key: 'decided',
          heading: m.retention_proposal_decided(),
          cell: ({ decided }) => decided && <Somebody {...decided} />,
        },
        {
          key: 'open',
          heading: m.retention_proposal_open(),
          cell: ({ proposalId, organisation, proposed }) => (
            <Button
              size="small"
              aria-haspopup="dialog"
              aria-label={m.retention_proposal_open_of({
                organisation: organisation.name,
                time: formatLocalTime(proposed.at),
              })}
              onClick={() => props.onOpen(proposalId)}
            >
              {m.retention_proposal_open()}
            </Button>
          ),
        },
      ]}
    />
  );
}

/** How many of a proposal's claims are done, in words. */
export function progressOf(claims: number, outcomes: DeletionProposal['outcomes']): string {
  const done = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  return m.retention_progress({ done, claims, deleted: outcomes.deleted });
}

/** Who did something, and when. */
export function Somebody({ name, at }: { name: string; at: string }) {
  return (
    <>
      <bdi>{name}</bdi>
      <br />
      <span className="soft small">
        <TimeText utc={at} />
      </span>
    </>
  );
}
