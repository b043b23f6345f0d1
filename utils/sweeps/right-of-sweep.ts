import { holdFor, isExpired, type Right } from '@marketsafe/contract';
import type { SweepRow, SweepStop } from '../database/sweep-rows.ts';

/** Why a sweep's right cannot be used any more, as the sweep keeps it, without its time. */
export type RightTrouble =
  | Omit<Extract<SweepStop, { code: 'right-expired' | 'right-rejected' | 'right-gone' }>, 'at'>
  | Omit<Extract<SweepStop, { code: 'mandate' }>, 'at'>;

/**
 * Why nothing may be filed on the right of a sweep any more; undefined where it may, or none was chosen. `rights` is undefined while the
 * program has never said which there are; `today` is `YYYY-MM-DD`.
 */
export function rightTrouble(
  { rightId }: Pick<SweepRow, 'rightId'>,
  rights: readonly Right[] | undefined,
  today: string,
): RightTrouble | undefined {
  if (rightId === undefined || rights === undefined) return undefined;
  const right = rights.find((each) => each.rightId === rightId);
  if (!right) return { code: 'right-gone' };
  if (right.status === 'rejected') return { code: 'right-rejected' };
  if (isExpired(right, today)) return { code: 'right-expired' };
  // Whether it covers a marketplace, each listing's own draft says.
  const found = right.mandates && holdFor(right.mandates, { today });
  return found && 'trouble' in found ? { code: 'mandate', trouble: found.trouble } : undefined;
}
