import type { EndedMandate, Right } from '@marketsafe/contract';
import { rightsAnswer } from '../api/answers.ts';
import type { ApiResult, Call } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';

/**
 * Fetches the rights that the signed-in organisation may claim under and keeps them for offline use. What the organisation has on listings
 * under rights of others is forgotten with the last mandate over them; a right that an open draft or a sweep names stays, with the day on
 * which its mandate ended, so that it can be said. `now` in Unix milliseconds.
 */
export async function refreshRights(
  db: ReporterDatabase,
  call: Call,
  now: () => number,
): Promise<ApiResult<Right[]>> {
  const answer = await call({ method: 'GET', path: '/v1/rights', answer: rightsAnswer });
  if (!answer.ok) return answer;
  const { rights, ended } = answer.value;
  await db.transaction('rw', db.reference, db.known, db.drafts, db.sweeps, async () => {
    const lost = await lostRights(db, rights, ended);
    await db.reference.put({ key: 'rights', rights: [...rights, ...lost], fetchedAt: now() });
    const there = new Set(rights.map(({ rightId }) => rightId));
    await db.known.filter(({ underRight }) => underRight !== undefined && !there.has(underRight)).delete();
  });
  return { ...answer, value: rights };
}

/** Rights that were kept before, are there no more because their mandates have ended, and are named by what is not finished yet. */
async function lostRights(
  db: ReporterDatabase,
  rights: readonly Right[],
  ended: readonly EndedMandate[],
): Promise<Right[]> {
  const gone = ((await keptRights(db)) ?? []).filter(
    ({ rightId, mandates }) => mandates && !rights.some((right) => right.rightId === rightId),
  );
  if (gone.length === 0) return [];
  const named = new Set<string | undefined>();
  for (const { rightId } of await db.drafts.where('state').equals('draft').toArray()) named.add(rightId);
  for (const { state, rightId } of await db.sweeps.toArray()) if (state !== 'ended') named.add(rightId);
  return gone.flatMap((right) => {
    if (!named.has(right.rightId)) return [];
    const mandates = (right.mandates ?? []).flatMap((hold) => {
      const end = ended.find(({ mandateId }) => mandateId === hold.mandateId);
      if (!end) return [];
      const { revokedOn, validTo } = end;
      return [{ ...hold, validTo, ...(revokedOn !== null && { revokedOn }) }];
    });
    return mandates.length > 0 ? [{ ...right, mandates }] : [];
  });
}

/** The rights kept on this device; undefined when none were fetched yet. */
export async function keptRights(db: ReporterDatabase): Promise<Right[] | undefined> {
  const row = await db.reference.get('rights');
  return row?.key === 'rights' ? row.rights : undefined;
}
