import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** Asks for the captures among these that the organisation holds, with their manifests. */
export function heldCapturesQuery(scope: Scope, organisationId: string, captureIds: readonly string[]) {
  return scope
    .selectFrom('app.captures')
    .select(['capture_id', 'manifest_sha256'])
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`capture_id = any(${[...captureIds]}::uuid[])`);
}

/** A place in a device's chain of captures. */
export interface ChainPlace {
  deviceId: string;
  sequence: number;
}

/** Name of a place in a chain. */
export function nameOfPlace({ deviceId, sequence }: ChainPlace): string {
  return `${deviceId}/${sequence}`;
}

/** Asks for the captures that the organisation holds in these places, newest first. */
export function capturesInPlacesQuery(scope: Scope, organisationId: string, places: readonly ChainPlace[]) {
  const named = places.map(({ deviceId, sequence }) => sql`(${deviceId}::uuid, ${sequence}::bigint)`);
  return scope
    .selectFrom('app.captures')
    .select(['capture_id', 'device_id', 'sequence'])
    .where('organisation_id', '=', organisationId)
    .where(
      named.length > 0 ? sql<boolean>`(device_id, sequence) in (${sql.join(named)})` : sql<boolean>`false`,
    )
    .orderBy('received_at', 'desc');
}
