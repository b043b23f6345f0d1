import { Button, Field, Notice, Progress, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useState } from 'react';

interface CaptureAllProps {
  /** How many are chosen, and the most that one order takes. */
  count: number;
  limit: number;
  /** Undefined until the browser has said. */
  granted: boolean | undefined;
  refused: boolean;
  running: boolean;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  onAllow: () => void;
  onStart: (most: number) => void;
}

/** Captures all that are chosen, one after another in a window of their own; asks for what that needs, with the reason. */
export function CaptureAll(props: CaptureAllProps) {
  const { count, limit, granted } = props;
  const [most, setMost] = useState<number>();
  const top = Math.min(count, limit);
  const wanted = Math.max(1, Math.min(most ?? top, top));
  if (granted === undefined) return null;
  if (!granted) {
    return (
      <div className="stack-small">
        <p className="small">{m.visit_permission()}</p>
        <div className="actions">
          <Button kind="main" onClick={props.onAllow}>
            {m.visit_permission_allow()}
          </Button>
        </div>
        <div role="status">
          {props.refused && <Notice tone="info">{m.visit_permission_refused()}</Notice>}
        </div>
      </div>
    );
  }
  return (
    <div className="stack-small">
      <div className="actions">
        <Button kind="main" busy={props.running} onClick={() => props.onStart(wanted)}>
          {m.visit_start({ count: wanted })}
        </Button>
        <Field label={m.visit_most()}>
          {(field) => (
            <input
              {...field}
              type="number"
              className={`${field.className} card-most`}
              min={1}
              max={top}
              value={wanted}
              onChange={(event) => setMost(event.target.valueAsNumber || 1)}
            />
          )}
        </Field>
      </div>
      <p className="soft small">{m.visit_help()}</p>
      <Result result={props.result} />
    </div>
  );
}

interface VisitProgressProps {
  visit: { done: number; most: number } | null;
  onStop: () => void;
}

/** How far the listings are that are captured by themselves; nothing where none are. */
export function VisitProgress({ visit, onStop }: VisitProgressProps) {
  if (!visit) return null;
  return (
    <Progress label={m.visit_progress()} amount={{ done: visit.done, of: visit.most }}>
      <p className="line small">
        {m.visit_count(visit)}
        <span className="line-end">
          <Button size="small" onClick={onStop}>
            {m.visit_stop()}
          </Button>
        </span>
      </p>
    </Progress>
  );
}
