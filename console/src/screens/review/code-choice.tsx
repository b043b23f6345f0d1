/** One of several codes, each with the digit that chooses it. */
export function CodeChoice<Code extends string>(props: {
  legend: string;
  codes: readonly Code[];
  nameOf: (code: Code) => string;
  chosen: Code | null;
  onChoose: (code: Code) => void;
}) {
  return (
    <fieldset className="field code-choice">
      <legend>{props.legend}</legend>
      {props.codes.map((code, index) => (
        <label key={code} className="code-option">
          <input
            type="radio"
            name="code"
            checked={props.chosen === code}
            onChange={() => props.onChoose(code)}
          />
          <kbd>{index + 1}</kbd>
          <span>{props.nameOf(code)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The code that a digit chooses; undefined for any other key, and while somebody writes. */
export function codeOfKey<Code>(
  { key, target }: { key: string; target: EventTarget },
  codes: readonly Code[],
): Code | undefined {
  const writes = target instanceof HTMLTextAreaElement;
  return writes || !/^[1-9]$/.test(key) ? undefined : codes[Number(key) - 1];
}
