import { Button, Fold, Notice, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

interface SweepHeadProps {
  sweep:
    | {
        sweepId: string;
        name: string;
        state: 'running' | 'paused' | 'ended';
        stateName: string;
        done: number;
        open: number;
        pace: string | null;
        stopped: string | null;
        undoable: boolean;
      }
    | null
    | undefined;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  /** Address of the sweep's own screen. */
  sweepUrl: (sweepId: string) => string;
  onPause: () => void;
  onGoOn: () => void;
  onKey: (key: 'capture' | 'not-infringing' | 'watch' | 'undo') => void;
}

/** The sweep of this device in one line: how far it is, how fast, and the way to pause it and go on. Nothing where there is none. */
export function SweepHead({ sweep, result, sweepUrl, onPause, onGoOn, onKey }: SweepHeadProps) {
  if (!sweep) return null;
  const runs = sweep.state === 'running';
  return (
    <section className="sweep-head stack-small" aria-label={m.sweep_head()}>
      <div className="sweep-head-line">
        <p className="sweep-head-name">
          <a href={sweepUrl(sweep.sweepId)} target="_blank" rel="noreferrer" dir="auto">
            {sweep.name}
          </a>{' '}
          <span className="soft small">
            {runs ? m.sweep_head_counts({ done: sweep.done, open: sweep.open }) : sweep.stateName}
            {runs && sweep.pace !== null && ` · ${m.sweep_pace({ pace: sweep.pace })}`}
          </span>
        </p>
        {runs ? (
          <Button size="small" onClick={onPause}>
            {m.sweep_pause()}
          </Button>
        ) : (
          <Button size="small" onClick={onGoOn}>
            {m.sweep_go_on()}
          </Button>
        )}
      </div>
      {sweep.stopped !== null && (
        <Notice tone="warn" urgency="status">
          {sweep.stopped}
        </Notice>
      )}
      {runs && (
        <Fold summary={<span className="small">{m.sweep_by_button()}</span>}>
          <div className="actions">
            <Button size="small" onClick={() => onKey('capture')}>
              {m.sweep_key_capture()}
            </Button>
            <Button size="small" onClick={() => onKey('not-infringing')}>
              {m.sweep_key_not_infringing()}
            </Button>
            <Button size="small" onClick={() => onKey('watch')}>
              {m.sweep_key_watch()}
            </Button>
            <Button size="small" unavailable={!sweep.undoable} onClick={() => onKey('undo')}>
              {m.sweep_key_undo()}
            </Button>
          </div>
        </Fold>
      )}
      <Result result={result} />
    </section>
  );
}
