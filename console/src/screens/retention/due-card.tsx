import type { RetentionOverview } from '@marketsafe/contract';
import { Button, Card, Table } from '@marketsafe/looks';
import { formatNumber, m } from '@marketsafe/words';
import { useState } from 'react';
import { ProposeDialog } from './propose-dialog.tsx';

type Due = RetentionOverview['due'][number];

/** Organisations with claims whose time is over; leads to the list that somebody looks through and proposes. */
export function DueCard({ due }: { due: readonly Due[] }) {
  const [looking, setLooking] = useState<Due | null>(null);
  return (
    <Card title={m.retention_due()}>
      {due.length === 0 ? (
        <>
          <p>{m.retention_due_none()}</p>
          <p className="soft">{m.retention_due_none_help()}</p>
        </>
      ) : (
        <DueTable due={due} onLook={setLooking} />
      )}
      {looking && (
        <ProposeDialog
          key={looking.organisation.organisationId}
          organisation={looking.organisation}
          onClose={() => setLooking(null)}
        />
      )}
    </Card>
  );
}

function DueTable({ due, onLook }: { due: readonly Due[]; onLook: (due: Due) => void }) {
  return (
    <Table
      caption={m.retention_due()}
      captionHidden
      rows={due}
      keyOf={({ organisation }) => organisation.organisationId}
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
          key: 'held',
          heading: m.retention_due_held(),
          kind: 'number',
          cell: ({ held }) => formatNumber(held),
        },
        {
          key: 'propose',
          heading: m.retention_propose_do(),
          cell: (each) =>
            each.mayPropose ? (
              <Button
                size="small"
                aria-haspopup="dialog"
                aria-label={m.retention_due_look_of({ organisation: each.organisation.name })}
                onClick={() => onLook(each)}
              >
                {m.retention_due_look()}
              </Button>
            ) : (
              <span className="soft">{m.retention_due_own()}</span>
            ),
        },
      ]}
    />
  );
}
