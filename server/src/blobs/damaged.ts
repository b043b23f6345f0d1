import type { DamagedFiles } from '@marketsafe/contract';
import type { Scope } from '../db/database.ts';

/** Most files that are listed: the newest findings. */
const MOST = 200;

/** The organisation's files that were found damaged or missing, and how many they are. */
export async function damagedFiles(scope: Scope, organisationId: string): Promise<DamagedFiles> {
  const rows = await scope
    .selectFrom('app.blobs')
    .select(['sha256', 'bytes', 'type', 'damage', 'damaged_at'])
    .select((from) => from.fn.countAll<string>().over().as('total'))
    .where('organisation_id', '=', organisationId)
    .where('damage', 'is not', null)
    .orderBy('damaged_at', 'desc')
    .orderBy('sha256')
    .limit(MOST)
    .execute();
  return {
    files: rows.flatMap(({ sha256, bytes, type, damage, damaged_at: since }) =>
      damage && since ? [{ sha256, bytes, type, damage, since: since.toISOString() }] : [],
    ),
    total: Number(rows[0]?.total ?? 0),
  };
}
