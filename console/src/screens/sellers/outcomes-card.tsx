import { CLAIM_STATES, type ClaimState, MAX_SELLER_CLAIMS, type SellerPage } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { StateBadge } from '../../components/state-badge.tsx';

type Outcome = 'open' | 'removed' | 'lost';

const REMOVED: readonly ClaimState[] = ['removed', 'countered', 'contested', 'upheld'];
const ENDED: readonly ClaimState[] = [
  'duplicate',
  'declined',
  'platform_rejected',
  'conceded',
  'overturned',
  'reinstated',
  'withdrawn',
];

function outcomeOf(state: ClaimState): Outcome {
  if (REMOVED.includes(state)) return 'removed';
  return ENDED.includes(state) ? 'lost' : 'open';
}

const NAMES = {
  removed: m.procedure_outcome_removed,
  open: m.sellers_outcome_open,
  lost: m.sellers_outcome_lost,
} satisfies Record<Outcome, unknown>;
const OUTCOMES = ['removed', 'open', 'lost'] as const;

/** What became of the claims on a seller: as a picture, and as numbers that lead to them. */
export function OutcomesCard({ page: { seller, states } }: { page: SellerPage }) {
  const counted = CLAIM_STATES.flatMap((state) => {
    const count = states[state];
    return count === undefined ? [] : [{ state, count }];
  });
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const sums: Record<Outcome, number> = { open: 0, removed: 0, lost: 0 };
  for (const { state, count } of counted) sums[outcomeOf(state)] += count;
  return (
    <Card title={m.sellers_outcomes()}>
      {total === 0 ? (
        <p className="soft">{m.sellers_outcomes_none()}</p>
      ) : (
        <>
          <div className="sellers-bar" role="img" aria-label={m.sellers_outcomes_picture(sums)}>
            {OUTCOMES.map(
              (outcome) =>
                sums[outcome] > 0 && (
                  <span
                    key={outcome}
                    className={`sellers-bar-part sellers-bar-${outcome}`}
                    style={{ flexGrow: sums[outcome] }}
                  />
                ),
            )}
          </div>
          <ul className="plain sellers-legend small">
            {OUTCOMES.map((outcome) => (
              <li key={outcome}>
                <span className={`sellers-swatch sellers-bar-${outcome}`} aria-hidden="true" />
                {NAMES[outcome]()} <strong>{sums[outcome]}</strong>
              </li>
            ))}
          </ul>
          <ul className="plain sellers-states">
            {counted.map(({ state, count }) => (
              <li key={state}>
                <Link to="/claims" search={{ seller: seller.sellerId, state }}>
                  <StateBadge state={state} /> {count}
                </Link>
              </li>
            ))}
          </ul>
          {total >= MAX_SELLER_CLAIMS && (
            <p className="soft small">{m.sellers_counted({ count: MAX_SELLER_CLAIMS })}</p>
          )}
        </>
      )}
    </Card>
  );
}
