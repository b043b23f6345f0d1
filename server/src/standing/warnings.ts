import type { Notices, StandingWarning } from '@marketsafe/contract';
import type { RawBuilder } from 'kysely';
import type { Scope } from '../db/database.ts';

/** Keeps a warning as news for the organisation's people, in the transaction of its mails. */
export async function keepWarning(
  scope: Scope,
  organisationId: string,
  { share, ...warning }: StandingWarning,
  at: Date,
): Promise<void> {
  await scope
    .insertInto('app.standing_warnings')
    .values({ organisation_id: organisationId, ...warning, part: share.part, out_of: share.of, at })
    .execute();
}

/** Warnings of an organisation's standing after a time, the newest first. */
export async function warningsSince(
  scope: Scope,
  organisationId: string,
  since: RawBuilder<Date>,
): Promise<Notices['warnings']> {
  const rows = await scope
    .selectFrom('app.standing_warnings')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('at', '>', since)
    .orderBy('sequence', 'desc')
    .execute();
  return rows.map(({ sequence, at, measure, reason, level, part, out_of: of, distance }) => ({
    ...{ sequence, at: at.toISOString(), measure, reason, level, share: { part, of }, distance },
  }));
}
