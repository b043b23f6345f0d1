import { RETENTION_DAYS, type RetentionSettings, retentionSettings } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** For how many days closed claims are kept now. */
export async function readRetentionSettings(scope: Scope): Promise<RetentionSettings> {
  const row = await scope
    .selectFrom('program.retention_settings')
    .select('settings')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const read = retentionSettings.safeParse(row?.settings);
  return read.success ? read.data : { days: { ...RETENTION_DAYS } };
}

/** Sets for how many days. Proposals that were made before stay as they were seen. */
export async function setRetentionSettings(
  db: Database,
  caller: Caller,
  settings: RetentionSettings,
): Promise<RetentionSettings> {
  const at = new Date();
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    await scope
      .insertInto('program.retention_settings')
      .values({ settings: JSON.stringify(settings), at, set_by: caller.userId, set_by_name: caller.userName })
      .execute();
    await appendAudit(scope, ledger, {
      action: 'retention.settings-changed',
      at,
      actorUserId: caller.userId,
      entity: caller.organisationId,
      detail: settings.days,
    });
    return settings;
  });
}
