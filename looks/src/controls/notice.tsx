import type { ReactNode } from 'react';
import type { Tone } from '../tone.ts';

interface NoticeProps {
  tone: Tone;
  /** What happened, where the text says more than that. */
  title?: ReactNode;
  /** `alert` interrupts a screen reader: for what the person just did and cannot go on without. */
  urgency?: 'status' | 'alert';
  /** What happened, what was kept, what to do. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** Words that stand out, with what can be done about them. */
export function Notice({ tone, title, urgency, children, actions }: NoticeProps) {
  return (
    <div className={`notice tone-${tone}`} role={urgency}>
      {title !== undefined && <div className="notice-title">{title}</div>}
      {children && (
        <div className="notice-text" dir="auto">
          {children}
        </div>
      )}
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}

/** What the last action came to. The region is always there, so that screen readers announce what appears in it. */
export function Result({ result }: { result: { tone: Tone; sentence: string } | null }) {
  return <div role="status">{result && <Notice tone={result.tone}>{result.sentence}</Notice>}</div>;
}

/** What stands where something is still on its way. */
export function Loading({ children }: { children: ReactNode }) {
  return (
    <p className="soft" role="status">
      {children}
    </p>
  );
}
