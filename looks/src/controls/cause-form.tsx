import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { TextField } from './text-field.tsx';

interface CauseFormProps<Code extends string> {
  /** What it comes to, above the fields. */
  about: ReactNode;
  label: string;
  codes: readonly Code[];
  nameOf: (code: Code) => string;
  /** What is said where none is chosen. */
  lacking: string;
  textLabel: string;
  /** Most characters of the text. */
  limit: number;
  submit: string;
  cancel: string;
  /** Each code has its number before its name, so that a digit chooses it. */
  numbered?: boolean;
  busy?: boolean;
  /** What went wrong when it was given. */
  failure?: ReactNode;
  onGive: (given: { cause: Code; text: string }) => void;
  onCancel: () => void;
}

/** Asks for one cause of several and, if somebody likes, for words, before something is taken away. */
export function CauseForm<Code extends string>(props: CauseFormProps<Code>) {
  const { codes, nameOf, numbered = false, busy = false } = props;
  const [cause, setCause] = useState<Code | null>(null);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (cause === null) setAsked(true);
    else props.onGive({ cause, text: text.trim() });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>{props.about}</p>
      <Field label={props.label} problem={asked && cause === null ? props.lacking : null}>
        {(control) => (
          <select
            {...control}
            value={cause ?? ''}
            onChange={(event) => setCause(codes.find((code) => code === event.target.value) ?? null)}
          >
            <option value="" />
            {codes.map((code, index) => (
              <option key={code} value={code}>
                {numbered ? `${index + 1} ${nameOf(code)}` : nameOf(code)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField label={props.textLabel} limit={props.limit} value={text} onChange={setText} />
      {props.failure}
      <div className="actions">
        <Button type="submit" kind="danger" busy={busy}>
          {props.submit}
        </Button>
        <Button onClick={props.onCancel}>{props.cancel}</Button>
      </div>
    </form>
  );
}
