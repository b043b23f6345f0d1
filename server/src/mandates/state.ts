import type { MandateState } from '@marketsafe/contract';
import type { Selectable } from 'kysely';
import type { Tables } from '../db/tables.ts';

export type MandateRow = Selectable<Tables['app.mandates']>;

/** How a mandate stands on a calendar day in UTC, `YYYY-MM-DD`. The database asks the same wherever it decides by one. */
export function mandateState(
  { status, revoked_at, valid_from, valid_to }: MandateRow,
  today: string,
): MandateState {
  if (status !== 'in_force') return status;
  if (revoked_at !== null) return 'revoked';
  if (today > valid_to) return 'expired';
  return today < valid_from ? 'coming' : 'in-force';
}
