import { captureSealAnswer } from '../api/answers.ts';
import type { ApiResult, Call } from '../api/client.ts';
import type { SealRow } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';

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

/** Without an authority there is no time-stamp; how long, in milliseconds, until the program is asked whether it has one by now. */
const NOT_CONFIGURED_MS = 6 * 3_600_000;

function saysNoAuthority(row: SealRow): boolean {
  return row.seal.timeStamp.state === 'not-configured';
}

/** Whether the program has said of late, of any capture, that it has no authority: then it need not be asked about the others. */
async function lacksAuthority(db: ReporterDatabase, now: number): Promise<boolean> {
  const rows = await db.seals.filter(saysNoAuthority).toArray();
  return rows.some(({ fetchedAt }) => fetchedAt <= now && now - fetchedAt < NOT_CONFIGURED_MS);
}

/**
 * Fetches what the program added to the captures it received: its receipt and the time-stamp, which may come later. A program that had
 * no authority is asked about one such capture every few hours, and about all of them once it has one. Stops at the first failure and
 * goes on in the next round. `now` in Unix milliseconds.
 */
export async function fetchSeals(
  db: ReporterDatabase,
  call: Call,
  now: () => number,
): Promise<ApiResult<unknown> | undefined> {
  let asked = 0;
  for (const captureId of await unsealed(db)) {
    const row = await db.seals.get(captureId);
    if (row && saysNoAuthority(row) && (await lacksAuthority(db, now()))) continue;
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
