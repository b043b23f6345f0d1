import {
  TARGET_HOURS,
  type TroubleSettings,
  type TroubleSettingsHistory,
  troubleSettings,
} from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** How many changes are listed. */
const MOST = 50;

/** Within how many hours threads are answered now. */
export async function readTroubleSettings(scope: Scope): Promise<TroubleSettings> {
  const row = await scope
    .selectFrom('program.trouble_settings')
    .select('settings')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return settingsOf(row?.settings);
}

/** What holds, and who set what, the latest first. */
export async function troubleSettingsHistory(scope: Scope): Promise<TroubleSettingsHistory> {
  const rows = await scope
    .selectFrom('program.trouble_settings')
    .select(['settings', 'at', 'set_by_name'])
    .orderBy('sequence', 'desc')
    .limit(MOST)
    .execute();
  return {
    settings: settingsOf(rows[0]?.settings),
    history: rows.map(({ settings, at, set_by_name: by }) => ({
      ...settingsOf(settings),
      at: at.toISOString(),
      by,
    })),
  };
}

/** Sets within how many hours what is written from now on is answered; what waits keeps its time. */
export async function setTroubleSettings(
  db: Database,
  caller: Caller,
  settings: TroubleSettings,
): Promise<TroubleSettingsHistory> {
  const at = new Date();
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    await scope
      .insertInto('program.trouble_settings')
      .values({ settings: JSON.stringify(settings), at, set_by: caller.userId, set_by_name: caller.userName })
      .execute();
    await appendAudit(scope, ledger, {
      action: 'trouble.settings-changed',
      at,
      actorUserId: caller.userId,
      entity: caller.organisationId,
      detail: settings.targetHours,
    });
    return troubleSettingsHistory(scope);
  });
}

function settingsOf(stored: unknown): TroubleSettings {
  const read = troubleSettings.safeParse(stored);
  return read.success ? read.data : { targetHours: TARGET_HOURS };
}
