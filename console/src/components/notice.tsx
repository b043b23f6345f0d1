import type { ReactNode } from 'react';

/** A boxed message. `alert` interrupts a screen reader: for what the user just did and cannot go on without. */
export function Notice(props: {
  tone: 'info' | 'good' | 'warn' | 'bad';
  title: string;
  urgency?: 'status' | 'alert';
  children?: ReactNode;
}) {
  return (
    <div className={`notice tone-${props.tone}`} role={props.urgency}>
      <p className="notice-title">{props.title}</p>
      {props.children}
    </div>
  );
}
