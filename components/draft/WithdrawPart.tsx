import { REVIEW_TEXT_LIMIT, WITHDRAW_CAUSES, type WithdrawCause } from '@marketsafe/contract';
import { Button, CauseForm, Dialog, Notice } from '@marketsafe/looks';
import { m, withdrawCauseName } from '@marketsafe/words';
import { useState } from 'react';

/** Whether a report can be withdrawn, and what becomes of a withdrawal. */
export interface Withdrawal {
  number: string;
  /** `waits`: it is not sent yet and can be stopped; `sent`: it is on its way; `parked`: the program did not take it. */
  state: 'possible' | 'waits' | 'sent' | 'parked';
  problem: string | null;
}

export interface WithdrawPartProps {
  onWithdraw: (withdrawal: { cause: WithdrawCause; text: string }) => void;
  onKeep: () => void;
}

/** Takes a report back, with a reason; for ten seconds that can be stopped. */
export function WithdrawPart({
  withdrawal,
  onWithdraw,
  onKeep,
}: WithdrawPartProps & { withdrawal: Withdrawal }) {
  const [asking, setAsking] = useState(false);
  const { state, number, problem } = withdrawal;
  if (state === 'waits' || state === 'parked') {
    return (
      <Notice
        tone={state === 'parked' ? 'bad' : 'warn'}
        urgency="status"
        actions={<Button onClick={onKeep}>{m.inquiry_withdraw_stop()}</Button>}
      >
        {state === 'parked'
          ? m.inquiry_withdraw_parked({ problem: problem ?? '' })
          : m.inquiry_withdraw_waiting()}
      </Notice>
    );
  }
  if (state === 'sent') {
    return (
      <Notice tone="info" urgency="status">
        {m.inquiry_withdraw_on_its_way()}
      </Notice>
    );
  }
  return (
    <div className="actions">
      <Button kind="danger" onClick={() => setAsking(true)}>
        {m.inquiry_withdraw()}
      </Button>
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
            cancel={m.shared_cancel()}
            onCancel={() => setAsking(false)}
            onGive={(given) => {
              setAsking(false);
              onWithdraw(given);
            }}
          />
        </Dialog>
      )}
    </div>
  );
}
