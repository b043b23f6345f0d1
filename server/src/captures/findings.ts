import type { CaptureFinding } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';

interface Link {
  capture_id: string;
  manifest_sha256: string;
  sequence: number;
  previous_sha256: string | null;
  challenge: Tables['app.captures']['challenge'];
  /** Manifest in the place before, if one is here. */
  before: string | null;
  twin: string | null;
  ahead: boolean | null;
  /** The device, if it counted as lost when the capture came. */
  revoked: string | null;
}

/** How far a device's clock may be ahead of ours before that stands out. */
const CLOCK_TOLERANCE = '1 minute';

/**
 * What stands out about captures, by their id, as things are now: a capture that was missing may have been handed in since. Captures
 * from before there were chains are not in it.
 */
export async function findingsOf(
  scope: Scope,
  organisationId: string,
  captureIds: readonly string[],
): Promise<Map<string, CaptureFinding[]>> {
  if (captureIds.length === 0) return new Map();
  const links = await scope
    .selectFrom('app.captures as capture')
    .select((from) => [
      'capture.capture_id',
      'capture.manifest_sha256',
      'capture.sequence',
      'capture.previous_sha256',
      'capture.challenge',
      // Where two captures have the place before, the one that is named counts.
      from
        .selectFrom('app.captures as earlier')
        .select('earlier.manifest_sha256')
        .whereRef('earlier.organisation_id', '=', 'capture.organisation_id')
        .whereRef('earlier.device_id', '=', 'capture.device_id')
        .whereRef('earlier.sequence', '=', (to) => to('capture.sequence', '-', 1))
        .orderBy(
          (to) => to('earlier.manifest_sha256', 'is not distinct from', to.ref('capture.previous_sha256')),
          'desc',
        )
        .limit(1)
        .as('before'),
      from
        .selectFrom('app.captures as other')
        .select('other.capture_id')
        .whereRef('other.organisation_id', '=', 'capture.organisation_id')
        .whereRef('other.device_id', '=', 'capture.device_id')
        .whereRef('other.sequence', '=', 'capture.sequence')
        .whereRef('other.capture_id', '<>', 'capture.capture_id')
        .limit(1)
        .as('twin'),
      from
        .selectFrom('app.claim_evidence as evidence')
        .select(
          sql<boolean>`evidence.captured_at > capture.received_at + ${CLOCK_TOLERANCE}::interval`.as('ahead'),
        )
        .whereRef('evidence.organisation_id', '=', 'capture.organisation_id')
        .whereRef('evidence.claim_id', '=', 'capture.claim_id')
        .whereRef('evidence.capture_id', '=', 'capture.capture_id')
        .limit(1)
        .as('ahead'),
      from
        .selectFrom('app.device_revocations as revocation')
        .select('revocation.device_id')
        .whereRef('revocation.organisation_id', '=', 'capture.organisation_id')
        .whereRef('revocation.device_id', '=', 'capture.device_id')
        .whereRef('revocation.revoked_at', '<=', 'capture.received_at')
        .as('revoked'),
    ])
    .where('capture.organisation_id', '=', organisationId)
    .where('capture.capture_id', 'in', captureIds)
    .execute();
  return new Map(links.map((link) => [link.capture_id, findings(link)]));
}

function findings(link: Link): CaptureFinding[] {
  const found: CaptureFinding[] = [];
  const first = link.sequence === 1;
  const named = link.previous_sha256 !== null;
  if (first === named || (link.before !== null && link.before !== link.previous_sha256)) {
    found.push('previous-differs');
  } else if (!first && link.before === null) found.push('previous-missing');
  if (link.twin !== null) found.push('sequence-reused');
  if (link.challenge !== 'trusted') found.push(`challenge-${link.challenge}`);
  if (link.ahead) found.push('time-ahead');
  if (link.revoked !== null) found.push('device-revoked');
  return found;
}
