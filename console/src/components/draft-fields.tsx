import { Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { createContext, type ReactNode, useContext } from 'react';

/** What fields of something that is saved as one need of it. */
interface DraftForm {
  /** What is wrong at a path below the content. */
  problem: (path: string) => string | null;
  /** The caller only reads it. */
  readOnly: boolean;
}

const Form = createContext<DraftForm | null>(null);
export const DraftFormProvider = Form.Provider;

function useDraftForm(): DraftForm {
  const form = useContext(Form);
  if (!form) throw new Error('there is nothing to write');
  return form;
}

interface Typed {
  label: string;
  /** Below the content; what is wrong is found by it. */
  path: string;
  help?: string;
  value: string;
  onChange: (value: string) => void;
}

const helped = (help: string | undefined): ReactNode => help && <p className="soft">{help}</p>;

/** A line of text, several with `rows`. */
export function TypedField({
  label,
  path,
  help,
  value,
  onChange,
  limit,
  rows,
}: Typed & { limit: number; rows?: number }) {
  const { problem, readOnly } = useDraftForm();
  return (
    <Field label={label} problem={problem(path)} help={helped(help)}>
      {(control) =>
        rows === undefined ? (
          <input
            {...control}
            autoComplete="off"
            readOnly={readOnly}
            maxLength={limit}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <textarea
            {...control}
            rows={rows}
            readOnly={readOnly}
            maxLength={limit}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}

/** A calendar day, or none. */
export function DayOrNone(
  props: Omit<Typed, 'value' | 'onChange'> & {
    value: string | null;
    onChange: (value: string | null) => void;
  },
) {
  const { problem, readOnly } = useDraftForm();
  return (
    <Field label={props.label} problem={problem(props.path)} help={helped(props.help)}>
      {(control) => (
        <input
          {...control}
          type="date"
          readOnly={readOnly}
          value={props.value ?? ''}
          onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
        />
      )}
    </Field>
  );
}

/** One of some codes; `none` says what stands where none is chosen. */
export function ChosenField<Code extends string>(
  props: Omit<Typed, 'value' | 'onChange'> & {
    value: Code | null;
    options: readonly (readonly [code: Code, name: string])[];
    none?: string;
    onChange: (value: Code | null) => void;
  },
) {
  const { problem, readOnly } = useDraftForm();
  return (
    <Field label={props.label} problem={problem(props.path)} help={helped(props.help)}>
      {(control) => (
        <select
          {...control}
          disabled={readOnly}
          value={props.value ?? ''}
          onChange={(event) =>
            props.onChange(props.options.find(([code]) => code === event.target.value)?.[0] ?? null)
          }
        >
          {props.none !== undefined && <option value="">{props.none}</option>}
          {props.options.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Yes, no, or not said yet. */
export function YesNo(
  props: Omit<Typed, 'value' | 'onChange'> & {
    value: boolean | null;
    onChange: (value: boolean | null) => void;
  },
) {
  const { value, onChange, ...named } = props;
  return (
    <ChosenField
      {...named}
      none={m.raids_not_said()}
      value={value === null ? null : value ? 'yes' : 'no'}
      options={[
        ['yes', m.raids_yes()],
        ['no', m.raids_no()],
      ]}
      onChange={(chosen) => onChange(chosen === null ? null : chosen === 'yes')}
    />
  );
}
