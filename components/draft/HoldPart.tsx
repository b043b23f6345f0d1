import { m } from '@marketsafe/words';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '../shared/Notice.tsx';
import { Result } from '../shared/Result.tsx';
import { HoldReasonForm } from './HoldReasonForm.tsx';

/** A legal hold as the screen shows it; `since` is a day and time in words. */
export interface Hold {
  reason: string;
  since: string;
  by: string | null;
}

export interface HoldPartProps {
  /** Null while there is none. */
  hold: Hold | null;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  /** False when it did not work; `result` says why. */
  onHold: (reason: string) => Promise<boolean>;
  onRelease: () => Promise<boolean>;
}

function heldSince({ since, by }: Hold): string {
  return by === null ? m.desk_held_since({ since }) : m.desk_held_since_by({ since, by });
}

type Step = 'asking' | 'reason' | 'release';

/** Puts everything of a draft or report on legal hold, with a reason, and takes it off again after a second look. */
export function HoldPart({ hold, result, onHold, onRelease }: HoldPartProps) {
  const [step, setStep] = useState<Step>('asking');
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
  const release = async () => {
    if (await onRelease()) back();
  };
  return (
    <section className="card" aria-labelledby="hold-title">
      <h2 id="hold-title" tabIndex={-1} ref={title} className="focused-by-finish">
        {m.shared_hold()}
      </h2>
      <div role="status">
        {hold && (
          <Notice tone="info">
            <p>{heldSince(hold)}</p>
            <p dir="auto" className="said">
              {hold.reason}
            </p>
          </Notice>
        )}
      </div>
      <Result result={result} />
      {!hold && step !== 'reason' && <p className="soft small">{m.desk_hold_help()}</p>}
      {!hold && step === 'reason' && (
        <HoldReasonForm
          onCancel={back}
          onReason={async (reason) => {
            if (await onHold(reason)) back();
          }}
        />
      )}
      {!hold && step !== 'reason' && (
        <div className="actions">
          <button type="button" className="button" onClick={() => setStep('reason')}>
            {m.desk_put_on_hold()}
          </button>
        </div>
      )}
      {hold && step !== 'release' && (
        <div className="actions">
          <button type="button" className="button" onClick={() => setStep('release')}>
            {m.desk_release_hold()}
          </button>
        </div>
      )}
      {hold && step === 'release' && (
        <>
          <p>{m.desk_release_help()}</p>
          <div className="actions">
            <button type="button" className="button button-danger" onClick={() => void release()}>
              {m.desk_release_now()}
            </button>
            <button type="button" className="button" ref={keep} onClick={back}>
              {m.desk_keep_hold()}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
