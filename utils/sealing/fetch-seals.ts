import type { CaptureSeal } from '@marketsafe/contract';
import { captureSealAnswer } from '../api/answers.ts';
import type { ApiResult, Call } from '../api/client.ts';
import type { ReporterDatabase } from '../drafts/database.ts';

/** Most seals asked for in one round: the rest comes with the next. */
const IN_ONE_ROUND = 50;

/** Captures of delivered reports whose seal is not here, or has no time-stamp yet. */
async function unsealed(db: ReporterDatabase): Promise<string[]> {
  const finished = await db.drafts.where('state').equals('finished').toArray();
  const captureIds = finished
    .filter(({ receipt }) => receipt !== undefined)
    .flatMap(({ evidence }) => evidence.map(({ captureId }) => captureId));
  const rows = await db.seals.bulkGet(captureIds);
  return captureIds.filter((_, index) => rows[index]?.seal.timeStamp.state !== 'stamped');
}

/** Where the program has no authority there will be no time-stamp: such a seal is asked for once. */
function isFinal(seal: CaptureSeal | undefined): boolean {
  return seal?.timeStamp.state === 'not-configured';
}

/**
 * Fetches what the program added to the captures it received: its receipt and the time-stamp, which may come later. Stops at the first
 * failure and goes on in the next round. `now` in Unix milliseconds.
 */
export async function fetchSeals(
  db: ReporterDatabase,
  call: Call,
  now: () => number,
): Promise<ApiResult<unknown> | undefined> {
  let asked = 0;
  for (const captureId of await unsealed(db)) {
    if (isFinal((await db.seals.get(captureId))?.seal)) continue;
    if (asked === IN_ONE_ROUND) return undefined;
    asked += 1;
    const answer = await call({
      method: 'GET',
      path: `/v1/captures/${captureId}/seal`,
      answer: captureSealAnswer,
    });
    // Another organisation's report, sent before somebody else signed in: not for this session to ask.
    if (!answer.ok && answer.kind === 'http' && answer.status === 404) continue;
    if (!answer.ok) return answer;
    await db.seals.put({ captureId, seal: answer.value, fetchedAt: now() });
  }
  return undefined;
}
