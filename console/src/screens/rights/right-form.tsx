import { MARK_KINDS, RIGHT_TYPES, type RightFieldName, type RightFields } from '@marketsafe/contract';
import { Button, Field } from '@marketsafe/looks';
import { m, markKindName, rightFieldName, rightTypeName } from '@marketsafe/words';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { type FormFaults, type FormValues, readForm } from './form-values.ts';

/** The fields of a right, to be filled in or changed by keyboard alone. What is wrong stands at its field, and the first such has the focus. */
export function RightForm(props: {
  initial: FormValues;
  /** What this is about: it has the focus. */
  first: RightFieldName;
  submit: string;
  busy: boolean;
  /** What the server found wrong. */
  faults: FormFaults;
  onSubmit: (fields: RightFields) => void;
}) {
  const { busy } = props;
  const [form, setForm] = useState(props.initial);
  const [own, setOwn] = useState<FormFaults>({});
  const frame = useRef<HTMLFormElement>(null);
  const faults = { ...props.faults, ...own };
  const { first } = props;
  useEffect(() => {
    frame.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  }, [first]);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const { fields, faults: found } = readForm(form);
    setOwn(found);
    if (fields) props.onSubmit(fields);
    else {
      const wrong = Object.keys(form).find((name) => found[name as RightFieldName] !== undefined);
      frame.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
    }
  }
  const input = (name: RightFieldName, help?: string, type: 'text' | 'date' = 'text') => (
    <Field
      label={rightFieldName(name)}
      problem={faults[name]}
      help={help === undefined ? undefined : <p className="soft">{help}</p>}
    >
      {(control) => (
        <input
          {...control}
          name={name}
          type={type}
          autoComplete="off"
          value={form[name]}
          onChange={(event) => setForm({ ...form, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  const choice = (name: RightFieldName, options: readonly (readonly [value: string, label: string])[]) => (
    <Field label={rightFieldName(name)} problem={faults[name]}>
      {(control) => (
        <select
          {...control}
          name={name}
          value={form[name]}
          onChange={(event) => setForm({ ...form, [name]: event.target.value })}
        >
          {options.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const isMark = form.type === 'trademark';
  return (
    <form ref={frame} className="right-form" onSubmit={submit} noValidate>
      {choice(
        'type',
        RIGHT_TYPES.map((type) => [type, rightTypeName(type)]),
      )}
      {input('mark', m.rights_form_mark_help())}
      {isMark &&
        choice(
          'markKind',
          MARK_KINDS.map((kind) => [kind, markKindName(kind)]),
        )}
      {input('place', m.rights_form_place_help())}
      {input('number')}
      {input('owner')}
      {isMark && input('niceClasses', m.rights_form_classes_help())}
      {input('filedOn', undefined, 'date')}
      {input('registeredOn', undefined, 'date')}
      {input('renewedOn', undefined, 'date')}
      {input('expiresOn', undefined, 'date')}
      {input('brand', m.rights_form_brand_help())}
      {input('note', m.rights_form_note_help())}
      <div className="actions wide">
        <Button type="submit" kind="main" busy={busy}>
          {props.submit}
        </Button>
      </div>
    </form>
  );
}
