import type { DeviceCodeRefusal } from '@marketsafe/contract';
import { Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { CodeRefused } from '../../api/auth.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

const REFUSALS = {
  unknown: [m.device_refused_unknown, m.device_refused_unknown_help],
  expired: [m.device_refused_expired, m.device_refused_expired_help],
  used: [m.device_refused_used, m.device_refused_used_help],
  'other-user': [m.device_refused_other_user, m.device_refused_other_user_help],
} as const satisfies Record<DeviceCodeRefusal, unknown>;

/** Says why a code cannot be answered. */
export function CodeFailure({ error }: { error: unknown }) {
  if (!(error instanceof CodeRefused)) return <FailureNotice error={error} />;
  const [title, help] = REFUSALS[error.refusal];
  return (
    <Notice tone="bad" title={title()} urgency="alert">
      <p>{help()}</p>
    </Notice>
  );
}
