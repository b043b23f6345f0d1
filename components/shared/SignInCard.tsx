import { Button, Card, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useEffect, useRef } from 'react';

type SignedOutReason = 'never' | 'signed-out' | 'expired' | 'denied' | 'reused' | 'elsewhere';

const SIGNED_OUT = {
  never: m.shared_signed_out_never,
  'signed-out': m.shared_signed_out_left,
  expired: m.shared_signed_out_expired,
  denied: m.shared_signed_out_denied,
  reused: m.shared_signed_out_reused,
  elsewhere: m.shared_signed_out_elsewhere,
} satisfies Record<SignedOutReason, unknown>;

type Session =
  | { state: 'loading' }
  | { state: 'signed-out'; reason: SignedOutReason }
  | { state: 'pending'; userCode: string; expiresAt: number }
  | { state: 'signed-in' };

interface SignInCardProps {
  session: Session;
  busy: boolean;
  problem: string | null;
  /** Unix milliseconds. */
  now: number;
  onBegin: () => void;
  onOpenApproval: () => void;
  onCancel: () => void;
}

/** The way into the program; nothing at all when the user is signed in. */
export function SignInCard({
  session,
  busy,
  problem,
  now,
  onBegin,
  onOpenApproval,
  onCancel,
}: SignInCardProps) {
  // A page that opens in the middle of a sign-in must leave the focus to its own main button.
  const begun = useRef(false);
  if (session.state === 'pending') {
    return (
      <PendingSignIn
        userCode={session.userCode}
        over={now >= session.expiresAt}
        takeFocus={begun.current}
        problem={problem}
        onOpenApproval={onOpenApproval}
        onCancel={onCancel}
      />
    );
  }
  if (session.state !== 'signed-out') return null;
  const begin = () => {
    begun.current = true;
    onBegin();
  };
  return <SignedOut reason={session.reason} busy={busy} problem={problem} onBegin={begin} />;
}

interface SignedOutProps {
  reason: SignedOutReason;
  busy: boolean;
  problem: string | null;
  onBegin: () => void;
}

function SignedOut({ reason, busy, problem, onBegin }: SignedOutProps) {
  const urgent = reason !== 'never' && reason !== 'signed-out';
  return (
    <section className="card sign-in-card" aria-label={m.shared_sign_in_title()}>
      {urgent ? <Notice tone="warn">{SIGNED_OUT[reason]()}</Notice> : <p>{SIGNED_OUT[reason]()}</p>}
      <div role="status">{busy ? m.shared_starting() : problem && <Notice tone="bad">{problem}</Notice>}</div>
      <div className="actions">
        <Button busy={busy} onClick={onBegin}>
          {reason === 'never' ? m.shared_sign_in() : m.shared_sign_in_again()}
        </Button>
      </div>
    </section>
  );
}

interface PendingSignInProps {
  userCode: string;
  over: boolean;
  takeFocus: boolean;
  problem: string | null;
  onOpenApproval: () => void;
  onCancel: () => void;
}

function PendingSignIn({ userCode, over, takeFocus, problem, onOpenApproval, onCancel }: PendingSignInProps) {
  const main = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takeFocus) main.current?.focus();
  }, [takeFocus]);
  return (
    <Card title={m.shared_pending_title()}>
      <p>{over ? m.shared_pending_expired() : m.shared_pending()}</p>
      <p className="code">{userCode}</p>
      <div className="actions">
        {!over && (
          <Button kind="main" ref={main} onClick={onOpenApproval}>
            {m.shared_open_approval()}
          </Button>
        )}
        <Button onClick={onCancel}>{m.shared_cancel()}</Button>
      </div>
      <div role="status">
        {problem ? (
          <Notice tone="bad">{problem}</Notice>
        ) : (
          !over && <span className="soft">{m.shared_waiting()}</span>
        )}
      </div>
    </Card>
  );
}
