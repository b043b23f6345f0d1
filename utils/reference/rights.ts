import type { Right } from '@marketsafe/contract';
import { rightsAnswer } from '../api/answers.ts';
import type { ApiResult, Call } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';

/** Fetches the rights that the signed-in organisation may claim under and keeps them for offline use. `now` in Unix milliseconds. */
export async function refreshRights(
  db: ReporterDatabase,
  call: Call,
  now: () => number,
): Promise<ApiResult<Right[]>> {
  const answer = await call({ method: 'GET', path: '/v1/rights', answer: rightsAnswer });
  if (!answer.ok) return answer;
  const { rights } = answer.value;
  await db.reference.put({ key: 'rights', rights, fetchedAt: now() });
  return { ...answer, value: rights };
}

/** The rights kept on this device; undefined when none were fetched yet. */
export async function keptRights(db: ReporterDatabase): Promise<Right[] | undefined> {
  const row = await db.reference.get('rights');
  return row?.key === 'rights' ? row.rights : undefined;
}
