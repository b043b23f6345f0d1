import type { EarlierClaim, ReviewDetail } from '@marketsafe/contract';
import { Card, Fold, ForeignText } from '@marketsafe/looks';
import { formatList, m, marketplaceName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { LinksList } from '../../components/links-list.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** From this many on, the rest is folded. */
const FOLD_FROM = 4;

const SHARES = {
  listing: m.triage_shares_listing,
  seller: m.triage_shares_seller,
  picture: m.triage_shares_picture,
} satisfies Record<EarlierClaim['shares'][number], unknown>;

/** Other claims on the listing, its seller and its pictures, with whatever organisation. */
export function OtherClaimsCard({ detail: { claim, earlier, earlierCounts } }: { detail: ReviewDetail }) {
  const rest = earlier.slice(FOLD_FROM);
  return (
    <Card title={m.triage_other_claims()}>
      {claim.links.length > 0 && <LinksList links={claim.links} />}
      {earlier.length === 0 ? (
        <p className="soft small">{m.triage_other_none()}</p>
      ) : (
        <>
          <p className="small">{m.triage_other_counts(earlierCounts)}</p>
          <Claims claims={earlier.slice(0, FOLD_FROM)} />
          {rest.length > 0 && (
            <Fold summary={m.triage_other_counts(earlierCounts)}>
              <Claims claims={rest} />
            </Fold>
          )}
        </>
      )}
    </Card>
  );
}

function Claims({ claims }: { claims: readonly EarlierClaim[] }) {
  return (
    <ul className="plain stack-small">
      {claims.map((claim) => (
        <li key={claim.claimId} className="other-claim small">
          <span className="line">
            <Link to="/review/$claimId" params={{ claimId: claim.claimId }} search={true} className="number">
              {claim.number}
            </Link>
            <StateBadge state={claim.state} />
            <span className="soft">{formatList(claim.shares.map((each) => SHARES[each]()))}</span>
          </span>
          <ForeignText text={claim.title ?? claim.itemId} className="clamp-1" />
          <span className="soft">
            {marketplaceName(claim.marketplace)} · {claim.organisation} · {claim.mark} ·{' '}
            <TimeText utc={claim.receivedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
