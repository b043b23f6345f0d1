import type { MarketplaceId, MarketplaceSettingDetail, SwitchOff } from '@marketsafe/contract';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { maySwitchReading } from './policy.ts';
import { findSetting } from './queries.ts';

/**
 * Switches the reading of a marketplace's pages off, up to an adapter version. The switch and its audit entry are committed
 * together. Once more with the same version and reason changes nothing: the first time and person stay.
 * @throws HttpProblem `forbidden` for everybody but the program's staff
 */
export function switchReadingOff(
  db: Database,
  caller: Caller,
  marketplace: MarketplaceId,
  { upToVersion, reason }: SwitchOff,
): Promise<MarketplaceSettingDetail> {
  return asStaff(db, caller, async (scope, ledger) => {
    const before = await findSetting(scope, marketplace);
    if (before?.upToVersion === upToVersion && before.reason === reason) return before;
    await record(scope, ledger, caller, { marketplace, upToVersion, reason });
    const after = await findSetting(scope, marketplace);
    if (!after) throw new Error('the switch that was just written is not there');
    return after;
  });
}

/**
 * Lets a marketplace's pages be read again, with an audit entry. Nothing happens where they are read already.
 * @throws HttpProblem `forbidden` for everybody but the program's staff
 */
export function switchReadingOn(db: Database, caller: Caller, marketplace: MarketplaceId): Promise<void> {
  return asStaff(db, caller, async (scope, ledger) => {
    if (!(await findSetting(scope, marketplace))) return;
    await record(scope, ledger, caller, { marketplace, upToVersion: null, reason: null });
  });
}

async function asStaff<Result>(
  db: Database,
  caller: Caller,
  work: (scope: Scope, ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  if (!maySwitchReading(caller.roles)) {
    throw new HttpProblem('only-for-staff');
  }
  return db.inOrganisation(caller, async (scope) =>
    work(scope, await openLedger(scope, caller.organisationId)),
  );
}

async function record(
  scope: Scope,
  ledger: Ledger,
  caller: Caller,
  change: { marketplace: MarketplaceId; upToVersion: number | null; reason: string | null },
): Promise<void> {
  const at = new Date();
  const { sequence } = await scope
    .insertInto('program.reading_switches')
    .values({
      marketplace: change.marketplace,
      up_to_version: change.upToVersion,
      reason: change.reason,
      at,
      switched_by: caller.userId,
    })
    .returning('sequence')
    .executeTakeFirstOrThrow();
  await appendAudit(scope, ledger, {
    action:
      change.upToVersion === null ? 'marketplace.reading-switched-on' : 'marketplace.reading-switched-off',
    at,
    actorUserId: caller.userId,
    entity: change.marketplace,
    detail: { sequence, upToVersion: change.upToVersion },
  });
}
