import { m } from '@marketsafe/words';
import { useEffect, useRef, useState } from 'react';
import { HoldReasonForm } from '../draft/HoldReasonForm.tsx';
import { Result } from '../shared/Result.tsx';

interface HoldChosenProps {
  /** How many of the chosen drafts and reports are on legal hold, and how many are not. */
  held: number;
  free: number;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  /** False when it did not work; `result` says why. */
  onHold: (reason: string) => Promise<boolean>;
  onRelease: () => Promise<boolean>;
}

/** Legal hold of everything that is chosen in the queue. */
export function HoldChosen({ held, free, result, onHold, onRelease }: HoldChosenProps) {
  const [step, setStep] = useState<'asking' | 'reason' | 'release'>('asking');
  const title = useRef<HTMLHeadingElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const before = useRef(step);
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
    <section className="card" aria-labelledby="hold-chosen-title">
      <h2 id="hold-chosen-title" tabIndex={-1} ref={title} className="focused-by-finish">
        {m.shared_hold()}
      </h2>
      <Result result={result} />
      {step === 'reason' && (
        <HoldReasonForm onCancel={back} onReason={async (reason) => backIf(await onHold(reason))} />
      )}
      {step === 'release' && (
        <>
          <p>{m.queue_release_help({ count: held })}</p>
          <div className="actions">
            <button
              type="button"
              className="button button-danger"
              onClick={() => void onRelease().then(backIf)}
            >
              {m.queue_release({ count: held })}
            </button>
            <button type="button" className="button" ref={keep} onClick={back}>
              {m.queue_keep_holds()}
            </button>
          </div>
        </>
      )}
      {step === 'asking' && (
        <div className="actions">
          {free > 0 && (
            <button type="button" className="button" onClick={() => setStep('reason')}>
              {m.queue_put_on_hold({ count: free })}
            </button>
          )}
          {held > 0 && (
            <button type="button" className="button" onClick={() => setStep('release')}>
              {m.queue_release_ask({ count: held })}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
