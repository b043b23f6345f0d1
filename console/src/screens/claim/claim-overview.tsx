import { type ClaimDetail, MARKETPLACES } from '@marketsafe/contract';
import { reasonName } from '@marketsafe/words';
import { HttpsLink } from '../../components/https-link.tsx';
import { ListingText } from '../../components/listing-text.tsx';
import { formatPrice } from '../../format/price.ts';

/** What the claim says: which listing, why. */
export function ClaimOverview({ claim }: { claim: ClaimDetail }) {
  const { target } = claim;
  const seller = target.seller?.name ?? target.seller?.id;
  return (
    <section className="card" aria-labelledby="listing-heading">
      <h2 id="listing-heading">Listing</h2>
      <p className="claim-title">
        {target.title ? (
          <ListingText text={target.title} />
        ) : (
          <em className="soft">Title not found on the page</em>
        )}
      </p>
      <dl className="facts">
        <dt>Reason</dt>
        <dd>{reasonName(claim.reason)}</dd>
        <dt>Marketplace</dt>
        <dd>
          {MARKETPLACES[target.marketplace].name}, item {target.itemId}
        </dd>
        <dt>Address</dt>
        <dd>
          <HttpsLink address={target.canonicalUrl} />
        </dd>
        <dt>Seller</dt>
        <dd>
          {seller ? <ListingText text={seller} /> : <em className="soft">Not found on the page</em>}
          {target.seller?.name && target.seller.id && <span className="soft"> (id {target.seller.id})</span>}
        </dd>
        <dt>Price</dt>
        <dd>{target.price ? formatPrice(target.price) : <em className="soft">Not found on the page</em>}</dd>
      </dl>
    </section>
  );
}
