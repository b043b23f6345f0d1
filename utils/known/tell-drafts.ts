import { type DraftNotices, draftNotices, MAX_TOLD_DRAFTS } from '@marketsafe/contract';
import type { ApiResult, Call } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import type { SignedIn } from '../session/session.ts';
import { identityOfKey } from './listing-identity.ts';

type Begun = DraftNotices['begun'][number];

/** What colleagues are told of a draft: its listing, and nothing of what is in it. */
function noticeOf({ draftId, listingKey, createdAt }: DraftRow): Begun[] {
  const listing = identityOfKey(listingKey);
  const notice = draftNotices.shape.begun.element.safeParse({
    draftId,
    listing,
    begunAt: new Date(createdAt).toISOString(),
  });
  return notice.success ? [notice.data] : [];
}

/** Drafts of this device, and what was finished and has not arrived: until then nobody else knows of it. */
async function openDrafts(db: ReporterDatabase): Promise<DraftRow[]> {
  const [drafts, waiting] = await Promise.all([
    db.drafts.where('state').equals('draft').toArray(),
    db.outbox.where('state').anyOf('ready', 'parked').toArray(),
  ]);
  const finished = await db.drafts.bulkGet(
    waiting.filter(({ kind }) => kind === 'claim').map(({ entityId }) => entityId),
  );
  return [...drafts, ...finished.flatMap((draft) => (draft?.state === 'finished' ? [draft] : []))];
}

/**
 * Tells the organisation of which listings this device has drafts, and which of them it has no longer, as far as it was not told before;
 * with `isShared` false that there are none.
 * @returns nothing where there was nothing to tell
 */
export async function tellDrafts(
  db: ReporterDatabase,
  call: Call,
  session: SignedIn,
  { isShared, now }: { isShared: boolean; now: () => number },
): Promise<ApiResult<unknown> | undefined> {
  const { organisationId } = session.me.organisation;
  const { userId } = session.me.user;
  const isMine = (each: { organisationId: string; userId: string }) =>
    each.organisationId === organisationId && each.userId === userId;
  const row = await db.reference.get('told');
  const lists = row?.key === 'told' ? row.lists : [];
  const told = new Set(lists.find(isMine)?.draftIds);
  const drafts = isShared ? await openDrafts(db) : [];
  const open = new Set(drafts.map(({ draftId }) => draftId));
  const begun = drafts.filter(({ draftId }) => !told.has(draftId)).flatMap(noticeOf);
  const ended = [...told].filter((draftId) => !open.has(draftId));
  let last: ApiResult<unknown> | undefined;
  while (begun.length + ended.length > 0) {
    const part = { begun: begun.splice(0, MAX_TOLD_DRAFTS), ended: ended.splice(0, MAX_TOLD_DRAFTS) };
    last = await call({
      method: 'PUT',
      path: '/v1/drafts',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(part),
    });
    if (!last.ok) return last;
    for (const { draftId } of part.begun) told.add(draftId);
    for (const draftId of part.ended) told.delete(draftId);
    await db.reference.put({
      key: 'told',
      lists: [...lists.filter((each) => !isMine(each)), { organisationId, userId, draftIds: [...told] }],
      fetchedAt: now(),
    });
  }
  return last;
}
