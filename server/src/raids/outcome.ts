import type { NewRaidOutcome } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { dayInUtc } from '../rights/register.ts';
import { findRaid, latestPackages, reachRaid } from './read.ts';

/**
 * Notes what somebody was told to have come of a raid whose package was released. The same id once more is the same.
 * @throws HttpProblem `raid-unknown`, `raid-not-released` or `body-invalid`
 */
export async function noteOutcome(
  db: Database,
  caller: Caller,
  raidId: string,
  { outcomeId, kind, toldOn, toldBy, text }: NewRaidOutcome,
): Promise<void> {
  if (toldOn > dayInUtc())
    throw new HttpProblem('body-invalid', { errors: [{ path: '/toldOn', code: 'day-ahead', params: {} }] });
  const identity = await reachRaid(db, caller, raidId);
  const { organisationId } = identity;
  await db.inOrganisation(identity, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    await findRaid(scope, raidId);
    if ((await latestPackages(scope, raidId)).get(raidId)?.state !== 'released')
      throw new HttpProblem('raid-not-released');
    const at = new Date();
    const inserted = await scope
      .insertInto('app.raid_outcomes')
      .values({
        ...{ organisation_id: organisationId, raid_id: raidId, outcome_id: outcomeId, kind, told_on: toldOn },
        ...{ said: JSON.stringify({ toldBy, text }), noted_at: at },
        ...{ noted_by: caller.userId, noted_by_name: caller.userName },
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) return;
    await appendAudit(scope, ledger, {
      action: 'raid.outcome-noted',
      at,
      actorUserId: caller.userId,
      entity: raidId,
      detail: { kind, ...staffDetail({ ...caller, as: identity.as }) },
    });
  });
}
