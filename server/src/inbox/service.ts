import { MOST_NEWS, type NewsItem, type NewsList } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { newsRows } from './rows.ts';

type Person = Pick<Caller, 'organisationId' | 'userId'>;

/** What became of the organisation's claims in the last thirty days, the newest first, and what of it the person has not seen. */
export function listNews(db: Database, { organisationId, userId }: Person): Promise<NewsList> {
  return db.inOrganisation({ organisationId, userId }, async (scope) => {
    const rows = await newsRows(scope, organisationId)
      .where('change.at', '>', sql<Date>`now() - interval '30 days'`)
      .orderBy('change.sequence', 'desc')
      .limit(MOST_NEWS)
      .execute();
    const items = rows.map(itemOf);
    const seen = await seenBy(scope, { organisationId, userId });
    return { items, seen, unseen: items.filter(({ sequence }) => sequence > seen).length };
  });
}

/** Notes up to which change the person has seen what there is; never earlier than before, nor ahead of what there is. */
export async function noteSeen(db: Database, { organisationId, userId }: Person, sequence: number) {
  await db.inOrganisation({ organisationId, userId }, (scope) =>
    sql`insert into app.told (organisation_id, user_id, seen)
      select organisation_id, ${userId}, least(${sequence}::bigint, change_sequence) from app.ledger_heads
      where organisation_id = ${organisationId}
      on conflict (organisation_id, user_id) do update set seen = greatest(told.seen, excluded.seen)`.execute(
      scope,
    ),
  );
}

async function seenBy(scope: Scope, { organisationId, userId }: Person): Promise<number> {
  const row = await scope
    .selectFrom('app.told')
    .select('seen')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.seen ?? 0;
}

function itemOf(row: Awaited<ReturnType<ReturnType<typeof newsRows>['executeTakeFirstOrThrow']>>): NewsItem {
  return {
    ...{ sequence: row.sequence, at: row.at.toISOString(), kind: row.news },
    ...{ claimId: row.claim_id, number: row.number, answer: row.answer },
  };
}
