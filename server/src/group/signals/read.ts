import type { GroupSignal, SignalPublication } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../../db/database.ts';

/** Quarters that are given: two years. */
const MOST = 8;

/** What was published, word for word, the latest quarters first. The demo program's is made up, and given only where there is nothing else. */
export async function readSignals(scope: Scope): Promise<SignalPublication[]> {
  const { rows } = await sql<{
    period: string;
    published_at: Date;
    enough: boolean;
    demo: boolean;
    signals: GroupSignal[];
  }>`select to_char(period, 'YYYY-MM-DD') as period, published_at, enough, demo, signals from working_group.publications
    where demo = (exists (select from working_group.publications where demo)
      and not exists (select from working_group.publications where enough and not demo))
    order by period desc limit ${MOST}`.execute(scope);
  return rows.map(({ published_at, ...row }) => ({ ...row, publishedAt: published_at.toISOString() }));
}
