import { type VaultRightDetail, vaultRightDetail } from '@marketsafe/contract';
import { Button, Dialog, Field, useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { refreshVault, VAULT } from '../../api/rights-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Asks why a right goes out of use, and says what that comes to, before it does. */
export function RetireDialog({ right, onClose }: { right: VaultRightDetail; onClose: () => void }) {
  const { rightId, mark } = right;
  const client = useQueryClient();
  const announce = useAnnounce();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const retire = useMutation({
    mutationFn: () => send('POST', `${VAULT}/${rightId}/retirement`, { reason }, vaultRightDetail),
    onSuccess: async () => {
      await refreshVault(client);
      announce(m.rights_retired_done({ mark }));
      onClose();
    },
  });
  function confirm(event: SubmitEvent) {
    event.preventDefault();
    setWrong(reason.trim() === '');
    if (reason.trim() !== '') retire.mutate();
  }
  return (
    <Dialog title={m.rights_retire_title({ mark })} onClose={onClose}>
      <form className="stack" onSubmit={confirm} noValidate>
        <p>{m.rights_retire_help()}</p>
        <Field label={m.rights_retire_reason()} problem={wrong ? m.rights_retire_wrong() : null}>
          {(control) => (
            <input
              {...control}
              autoFocus
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {retire.error && <FailureNotice error={retire.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={retire.isPending}>
            {m.rights_retire()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
