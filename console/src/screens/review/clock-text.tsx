import type { ReviewStanding } from '@marketsafe/contract';
import { Badge } from '@marketsafe/looks';
import { formatAge, formatWait, m } from '@marketsafe/words';

/** How long a claim has been in its state, and by when it is to be decided. */
export function ClockText({
  standing: { stateSince, dueAt },
  now,
}: {
  standing: Pick<ReviewStanding, 'stateSince' | 'dueAt'>;
  now: number;
}) {
  const due = dueAt === null ? null : Date.parse(dueAt);
  return (
    <span className="clock">
      <span>{m.triage_since({ age: formatAge(Date.parse(stateSince), now) })}</span>
      {due === null && <span className="soft small">{m.triage_waits()}</span>}
      {due !== null && due >= now && (
        <span className="soft small">{m.triage_due({ age: formatWait(due, now) })}</span>
      )}
      {due !== null && due < now && (
        <Badge tone="bad">{m.triage_overdue({ age: formatAge(due, now) })}</Badge>
      )}
    </span>
  );
}
