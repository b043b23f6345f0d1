import { Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { PasskeyEnded } from '../../api/passkeys.ts';
import { FailureNotice } from '../failure-notice.tsx';

/** Why nothing came of a passkey: the browser ended it, or the server refused. */
export function PasskeyFailure({ error, making = false }: { error: unknown; making?: boolean }) {
  if (!(error instanceof PasskeyEnded)) return <FailureNotice error={error} />;
  return (
    <Notice
      tone="info"
      title={making ? m.account_passkey_not_made() : m.account_passkey_not_used()}
      urgency="alert"
    >
      <p>{m.account_passkey_try_again()}</p>
    </Notice>
  );
}
