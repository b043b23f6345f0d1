import { isExpired, type Right } from '@marketsafe/contract';
import type { SweepRow, SweepStop } from '../database/sweep-rows.ts';

export type RightTrouble = Extract<
  SweepStop,
  { code: 'right-expired' | 'right-rejected' | 'right-gone' }
>['code'];

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
  if (!right) return 'right-gone';
  if (right.status === 'rejected') return 'right-rejected';
  return isExpired(right, today) ? 'right-expired' : undefined;
}
