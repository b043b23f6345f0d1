import type { ComponentProps, ReactNode } from 'react';

type Box = Omit<ComponentProps<'input'>, 'type' | 'children' | 'className' | 'onChange'>;

interface CheckProps extends Box {
  type?: 'checkbox' | 'radio';
  /** What it comes to, below the label. */
  help?: ReactNode;
  /** Given the new state. */
  onCheck: (checked: boolean) => void;
  /** The label. */
  children: ReactNode;
}

/** A box or a radio button with its label, all of which can be pressed. */
export function Check({ type = 'checkbox', help, onCheck, children, ...box }: CheckProps) {
  return (
    <label className="check">
      <input {...box} type={type} className="check-box" onChange={(event) => onCheck(event.target.checked)} />
      {help === undefined ? (
        <span>{children}</span>
      ) : (
        <span>
          <strong>{children}</strong>
          <br />
          <span className="soft">{help}</span>
        </span>
      )}
    </label>
  );
}

/** A box that chooses a row; its name says which. */
export function RowCheck(props: { name: string; checked: boolean; onCheck: (checked: boolean) => void }) {
  return (
    <input
      type="checkbox"
      className="check-box row-check"
      aria-label={props.name}
      checked={props.checked}
      onChange={(event) => props.onCheck(event.target.checked)}
    />
  );
}
