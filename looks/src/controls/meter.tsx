import type { ReactNode } from 'react';

/** So much of so much, as a bar and, below it, in words; the bar alone would say nothing to a screen reader. */
export function Meter({ value, of, children }: { value: number; of: number; children: ReactNode }) {
  return (
    <span className="meter">
      <meter aria-hidden="true" min={0} max={of} value={value} />
      <span className="small">{children}</span>
    </span>
  );
}
