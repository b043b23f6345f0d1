import {
  type ClaimDetail,
  type ClaimWithdrawal,
  claimStanding,
  REVIEW_TEXT_LIMIT,
  WITHDRAW_CAUSES,
  waysFrom,
} from '@marketsafe/contract';
import { Button, CauseForm, Dialog, Notice, useAnnounce } from '@marketsafe/looks';
import { m, withdrawCauseName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { send } from '../../../api/client.ts';
import { claimQuery } from '../../../api/queries.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';

/** Seconds in which a withdrawal can be stopped before it is sent. */
const SECONDS = 10;

/** Takes the claim back, with a reason, and ten seconds to think better of it. */
export function WithdrawPart({ claim }: { claim: ClaimDetail }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [left, setLeft] = useState<number | null>(null);
  const planned = useRef<{ withdrawal: ClaimWithdrawal; key: string } | null>(null);
  const { claimId, number } = claim;
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      if (!planned.current) throw new Error('nothing was planned');
      const { withdrawal, key } = planned.current;
      return send('POST', `/v1/claims/${claimId}/withdrawal`, withdrawal, claimStanding, {
        headers: { 'idempotency-key': key },
      });
    },
    onSuccess: async () => {
      announce(m.inquiry_withdrawn({ number }));
      await client.invalidateQueries(claimQuery(claimId));
    },
  });
  useEffect(() => {
    if (left === null) return;
    if (left === 0) {
      setLeft(null);
      mutate();
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left, mutate]);

  if (!waysFrom(claim.state, 'participant').includes('withdrawn')) return null;
  return (
    <>
      {left !== null && (
        <Notice
          tone="warn"
          urgency="status"
          actions={<Button onClick={() => setLeft(null)}>{m.inquiry_withdraw_stop()}</Button>}
        >
          {m.inquiry_withdraw_soon({ number, seconds: left })}
        </Notice>
      )}
      {error && <FailureNotice error={error} onRetry={() => mutate()} />}
      {left === null && (
        <Button kind="danger" busy={isPending} onClick={() => setAsking(true)}>
          {m.inquiry_withdraw()}
        </Button>
      )}
      {asking && (
        <Dialog title={m.inquiry_withdraw_title({ number })} onClose={() => setAsking(false)}>
          <CauseForm
            about={m.inquiry_withdraw_about()}
            label={m.inquiry_withdraw_cause()}
            codes={WITHDRAW_CAUSES}
            nameOf={withdrawCauseName}
            lacking={m.inquiry_cause_needed()}
            textLabel={m.inquiry_withdraw_text()}
            limit={REVIEW_TEXT_LIMIT}
            submit={m.inquiry_withdraw_confirm()}
            cancel={m.console_cancel()}
            onCancel={() => setAsking(false)}
            onGive={(withdrawal) => {
              planned.current = { withdrawal, key: crypto.randomUUID() };
              setAsking(false);
              setLeft(SECONDS);
            }}
          />
        </Dialog>
      )}
    </>
  );
}
