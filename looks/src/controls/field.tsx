import { type ComponentProps, type ReactNode, useId } from 'react';
import { Icon } from './icon.tsx';

interface Control {
  id: string;
  className: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  /** Of the control, where something else must find it. */
  id?: string;
  label: ReactNode;
  /** What to enter, or what comes of it. */
  help?: ReactNode;
  /** Why it cannot stay as it is; nothing while it can. */
  problem?: string | null | undefined;
  /** Below the control, but no part of its description. */
  foot?: ReactNode;
  /** Draws the control; what it is given connects it with its label, its help and its problem. */
  children: (control: Control) => ReactNode;
}

/** A control with its label, its help and what is wrong with it, connected for screen readers. */
export function Field({ id: givenId, label, help, problem, foot, children }: FieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const wrong = problem !== null && problem !== undefined;
  const described = wrong || (help !== undefined && help !== null);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        className: 'input',
        'aria-describedby': described ? `${id}-help` : undefined,
        'aria-invalid': wrong || undefined,
      })}
      {described && (
        <div id={`${id}-help`} className="stack-small small">
          <FieldProblem problem={problem} />
          {help}
        </div>
      )}
      {foot}
    </div>
  );
}

/** Several controls under one name, and what is wrong with them together. */
export function FieldGroup({
  legend,
  problem,
  children,
  ...events
}: {
  legend: ReactNode;
  problem?: string | null | undefined;
  children: ReactNode;
} & Pick<ComponentProps<'fieldset'>, 'onDragOver' | 'onDrop' | 'onPaste'>) {
  return (
    <fieldset {...events} className="field">
      <legend>{legend}</legend>
      <FieldProblem problem={problem} />
      {children}
    </fieldset>
  );
}

/** What is wrong with a control, beside it. Said at once: it answers something that the person just did. */
export function FieldProblem({ problem }: { problem: string | null | undefined }) {
  if (problem === null || problem === undefined) return null;
  return (
    <p className="field-problem" role="alert">
      <Icon name="warning" /> {problem}
    </p>
  );
}
