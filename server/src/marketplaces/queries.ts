import type { MarketplaceId, MarketplaceSettingDetail } from '@marketsafe/contract';
import type { Scope } from '../db/database.ts';

/**
 * The marketplaces whose pages are not read now, longest switched off first. Who switched them off is named where row-level
 * security shows the membership: to the same organisation.
 */
export async function listSettings(scope: Scope): Promise<MarketplaceSettingDetail[]> {
  const rows = await scope
    .with('newest', (db) =>
      db
        .selectFrom('program.reading_switches')
        .selectAll()
        .distinctOn('marketplace')
        .orderBy('marketplace')
        .orderBy('sequence', 'desc'),
    )
    .selectFrom('newest')
    .leftJoin('app.memberships as membership', 'membership.user_id', 'newest.switched_by')
    .select([
      'newest.marketplace',
      'newest.up_to_version',
      'newest.reason',
      'newest.at',
      'membership.name as by',
    ])
    .orderBy('newest.at')
    .orderBy('newest.sequence')
    .execute();
  return rows.flatMap(({ marketplace, up_to_version, reason, at, by }) =>
    up_to_version === null || reason === null
      ? []
      : [{ marketplace, upToVersion: up_to_version, reason, since: at.toISOString(), by }],
  );
}

/** How one marketplace is switched off now; undefined where it is read. */
export async function findSetting(
  scope: Scope,
  marketplace: MarketplaceId,
): Promise<MarketplaceSettingDetail | undefined> {
  return (await listSettings(scope)).find((setting) => setting.marketplace === marketplace);
}
