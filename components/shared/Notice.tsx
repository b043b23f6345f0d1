import type { ReactNode } from 'react';

export type Tone = 'info' | 'good' | 'warn' | 'bad' | 'quiet';

interface NoticeProps {
  tone: Tone;
  /** What happened, what was kept, what to do. */
  children: ReactNode;
  actions?: ReactNode;
}

/** A sentence that stands out, with what can be done about it. */
export function Notice({ tone, children, actions }: NoticeProps) {
  return (
    <div className={`notice tone-${tone}`}>
      <div>{children}</div>
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}
