import type { ReactNode } from 'react';
import { Field } from './field.tsx';

interface TextFieldProps {
  label: ReactNode;
  help?: ReactNode;
  problem?: string | null;
  /** Most characters that it takes. */
  limit: number;
  rows?: number;
  value: string;
  onChange: (value: string) => void;
}

/** A field of several lines. */
export function TextField({ label, help, problem = null, limit, rows = 3, value, onChange }: TextFieldProps) {
  return (
    <Field label={label} help={help} problem={problem}>
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          maxLength={limit}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
