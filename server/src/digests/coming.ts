import type { MailContent } from '@marketsafe/words';
import { sql } from 'kysely';
import { openClocks } from '../clocks/open-clocks.ts';
import type { Scope } from '../db/database.ts';
import { mentioning } from '../group/mentions.ts';
import type { DueDigest } from './due.ts';

type Digest = Extract<MailContent, { kind: 'digest' }>;

/** Most clocks that one mail names. */
const MOST_CLOCKS = 20;
const DAY = 86_400_000;

/**
 * Clocks of counter-notices that run out before the second mail after this one, those that ran out aside: so each is named while there is time,
 * and again. None in mails that come at once, which would name them each time.
 */
export async function clocksAhead(
  scope: Scope,
  { organisationId, userId, whole, pace }: DueDigest,
  now = new Date(),
): Promise<Digest['clocks']> {
  if (pace === 'at-once') return [];
  const until = new Date(now.getTime() + (pace === 'weekly' ? 10 : 3) * DAY).toISOString().slice(0, 10);
  const today = now.toISOString().slice(0, 10);
  const clocks = (await openClocks(scope, { organisationId, staff: false, now })).flatMap((clock) => {
    const { kind, due, subject } = clock;
    const isCounter = kind === 'counter-reply' || kind === 'complaint-or-suit';
    return isCounter && subject.is === 'claim' && today <= due && due <= until
      ? [{ what: kind, due, claimId: subject.claimId, number: subject.number }]
      : [];
  });
  if (clocks.length === 0) return [];
  const own = await scope
    .selectFrom('app.claims')
    .select('claim_id')
    .where('organisation_id', '=', organisationId)
    .where(
      'claim_id',
      'in',
      clocks.map(({ claimId }) => claimId),
    )
    .$if(!whole, (query) => query.where('submitted_by', '=', userId))
    .execute();
  const mayKnow = new Set(own.map((row) => row.claim_id));
  return clocks.filter(({ claimId }) => mayKnow.has(claimId)).slice(0, MOST_CLOCKS);
}

/** How much others wrote to the working group since the last mail, how often one is mentioned, and the day of the next meeting: no word of what was written. */
export async function groupSince(
  scope: Scope,
  { organisationId, userId, since }: Pick<DueDigest, 'organisationId' | 'userId' | 'since'>,
): Promise<Digest['group']> {
  const mentions = sql`(select count(*)::int from working_group.entries
    where at > ${since}::timestamptz and ${mentioning({ organisationId, userId })})`;
  const { rows } = await sql<{ written: number; topics: number; mentions: number; meeting: string | null }>`
    select count(*) filter (where kind in ('topic', 'post', 'dialogue', 'minutes', 'agenda', 'agenda-done'))::int as written,
      count(distinct topic_id) filter (where kind in ('topic', 'post', 'dialogue', 'minutes', 'agenda', 'agenda-done'))::int as topics,
      ${mentions} as mentions,
      (select min(said ->> 'on') from working_group.entries
        where kind = 'topic' and said ->> 'on' >= to_char(now() at time zone 'UTC', 'YYYY-MM-DD')) as meeting
    from working_group.entries where at > ${since}::timestamptz and organisation_id <> ${organisationId}`.execute(
    scope,
  );
  const [row] = rows;
  return row && (row.written > 0 || row.mentions > 0) ? row : null;
}
