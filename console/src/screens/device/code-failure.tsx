import type { DeviceCodeRefusal } from '@marketsafe/contract';
import { Notice } from '@marketsafe/looks';
import { CodeRefused } from '../../api/auth.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

const REFUSALS: Readonly<Record<DeviceCodeRefusal, { title: string; detail: string }>> = {
  unknown: {
    title: 'There is no such code',
    detail:
      'Compare it with the one your extension shows. If they are the same, start the sign-in again there.',
  },
  expired: {
    title: 'This code has expired',
    detail: 'Nothing was approved. Start the sign-in again in the extension: it shows a new code.',
  },
  used: {
    title: 'This code has been answered already',
    detail: 'If the extension is not signed in, start the sign-in again there: it shows a new code.',
  },
  'other-user': {
    title: 'This code belongs to another person',
    detail: 'Somebody else has opened it first. Start the sign-in again in your own extension.',
  },
};

/** Says why a code cannot be answered. */
export function CodeFailure({ error }: { error: unknown }) {
  if (!(error instanceof CodeRefused)) return <FailureNotice error={error} />;
  const { title, detail } = REFUSALS[error.refusal];
  return (
    <Notice tone="bad" title={title} urgency="alert">
      <p>{detail}</p>
    </Notice>
  );
}
