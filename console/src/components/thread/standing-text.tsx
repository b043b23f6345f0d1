import type { ThreadStanding } from '@marketsafe/contract';
import { Badge } from '@marketsafe/looks';
import { formatAge, formatWait, m, rootCauseName, troubleLevelName } from '@marketsafe/words';

/** Whose turn it is in a thread, and until when. */
export function ThreadStandingText({ standing }: { standing: ThreadStanding }) {
  const { dueAt, closedAt, cause } = standing;
  const now = Date.now();
  const level = troubleLevelName(standing.level);
  if (closedAt !== null && cause !== null) {
    return <Badge tone="quiet">{m.trouble_is_closed({ cause: rootCauseName(cause) })}</Badge>;
  }
  if (dueAt === null) return <Badge tone="info">{m.trouble_waits()}</Badge>;
  const due = Date.parse(dueAt);
  return due < now ? (
    <Badge tone="bad">{m.trouble_late({ level, time: formatAge(due, now) })}</Badge>
  ) : (
    <Badge tone="warn">{m.trouble_turn({ level, time: formatWait(due, now) })}</Badge>
  );
}
