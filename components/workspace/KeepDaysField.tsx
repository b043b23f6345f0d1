import { useState } from 'react';
import { Result } from '../shared/Result.tsx';
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
    <div className="field">
      <label htmlFor="keep-days">{WORDS.keepDays}</label>
      <input
        id="keep-days"
        className="input input-short"
        inputMode="numeric"
        value={text}
        aria-describedby="keep-days-help"
        aria-invalid={result?.tone === 'bad'}
        onChange={(event) => void change(event.target.value)}
      />
      <p className="soft small" id="keep-days-help">
        {WORDS.keepDaysHelp}
      </p>
      <Result result={result} />
    </div>
  );
}
