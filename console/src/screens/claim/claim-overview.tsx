import type { ClaimDetail } from '@marketsafe/contract';
import { Card, ForeignText, Pair, Pairs } from '@marketsafe/looks';
import { formatPrice, marketplaceName, missingFact, reasonName } from '@marketsafe/words';
import { HttpsLink } from '../../components/https-link.tsx';

/** What the claim says: which listing, why. */
export function ClaimOverview({ claim }: { claim: ClaimDetail }) {
  const { target } = claim;
  const seller = target.seller?.name ?? target.seller?.id;
  return (
    <Card title="Listing">
      <p className="claim-title">
        {target.title ? (
          <ForeignText text={target.title} />
        ) : (
          <em className="soft small">Title not found on the page</em>
        )}
      </p>
      <Pairs>
        <Pair name="Reason">{reasonName(claim.reason)}</Pair>
        <Pair name="Marketplace">
          {marketplaceName(target.marketplace)}, item {target.itemId}
        </Pair>
        <Pair name="Address">
          <HttpsLink address={target.canonicalUrl} />
        </Pair>
        <Pair name="Seller">
          {seller ? <ForeignText text={seller} /> : <em className="soft small">{missingFact()}</em>}
          {target.seller?.name && target.seller.id && (
            <span className="soft small"> (id {target.seller.id})</span>
          )}
        </Pair>
        <Pair name="Price">
          {target.price ? formatPrice(target.price) : <em className="soft small">{missingFact()}</em>}
        </Pair>
      </Pairs>
    </Card>
  );
}
