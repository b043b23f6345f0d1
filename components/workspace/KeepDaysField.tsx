import { Field, Result } from '@marketsafe/looks';
import { useState } from 'react';
import { WORDS } from './words.ts';

/** Longest time that can be set, in days, as the settings allow it. */
const MOST_DAYS = 3650;

interface KeepDaysFieldProps {
  keepDays: number;
  onSave: (days: number) => Promise<boolean>;
}

/** How long confirmed evidence stays on this device. Saved as soon as it is a number of days. */
export function KeepDaysField({ keepDays, onSave }: KeepDaysFieldProps) {
  const [text, setText] = useState(String(keepDays));
  const [result, setResult] = useState<{ tone: 'good' | 'bad'; sentence: string } | null>(null);
  const change = async (typed: string) => {
    setText(typed);
    const days = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
    if (!(days <= MOST_DAYS)) {
      setResult({ tone: 'bad', sentence: WORDS.keepDaysWrong });
      return;
    }
    setResult((await onSave(days)) ? { tone: 'good', sentence: WORDS.saved } : null);
  };
  return (
    <Field
      label={WORDS.keepDays}
      help={<p className="soft">{WORDS.keepDaysHelp}</p>}
      foot={<Result result={result} />}
    >
      {(control) => (
        <input
          {...control}
          className="input input-short"
          inputMode="numeric"
          value={text}
          aria-invalid={result?.tone === 'bad'}
          onChange={(event) => void change(event.target.value)}
        />
      )}
    </Field>
  );
}
