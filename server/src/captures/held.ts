import type { Scope } from '../db/database.ts';
import { lookUp } from '../db/together.ts';

/** Asks for the captures among these that the organisation holds, with their manifests. */
export function heldCapturesQuery(scope: Scope, organisationId: string, captureIds: readonly string[]) {
  const ids = captureIds.map((capture_id) => ({ capture_id }));
  return lookUp(scope, { capture_id: 'uuid' }, ids, (wanted) =>
    scope
      .selectFrom('app.captures')
      .select(['capture_id', 'manifest_sha256'])
      .where('organisation_id', '=', organisationId)
      .where('capture_id', '=', wanted('capture_id')),
  );
}

/** A place in a device's chain of captures. */
export interface ChainPlace {
  deviceId: string;
  sequence: number;
}

const PLACE_COLUMNS = { deviceId: 'uuid', sequence: 'bigint' } as const;

/** Name of a place in a chain. */
export function nameOfPlace({ deviceId, sequence }: ChainPlace): string {
  return `${deviceId}/${sequence}`;
}

/** Asks for the captures that the organisation holds in these places, newest first. */
export function capturesInPlacesQuery(scope: Scope, organisationId: string, places: readonly ChainPlace[]) {
  return lookUp(scope, PLACE_COLUMNS, places, (wanted) =>
    scope
      .selectFrom('app.captures')
      .select(['capture_id', 'device_id', 'sequence'])
      .where('organisation_id', '=', organisationId)
      .where('device_id', '=', wanted('deviceId'))
      .where('sequence', '=', wanted('sequence'))
      .orderBy('received_at', 'desc'),
  );
}
