import type { ReasonCode } from '@marketsafe/contract';
import { Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { Reasons } from './types.ts';

interface ReasonFieldProps {
  reasons: Reasons;
  problem: string | undefined;
  onReason: (reason: ReasonCode) => void;
}

/** Choice of the reason among those that the right can carry, the one that discloses least first. */
export function ReasonField({ reasons, problem, onReason }: ReasonFieldProps) {
  const { options, chosen, needs } = reasons;
  const suggested = options.find((option) => option.suggested);
  return (
    <Field
      id="draft-reason"
      label={m.desk_reason()}
      problem={problem}
      help={
        <>
          {needs !== null && <p>{needs}</p>}
          {suggested && suggested.code === chosen && <p className="soft">{m.desk_suggestion()}</p>}
        </>
      }
    >
      {(control) => (
        <select
          {...control}
          value={chosen}
          onChange={(event) => {
            const option = options.find(({ code }) => code === event.target.value);
            if (option) onReason(option.code);
          }}
        >
          {chosen === '' && (
            <option value="">{options.length === 0 ? m.desk_reason_first() : m.desk_choose_reason()}</option>
          )}
          {options.map(({ code, label, suggested: least }) => (
            <option key={code} value={code}>
              {least ? m.desk_suggested({ label }) : label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
