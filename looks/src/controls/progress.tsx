import type { ReactNode } from 'react';

interface ProgressProps {
  /** What is under way. */
  label: ReactNode;
  /** The label is for screen readers only: something else says it. */
  labelHidden?: boolean;
  /** How much of how much; null, or an end of 0, where that is not known. */
  amount: { done: number; of: number } | null;
  /** How far it is in words, and the way to stop it. */
  children?: ReactNode;
}

/** How far something is that takes its time. */
export function Progress({ label, labelHidden = false, amount, children }: ProgressProps) {
  const known = amount !== null && amount.of > 0;
  return (
    <div className="progress">
      <label className="small">
        <span className={labelHidden ? 'visually-hidden' : undefined}>{label}</span>
        <progress value={known ? amount.done : undefined} max={known ? amount.of : undefined} />
      </label>
      {children}
    </div>
  );
}
