import { m } from '@marketsafe/words';
import { useState } from 'react';
import { Result } from '../shared/Result.tsx';

/** Longest time that can be set, in days, as the settings allow it. */
const MOST_DAYS = 3650;

const RESULTS = {
  saved: () => ({ tone: 'good', sentence: m.workspace_saved() }) as const,
  wrong: () => ({ tone: 'bad', sentence: m.workspace_keep_days_wrong() }) as const,
};

interface KeepDaysFieldProps {
  keepDays: number;
  onSave: (days: number) => Promise<boolean>;
}

/** How long confirmed evidence stays on this device. Saved as soon as it is a number of days. */
export function KeepDaysField({ keepDays, onSave }: KeepDaysFieldProps) {
  const [text, setText] = useState(String(keepDays));
  const [outcome, setOutcome] = useState<'saved' | 'wrong' | null>(null);
  const change = async (typed: string) => {
    setText(typed);
    const days = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
    if (!(days <= MOST_DAYS)) {
      setOutcome('wrong');
      return;
    }
    setOutcome((await onSave(days)) ? 'saved' : null);
  };
  return (
    <div className="field">
      <label htmlFor="keep-days">{m.workspace_keep_days()}</label>
      <input
        id="keep-days"
        className="input input-short"
        inputMode="numeric"
        value={text}
        aria-describedby="keep-days-help"
        aria-invalid={outcome === 'wrong'}
        onChange={(event) => void change(event.target.value)}
      />
      <p className="soft small" id="keep-days-help">
        {m.workspace_keep_days_help()}
      </p>
      <Result result={outcome && RESULTS[outcome]()} />
    </div>
  );
}
