import { isProgramStaff, type NewSellerEntry, type PenaltySaid } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { keepOfSeller } from '../sellers/keep.ts';
import { demoId } from './plan.ts';

/** What is kept of an organisation's sellers, of the one with most claims first. */
function kept(day: string): readonly (readonly NewSellerEntry[])[] {
  const penalty: PenaltySaid = {
    ...{ penalty: 'store-closed', toldOn: day, since: null, source: '平台联络人来信', text: '' },
    ...{ points: null, by: 'marketplace', certainty: 'in-writing' },
  };
  const entry = { entryId: '' };
  return [
    [
      { ...entry, kind: 'list', said: { list: 'watch', why: 'Lists the same goods again within days.' } },
      { ...entry, kind: 'penalty', said: penalty },
      {
        ...entry,
        kind: 'note',
        said: { text: 'Sends from the same warehouse as the shop that closed in May.' },
      },
    ],
    [
      { ...entry, kind: 'list', said: { list: 'deny', why: 'Conceded twice that the goods are copies.' } },
      {
        ...{ ...entry, kind: 'penalty' },
        said: {
          ...penalty,
          penalty: 'points',
          points: 12,
          by: 'seller',
          certainty: 'said',
          source: '旺旺聊天',
        },
      },
    ],
    [{ ...entry, kind: 'list', said: { list: 'allow', why: 'Authorised since the contract of March.' } }],
  ];
}

/**
 * Keeps lists, notes and penalties of the sellers with most claims of each organisation of the demo program, and a note of staff's. What is
 * kept already stays as it is.
 */
export async function keepDemoSellers(
  db: Database,
  people: { investigators: ReadonlyMap<string, Caller>; analysts: readonly Caller[] },
  until: Date,
): Promise<void> {
  const plan = kept(until.toISOString().slice(0, 10));
  const [analyst] = people.analysts;
  for (const caller of [...people.investigators.values(), ...(analyst ? [analyst] : [])]) {
    const sellers = await mostClaimed(db, caller, plan.length);
    for (const [place, sellerId] of sellers.entries()) {
      const entries = plan[place] ?? [];
      // Of staff a note is enough: what they were told belongs to no participant.
      for (const entry of isProgramStaff(caller.roles)
        ? entries.filter(({ kind }) => kind === 'note')
        : entries) {
        const entryId = demoId(`seller ${caller.organisationId} ${place} ${entry.kind}`);
        await keepOfSeller(db, caller, sellerId, { ...entry, entryId });
      }
    }
  }
}

async function mostClaimed(db: Database, caller: Caller, count: number): Promise<string[]> {
  const look = sql<{ seller_id: string }>`
    select seller_id from app.claim_search where seller_id is not null
    group by seller_id order by count(*) desc, seller_id limit ${count}`;
  const { rows } = isProgramStaff(caller.roles)
    ? await db.asStaff(caller.userId, (scope) => look.execute(scope))
    : await db.inOrganisation(caller, (scope) => look.execute(scope));
  return rows.map(({ seller_id }) => seller_id);
}
