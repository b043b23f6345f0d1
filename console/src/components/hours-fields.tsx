import { Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useState } from 'react';

/** Hours by name while they are typed. */
export type TypedHours<Name extends string> = Readonly<Record<Name, string>>;

/** State of fields of hours, and the figures in them, of which some may be none. */
export function useHours<Name extends string>(names: readonly Name[], from: Readonly<Record<Name, number>>) {
  const entries = <Value,>(of: (name: Name) => Value) =>
    Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;
  const [typed, setTyped] = useState<TypedHours<Name>>(() => entries((name) => String(from[name])));
  return { typed, setTyped, hours: entries((name) => Number(typed[name])) };
}

/** A field of hours for each name. `wrong`: those whose figure is none that is taken. */
export function HoursFields<Name extends string>(props: {
  names: readonly Name[];
  label: (name: Name) => string;
  typed: TypedHours<Name>;
  wrong: ReadonlySet<string>;
  onType: (typed: TypedHours<Name>) => void;
}) {
  const { names, label, typed, wrong, onType } = props;
  return names.map((name) => (
    <Field key={name} label={label(name)} problem={wrong.has(name) ? m.triage_settings_hours_wrong() : null}>
      {(control) => (
        <input
          {...control}
          type="number"
          min={1}
          max={2_000}
          value={typed[name]}
          onChange={(event) => onType({ ...typed, [name]: event.target.value })}
        />
      )}
    </Field>
  ));
}
