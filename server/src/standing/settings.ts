import { STANDING_DEFAULTS, type StandingSettings, standingSettings } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** The thresholds that hold now. */
export async function readStandingSettings(scope: Scope): Promise<StandingSettings> {
  const row = await scope
    .selectFrom('program.standing_settings')
    .select('settings')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const read = standingSettings.safeParse(row?.settings);
  return read.success ? read.data : { ...STANDING_DEFAULTS };
}

/** What thresholds there have been, the newest first. */
export async function settingsHistory(scope: Scope) {
  const rows = await scope
    .selectFrom('program.standing_settings')
    .select(['settings', 'at', 'set_by_name'])
    .orderBy('sequence', 'desc')
    .limit(100)
    .execute();
  return rows.flatMap(({ settings, at, set_by_name: by }) => {
    const read = standingSettings.safeParse(settings);
    return read.success ? [{ settings: read.data, at: at.toISOString(), by }] : [];
  });
}

/** Sets thresholds. Whoever left by others stays out. */
export async function setStandingSettings(
  db: Database,
  caller: Caller,
  settings: StandingSettings,
): Promise<StandingSettings> {
  const at = new Date();
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    await scope
      .insertInto('program.standing_settings')
      .values({ settings: JSON.stringify(settings), at, set_by: caller.userId, set_by_name: caller.userName })
      .execute();
    await appendAudit(scope, ledger, {
      action: 'standing.settings-changed',
      ...{ at, actorUserId: caller.userId, entity: caller.organisationId, detail: settings },
    });
    return settings;
  });
}
