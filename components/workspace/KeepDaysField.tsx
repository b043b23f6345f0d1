import { Field, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useState } from 'react';

const RESULTS = {
  saved: () => ({ tone: 'good', sentence: m.workspace_saved() }) as const,
  wrong: () => ({ tone: 'bad', sentence: m.workspace_keep_days_wrong() }) as const,
};

/** Longest time that can be set, in days, as the settings allow it. */
const MOST_DAYS = 3650;

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
    <Field
      label={m.workspace_keep_days()}
      help={<p className="soft">{m.workspace_keep_days_help()}</p>}
      foot={<Result result={outcome && RESULTS[outcome]()} />}
    >
      {(control) => (
        <input
          {...control}
          className="input input-short"
          inputMode="numeric"
          value={text}
          aria-invalid={outcome === 'wrong'}
          onChange={(event) => void change(event.target.value)}
        />
      )}
    </Field>
  );
}
