import { Button, Card, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { HoldReasonForm } from './HoldReasonForm.tsx';

/** How asking for a hold, or its end, came out, and what does it. */
export interface Holding {
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  /** False when it did not work; `result` says why. */
  onHold: (reason: string) => Promise<boolean>;
  onRelease: () => Promise<boolean>;
}

interface HoldCardProps extends Holding {
  /** Words of putting on hold; null where nothing can be. */
  hold: { ask: string; help?: string } | null;
  /** Words of releasing; null where nothing is on hold. */
  release: { ask: string; help: string; now: string; keep: string } | null;
  /** Takes the last hold back; null where there is none to take back. */
  onUndo?: (() => void) | null;
  /** The hold as it stands. */
  children?: ReactNode;
}

/** Puts something on legal hold, with a reason, and takes it off again after a second look. */
export function HoldCard({
  hold,
  release,
  onUndo = null,
  children,
  result,
  onHold,
  onRelease,
}: HoldCardProps) {
  const [step, setStep] = useState<'asking' | 'reason' | 'release'>('asking');
  const title = useRef<HTMLHeadingElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const before = useRef(step);
  // The buttons change places: the focus goes on with them instead of getting lost.
  useEffect(() => {
    if (before.current !== 'asking' && step === 'asking') title.current?.focus();
    if (step === 'release') keep.current?.focus();
    before.current = step;
  }, [step]);
  const back = () => setStep('asking');
  const backIf = (done: boolean) => {
    if (done) back();
  };
  return (
    <Card title={m.shared_hold()} titleRef={title} focusShown>
      {children}
      <Result result={result} />
      {step === 'reason' && hold && (
        <HoldReasonForm onCancel={back} onReason={async (reason) => backIf(await onHold(reason))} />
      )}
      {step === 'release' && release && (
        <>
          <p>{release.help}</p>
          <div className="actions">
            <Button kind="danger" onClick={() => void onRelease().then(backIf)}>
              {release.now}
            </Button>
            <Button ref={keep} onClick={back}>
              {release.keep}
            </Button>
          </div>
        </>
      )}
      {step === 'asking' && (
        <>
          {hold?.help !== undefined && <p className="soft small">{hold.help}</p>}
          <div className="actions">
            {hold && <Button onClick={() => setStep('reason')}>{hold.ask}</Button>}
            {release && <Button onClick={() => setStep('release')}>{release.ask}</Button>}
            {onUndo && <Button onClick={onUndo}>{m.shared_undo()}</Button>}
          </div>
        </>
      )}
    </Card>
  );
}
