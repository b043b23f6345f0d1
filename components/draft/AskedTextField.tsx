import type { AskedText } from '@marketsafe/contract';
import { Field } from '@marketsafe/looks';
import { fieldHelp, m } from '@marketsafe/words';
import { askedLabel } from './asked-label.ts';
import type { AskedEdits } from './types.ts';

/** From this many characters before the limit on, the count is shown. */
const NEAR_LIMIT = 200;

interface AskedTextFieldProps extends Pick<AskedEdits, 'onField'> {
  field: AskedText;
  id: string;
  problem: string | undefined;
}

/** Text that a person writes; nothing is ever filled in. */
export function AskedTextField({ field, id, problem, onField }: AskedTextFieldProps) {
  const { name, value, limit, lines } = field;
  const left = limit - value.length;
  return (
    <Field
      id={id}
      label={askedLabel(field)}
      help={<p className="soft">{fieldHelp(name)}</p>}
      problem={problem}
      foot={
        left < NEAR_LIMIT &&
        lines === 'many' && (
          <span className="small soft" aria-live="polite">
            {left < 0 ? m.desk_over({ count: -left }) : m.desk_left({ count: left })}
          </span>
        )
      }
    >
      {(control) =>
        lines === 'one' ? (
          <input
            {...control}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={value}
            onChange={(event) => onField({ [name]: event.target.value })}
          />
        ) : (
          <textarea
            {...control}
            rows={4}
            dir="auto"
            value={value}
            onChange={(event) => onField({ [name]: event.target.value })}
          />
        )
      }
    </Field>
  );
}
