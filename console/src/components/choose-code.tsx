/** One of several codes by its name, or none where that can be. */
export function ChooseCode<Code extends string>(props: {
  label: string;
  /** What stands for none of them. */
  none?: string;
  codes: readonly Code[];
  nameOf: (code: Code) => string;
  value: Code | null;
  onChange: (code: Code | null) => void;
}) {
  return (
    <select
      aria-label={props.label}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(props.codes.find((code) => code === event.target.value) ?? null)}
    >
      {props.none !== undefined && <option value="">{props.none}</option>}
      {props.codes.map((code) => (
        <option key={code} value={code}>
          {props.nameOf(code)}
        </option>
      ))}
    </select>
  );
}
