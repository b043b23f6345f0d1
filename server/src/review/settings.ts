import { DEFAULT_REVIEW_SETTINGS, type ReviewSettings, reviewSettings } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** How the program reviews now. */
export async function readReviewSettings(scope: Scope): Promise<ReviewSettings> {
  const row = await scope
    .selectFrom('program.review_settings')
    .select('settings')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const read = reviewSettings.safeParse(row?.settings);
  return read.success ? read.data : DEFAULT_REVIEW_SETTINGS;
}

/** Sets how the program reviews from now on. */
export async function setReviewSettings(
  db: Database,
  caller: Caller,
  settings: ReviewSettings,
): Promise<ReviewSettings> {
  const at = new Date();
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    await scope
      .insertInto('program.review_settings')
      .values({ settings: JSON.stringify(settings), at, set_by: caller.userId })
      .execute();
    await appendAudit(scope, ledger, {
      action: 'review.settings-changed',
      at,
      actorUserId: caller.userId,
      entity: caller.organisationId,
      detail: { fourEyes: settings.fourEyes.join(' '), ...settings.targetHours },
    });
    return readReviewSettings(scope);
  });
}
