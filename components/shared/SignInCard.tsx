import { Button, Card, Notice } from '@marketsafe/looks';
import { useEffect, useRef } from 'react';
import { WORDS } from './words.ts';

type Session =
  | { state: 'loading' }
  | { state: 'signed-out'; reason: keyof typeof WORDS.signedOut }
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
  reason: keyof typeof WORDS.signedOut;
  busy: boolean;
  problem: string | null;
  onBegin: () => void;
}

function SignedOut({ reason, busy, problem, onBegin }: SignedOutProps) {
  const urgent = reason === 'expired' || reason === 'denied';
  return (
    <section className="card" aria-label={WORDS.signInTitle}>
      {urgent ? <Notice tone="warn">{WORDS.signedOut[reason]}</Notice> : <p>{WORDS.signedOut[reason]}</p>}
      <div role="status">{busy ? WORDS.starting : problem && <Notice tone="bad">{problem}</Notice>}</div>
      <div className="actions">
        <Button busy={busy} onClick={onBegin}>
          {reason === 'never' ? WORDS.signIn : WORDS.signInAgain}
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
    <Card title={WORDS.pendingTitle}>
      <p>{over ? WORDS.pendingExpired : WORDS.pending}</p>
      <p className="code">{userCode}</p>
      <div className="actions">
        {!over && (
          <Button kind="main" ref={main} onClick={onOpenApproval}>
            {WORDS.openApproval}
          </Button>
        )}
        <Button onClick={onCancel}>{WORDS.cancel}</Button>
      </div>
      <div role="status">
        {problem ? (
          <Notice tone="bad">{problem}</Notice>
        ) : (
          !over && <span className="soft">{WORDS.waiting}</span>
        )}
      </div>
    </Card>
  );
}
