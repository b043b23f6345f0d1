import type { ReasonCode } from '@marketsafe/contract';
import { Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { DeskKey } from './DeskKey.tsx';
import type { Reasons } from './types.ts';

interface ReasonFieldProps {
  reasons: Reasons;
  problem: string | undefined;
  onReason: (reason: ReasonCode) => void;
}

/** Choice of the reason among those that the right can carry, the one that discloses least first; none is chosen for the person. */
export function ReasonField({ reasons, problem, onReason }: ReasonFieldProps) {
  const { options, chosen, needs } = reasons;
  return (
    <Field
      id="draft-reason"
      label={
        <>
          {m.desk_reason()} <DeskKey number={2} />
        </>
      }
      problem={problem}
      help={
        <>
          {needs !== null && <p>{needs}</p>}
          {chosen === '' && options.length > 0 && <p className="soft">{m.desk_reasons_order()}</p>}
        </>
      }
    >
      {(control) => (
        <select
          {...control}
          aria-keyshortcuts="Alt+2"
          value={chosen}
          onChange={(event) => {
            const option = options.find(({ code }) => code === event.target.value);
            if (option) onReason(option.code);
          }}
        >
          {chosen === '' && (
            <option value="">{options.length === 0 ? m.desk_reason_first() : m.desk_choose_reason()}</option>
          )}
          {options.map(({ code, label, least }) => (
            <option key={code} value={code}>
              {least ? m.desk_least({ label }) : label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
