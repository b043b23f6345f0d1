import type { MailContent } from '@marketsafe/words';
import { sql } from 'kysely';
import { openClocks } from '../clocks/open-clocks.ts';
import type { Scope } from '../db/database.ts';

type StaffDigest = Extract<MailContent, { kind: 'staff-digest' }>;

/** What waits for the program's people: how much of each, and since when the oldest. */
const WAITS = sql<{ what: StaffDigest['waits'][number]['what']; count: number; oldest: Date | null }>`
  select 'review' as what, count(*)::int as count, min(state_since) as oldest from app.claims where state = 'in_review'
  union all
  select 'packets', count(*)::int, min(built_at) from app.packets where state in ('built', 'released')
  union all
  select 'threads', count(*)::int, min(last_at) from app.threads where closed_at is null and due_at is not null
  union all
  select 'rights', count(*)::int, min(created_at) from app.rights where status = 'unverified' and retired_at is null
  union all
  select 'applications', count(*)::int, min(state_since) from intake.applications where state in ('in_review', 'appealed')`;

/**
 * What waits for the program's people, by number and age: no name, no number of a claim. Null where nothing does.
 * @param scope of the program's staff
 */
export async function gatherStaffDigest(
  scope: Scope,
  now = new Date(),
): Promise<Pick<StaffDigest, 'waits' | 'late'> | null> {
  const { rows } = await WAITS.execute(scope);
  const waits = rows.flatMap(({ what, count, oldest }) =>
    count > 0 && oldest !== null
      ? [{ what, count, days: Math.max(0, Math.floor((now.getTime() - oldest.getTime()) / 86_400_000)) }]
      : [],
  );
  if (waits.length === 0) return null;
  const clocks = await openClocks(scope, { organisationId: null, staff: true, now });
  const isLate = ({ due, dueAt }: { due: string; dueAt: string | null }) =>
    (dueAt ?? `${due}T23:59:59.999Z`) < now.toISOString();
  const late = clocks.filter((clock) => ['review', 'packet', 'thread'].includes(clock.kind) && isLate(clock));
  return { waits, late: late.length };
}
