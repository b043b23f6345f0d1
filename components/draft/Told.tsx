import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';

/** A value with whether it is unverified; its source is said to whoever asks. */
export interface Told {
  isUnverified: boolean;
  from: string | null;
}

/** What a procedure says, with its source as a hint, and marked where it is unverified. */
export function Said({ told, children }: { told: Told; children: ReactNode }) {
  return (
    <span title={told.from === null ? undefined : m.triage_source({ source: told.from })}>
      {children} <Doubt told={told} />
    </span>
  );
}

/** The mark of what is unverified. */
export function Doubt({ told }: { told: Told }) {
  if (!told.isUnverified) return null;
  return <span className="soft small">{m.procedure_in_brackets({ text: m.procedure_unverified() })}</span>;
}
