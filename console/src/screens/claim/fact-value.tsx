import type { FactName, ListingFacts } from '@marketsafe/contract';
import { FoldedText } from '../../components/folded-text.tsx';
import { HttpsLink } from '../../components/https-link.tsx';
import { ListingText } from '../../components/listing-text.tsx';
import { formatPrice } from '../../format/price.ts';

/** The parsed value of one fact in the form that suits it; nothing where the fact is missing. */
export function FactValue({ facts, name }: { facts: ListingFacts; name: FactName }) {
  switch (name) {
    case 'price':
      return facts.price && formatPrice(facts.price.value);
    case 'seller':
      return facts.seller && <SellerValue seller={facts.seller.value} />;
    case 'images':
      return facts.images && <ImageAddresses addresses={facts.images.value} />;
    case 'soldCount':
      return facts.soldCount && new Intl.NumberFormat('en').format(facts.soldCount.value);
    case 'category':
      return facts.category && <ListingText text={facts.category.value.join(' › ')} />;
    default: {
      const fact = facts[name];
      return fact && <FoldedText text={fact.value} />;
    }
  }
}

function SellerValue({ seller }: { seller: NonNullable<ListingFacts['seller']>['value'] }) {
  return (
    <ul className="plain">
      {seller.name && (
        <li>
          <ListingText text={seller.name} />
        </li>
      )}
      {seller.id && <li>id {seller.id}</li>}
      {seller.url && (
        <li>
          <HttpsLink address={seller.url} />
        </li>
      )}
    </ul>
  );
}

/** Addresses as text only: loading or linking them would tell the seller's side who looks. */
function ImageAddresses({ addresses }: { addresses: readonly string[] }) {
  return (
    <details>
      <summary>
        {addresses.length} {addresses.length === 1 ? 'picture' : 'pictures'}
      </summary>
      <ol className="plain">
        {addresses.map((address) => (
          <li key={address} className="address">
            {address}
          </li>
        ))}
      </ol>
    </details>
  );
}
