import { type KnownItem, knownItem, listingKey, sellerIdentity } from '@marketsafe/contract';
import { knownAnswer } from '../api/answers.ts';
import { type ApiResult, type Call, isProgramsWord } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { KnownRow } from '../database/known-rows.ts';
import type { SignedIn } from '../session/session.ts';
import { sellerKey } from './listing-identity.ts';

/** Most pages fetched in one go: the rest comes with the next. */
const PAGES = 50;

function rowOf(item: KnownItem, me: string): KnownRow {
  const by = item.by.userId === me ? null : item.by.name;
  const key = listingKey(item.listing);
  if (item.kind === 'draft') {
    return { id: `draft:${item.draftId}`, kind: 'draft', listingKey: key, at: Date.parse(item.begunAt), by };
  }
  const { number, state, sameAs, cause, underRight, lastSeen } = item;
  const seller = sellerKey(item.listing.marketplace, item.seller);
  const identity = sellerIdentity(item.listing.marketplace, item.seller);
  return {
    id: `claim:${item.claimId}`,
    kind: 'claim',
    listingKey: key,
    ...(seller !== undefined && { sellerKey: seller }),
    ...(identity !== undefined && { seller: identity }),
    ...(underRight !== undefined && { underRight }),
    number,
    state,
    ...(sameAs !== undefined && { sameAs }),
    ...(cause !== undefined && { cause }),
    ...(lastSeen && { lastSeen: { seen: lastSeen.seen, at: Date.parse(lastSeen.at) } }),
    at: Date.parse(item.receivedAt),
    since: Date.parse(item.stateSince),
    by,
  };
}

/** Items of a kind this extension knows; those of a newer server are passed over. */
function understood(items: unknown[]): KnownItem[] {
  return items.flatMap((raw) => {
    const parsed = knownItem.safeParse(raw);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * Fetches what the organisation has on listings since the last time, and keeps it for when there is no connection. What was another
 * person's is forgotten first. A server from before there was such a route has nothing. `now` in Unix milliseconds.
 */
export async function pullKnown(
  db: ReporterDatabase,
  call: Call,
  session: SignedIn,
  now: () => number,
): Promise<ApiResult<unknown>> {
  const { organisationId } = session.me.organisation;
  const { userId } = session.me.user;
  const row = await db.reference.get('known');
  const isOurs = row?.key === 'known' && row.organisationId === organisationId && row.userId === userId;
  let cursor = isOurs ? row.cursor : 0;
  let isFirst = !isOurs;
  for (let page = 1; ; page++) {
    const answer = await call({ method: 'GET', path: `/v1/known?cursor=${cursor}`, answer: knownAnswer });
    if (!answer.ok && !isProgramsWord(answer, 404)) return answer;
    const told = answer.ok ? answer.value : { items: [], cursor: 0, more: false };
    const items = understood(told.items);
    const gone = items.flatMap((item) =>
      item.kind === 'draft' && item.ended ? [`draft:${item.draftId}`] : [],
    );
    const rows = items.map((item) => rowOf(item, userId)).filter(({ id }) => !gone.includes(id));
    const twins = new Map(
      items.flatMap((item) =>
        item.kind === 'claim' && item.sameAs !== undefined ? [[item.claimId, item.sameAs]] : [],
      ),
    );
    await db.transaction('rw', db.known, db.drafts, db.reference, async () => {
      if (isFirst) await db.known.clear();
      await db.known.bulkPut(rows);
      await db.known.bulkDelete(gone);
      await db.drafts
        .where('draftId')
        .anyOf([...twins.keys()])
        .modify((draft) => {
          const sameAs = twins.get(draft.draftId);
          if (sameAs !== undefined) draft.sameAs = sameAs;
        });
      await db.reference.put({
        key: 'known',
        organisationId,
        userId,
        cursor: told.cursor,
        fetchedAt: now(),
      });
    });
    isFirst = false;
    const onward = told.more && told.cursor > cursor;
    cursor = told.cursor;
    if (!onward || page === PAGES) return answer;
  }
}
