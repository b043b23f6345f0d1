import { ANSWER_OUTCOMES } from '@marketsafe/contract';
import type { MailContent } from '@marketsafe/words';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { newsRows } from '../inbox/rows.ts';
import { warningsSince } from '../standing/warnings.ts';
import { clocksAhead, groupSince } from './coming.ts';
import type { DueDigest } from './due.ts';

/** Claims that one mail names; of the others it says how many they are. */
const MOST_NAMED = 20;
/** Changes that are counted for one mail. */
const MOST_COUNTED = 50_000;

/** A digest without the addresses of the console. */
export type Digest = Omit<Extract<MailContent, { kind: 'digest' }>, 'kind' | 'link' | 'unsubscribe'>;

/** What happened to somebody's claims after one change and up to another, which clocks run out, how much was written to the working group, and which thresholds of standing came near: numbers and codes. Null where there is nothing. */
export async function gatherDigest(scope: Scope, due: DueDigest, head: number): Promise<Digest | null> {
  const { organisationId, userId, whole, after } = due;
  const rows = await newsRows(scope, organisationId)
    .where('change.sequence', '>', after ?? head)
    .where('change.sequence', '<=', head)
    .$if(!whole, (query) => query.where('claim.submitted_by', '=', userId))
    .orderBy('change.sequence', 'desc')
    .limit(MOST_COUNTED)
    .execute();
  // Of a claim the last that was said, and of what waits for somebody only what still does.
  const said = new Map<string, Digest['claims'][number]>();
  for (const { claim_id: claimId, number, state, news, answer } of rows) {
    const waits = news === 'question' ? state === 'needs_info' : state === 'countered';
    if (said.has(claimId) || (news === 'answer' ? answer === null : !waits)) continue;
    said.set(claimId, {
      claimId,
      number,
      news,
      outcome: news === 'answer' ? (answer?.outcome ?? null) : null,
    });
  }
  const clocks = await clocksAhead(scope, due);
  const group = await groupSince(scope, due);
  const standing = await warningsSince(scope, organisationId, sql<Date>`${due.since}::timestamptz`);
  if (said.size === 0 && clocks.length === 0 && group === null && standing.length === 0) return null;
  const all = [...said.values()];
  const count = (news: string) => all.filter((one) => one.news === news).length;
  return {
    answers: ANSWER_OUTCOMES.map((outcome) => ({
      outcome,
      count: all.filter((one) => one.outcome === outcome).length,
    })).filter((one) => one.count > 0),
    questions: count('question'),
    counters: count('counter-notice'),
    claims: all.slice(0, MOST_NAMED),
    more: Math.max(0, all.length - MOST_NAMED),
    ...{ clocks, group, standing: standing.reverse() },
  };
}
