import type { ReasonCode } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { FieldProblem } from './FieldProblem.tsx';
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
    <div className="field">
      <label htmlFor="draft-reason">{m.desk_reason()}</label>
      <select
        id="draft-reason"
        className="input"
        value={chosen}
        aria-describedby="draft-reason-help"
        aria-invalid={problem !== undefined}
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
      <div id="draft-reason-help" className="stack-small small">
        <FieldProblem sentence={problem} />
        {needs !== null && <p>{needs}</p>}
        {suggested && suggested.code === chosen && <p className="soft">{m.desk_suggestion()}</p>}
      </div>
    </div>
  );
}
