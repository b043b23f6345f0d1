import { type LegalHold, legalHold } from '@marketsafe/contract';
import { Button, Card, Dialog, Table, useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../api/client.ts';
import { LEGAL_HOLDS, retentionQuery } from '../../api/retention-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PlaceHoldDialog } from './place-hold-dialog.tsx';
import { Somebody } from './proposals-card.tsx';

/** What is on legal hold, by whose word and why; and what was. */
export function HoldsCard({ holds }: { holds: readonly LegalHold[] }) {
  const [placing, setPlacing] = useState(false);
  const [releasing, setReleasing] = useState<LegalHold | null>(null);
  return (
    <Card title={m.retention_holds()}>
      <div className="actions">
        <Button aria-haspopup="dialog" onClick={() => setPlacing(true)}>
          {m.retention_hold_place()}
        </Button>
      </div>
      {holds.length === 0 ? (
        <p className="soft">{m.retention_holds_none()}</p>
      ) : (
        <HoldsTable holds={holds} onRelease={setReleasing} />
      )}
      {placing && <PlaceHoldDialog onClose={() => setPlacing(false)} />}
      {releasing && <ReleaseDialog hold={releasing} onClose={() => setReleasing(null)} />}
    </Card>
  );
}

/** What a hold is on, in words. */
function targetOf({ claim, organisation }: LegalHold): string {
  return claim ? claim.number : m.retention_hold_all({ organisation: organisation.name });
}

function HoldsTable(props: { holds: readonly LegalHold[]; onRelease: (hold: LegalHold) => void }) {
  return (
    <Table
      caption={m.retention_holds()}
      captionHidden
      rows={props.holds}
      keyOf={({ holdId }) => holdId}
      columns={[
        { key: 'on', heading: m.retention_hold_on(), kind: 'header', cell: (hold) => targetOf(hold) },
        {
          key: 'reason',
          heading: m.retention_hold_reason(),
          cell: ({ reason }) => <bdi>{reason}</bdi>,
        },
        {
          key: 'placed',
          heading: m.retention_hold_placed(),
          cell: ({ placed }) => <Somebody {...placed} />,
        },
        {
          key: 'released',
          heading: m.retention_hold_released(),
          cell: (hold) =>
            hold.released ? (
              <Somebody {...hold.released} />
            ) : (
              <Button
                size="small"
                aria-haspopup="dialog"
                aria-label={m.retention_hold_release_of({ on: targetOf(hold) })}
                onClick={() => props.onRelease(hold)}
              >
                {m.retention_hold_release()}
              </Button>
            ),
        },
      ]}
    />
  );
}

function ReleaseDialog({ hold, onClose }: { hold: LegalHold; onClose: () => void }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const release = useMutation({
    mutationFn: () => send('POST', `${LEGAL_HOLDS}/${hold.holdId}/release`, {}, legalHold),
    onSuccess: () => {
      announce(m.retention_hold_released_done());
      onClose();
    },
    onSettled: () => client.invalidateQueries(retentionQuery),
  });
  return (
    <Dialog title={m.retention_hold_release_title()} onClose={onClose}>
      <div className="stack">
        <p>{m.retention_hold_release_sure({ on: targetOf(hold) })}</p>
        {release.error && <FailureNotice error={release.error} />}
        <div className="actions">
          <Button kind="danger" busy={release.isPending} onClick={() => release.mutate()}>
            {m.retention_hold_release_do()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </div>
    </Dialog>
  );
}
