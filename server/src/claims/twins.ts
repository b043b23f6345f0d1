import type { ClaimSubmission } from '@marketsafe/contract';
import type { InferResult } from 'kysely';
import type { Scope } from '../db/database.ts';
import { lookUp } from '../db/together.ts';
import { OPEN_STATES } from './policy.ts';

const AIM_COLUMNS = { marketplace: 'text', itemId: 'text', rightId: 'uuid' } as const;

type Aim = Pick<ClaimSubmission, 'target' | 'rightId'>;

/** Name of what claims on one item and right have in common: they may be the same. */
export function nameOfAim({ target: { marketplace, itemId }, rightId }: Aim): string {
  return `${marketplace}/${itemId}/${rightId}`;
}

/** Asks for the organisation's open claims on the same items and rights; `openTwin` looks in its rows. */
export function openTwinsQuery(scope: Scope, organisationId: string, claims: readonly Aim[]) {
  const aims = claims.map(({ target: { marketplace, itemId }, rightId }) => ({
    marketplace,
    itemId,
    rightId,
  }));
  return lookUp(scope, AIM_COLUMNS, aims, (wanted) =>
    scope
      .selectFrom('app.claims')
      .select(['number', 'target', 'right_id'])
      .where('organisation_id', '=', organisationId)
      .where('marketplace', '=', wanted('marketplace'))
      .where('item_id', '=', wanted('itemId'))
      .where('right_id', '=', wanted('rightId'))
      .where('state', 'in', OPEN_STATES)
      .orderBy('received_at'),
  );
}

/** Number of the open claim on the same listing and right, if there is one. */
export function openTwin(
  rows: InferResult<ReturnType<typeof openTwinsQuery>>,
  claim: Aim,
): string | undefined {
  // The same number is another listing on another country's site, and another seller's offer of the same product.
  return rows.find(
    ({ target, right_id }) =>
      nameOfAim({ target, rightId: right_id }) === nameOfAim(claim) &&
      target.canonicalUrl === claim.target.canonicalUrl,
  )?.number;
}
