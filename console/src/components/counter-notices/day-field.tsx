import { Field } from '@marketsafe/looks';
import type { ReactNode } from 'react';

/** Today, as a calendar day in UTC. */
export const today = () => new Date().toISOString().slice(0, 10);

/** Asks for a day. @param latest the last one that can be meant; none where it may lie ahead */
export function DayField(props: {
  label: string;
  help?: ReactNode;
  problem?: string | null;
  latest?: string;
  day: string;
  onDay: (day: string) => void;
}) {
  const { label, help, problem = null, latest, day, onDay } = props;
  return (
    <Field label={label} help={help} problem={problem}>
      {(control) => (
        <input
          {...control}
          type="date"
          max={latest}
          value={day}
          onChange={(event) => onDay(event.target.value)}
        />
      )}
    </Field>
  );
}
