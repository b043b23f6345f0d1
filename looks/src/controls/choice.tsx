import { Button } from './button.tsx';

/** One of a few that hold in turn, such as how a picture is shown: each a button, the one that holds now pressed. */
export function Choice<Value extends string>(props: {
  /** Of the whole choice, for screen readers. */
  name: string;
  options: readonly (readonly [value: Value, label: string])[];
  chosen: Value;
  onChoose: (value: Value) => void;
}) {
  return (
    <fieldset className="line">
      <legend className="visually-hidden">{props.name}</legend>
      {props.options.map(([value, label]) => (
        <Button
          key={value}
          size="small"
          aria-pressed={value === props.chosen}
          onClick={() => props.onChoose(value)}
        >
          {label}
        </Button>
      ))}
    </fieldset>
  );
}
