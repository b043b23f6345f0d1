import type { FactName, ListingFacts, Variants } from '@marketsafe/contract';
import { Fold, ForeignText } from '@marketsafe/looks';
import { FoldedText } from '../../components/folded-text.tsx';
import { HttpsLink } from '../../components/https-link.tsx';
import { formatPrice } from '../../format/price.ts';

const count = new Intl.NumberFormat('en');

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
      return facts.soldCount && count.format(facts.soldCount.value);
    case 'category':
      return facts.category && <ForeignText text={facts.category.value.join(' › ')} />;
    case 'variants':
      return facts.variants && <VariantValues variants={facts.variants.value} />;
    case 'minimumOrder': {
      const order = facts.minimumOrder?.value;
      return (
        order && <ForeignText text={[count.format(order.quantity), order.unit].filter(Boolean).join(' ')} />
      );
    }
    case 'rating': {
      const rating = facts.rating?.value;
      return (
        rating &&
        `${rating.score} of ${rating.best}${rating.count === undefined ? '' : `, ${count.format(rating.count)} ratings`}`
      );
    }
    case 'storeAge': {
      const age = facts.storeAge?.value;
      return (
        age &&
        [
          age.years === undefined ? '' : `${age.years} ${age.years === 1 ? 'year' : 'years'}`,
          age.since === undefined ? '' : `since ${age.since}`,
        ]
          .filter(Boolean)
          .join(', ')
      );
    }
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
          <ForeignText text={seller.name} />
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

function VariantValues({ variants: { options, skus } }: { variants: Variants }) {
  return (
    <>
      {options.length > 0 && (
        <ul className="plain">
          {options.map(({ name, values }) => (
            <li key={`${name} ${values[0]?.text}`}>
              <FoldedText
                text={`${name === undefined ? '' : `${name}: `}${values.map(({ text }) => text).join(', ')}`}
              />
            </li>
          ))}
        </ul>
      )}
      {skus.length > 0 && (
        <Fold
          summary={
            <>
              {count.format(skus.length)} {skus.length === 1 ? 'combination' : 'combinations'}
            </>
          }
        >
          <ol className="plain">
            {skus.map(({ id, values }) => (
              <li key={id}>
                <code>{id}</code> <ForeignText text={values.join(' / ')} />
              </li>
            ))}
          </ol>
        </Fold>
      )}
    </>
  );
}

/** Addresses as text only: loading or linking them would tell the seller's side who looks. */
function ImageAddresses({ addresses }: { addresses: readonly string[] }) {
  return (
    <Fold
      summary={
        <>
          {addresses.length} {addresses.length === 1 ? 'picture' : 'pictures'}
        </>
      }
    >
      <ol className="plain">
        {addresses.map((address) => (
          <li key={address} className="unbroken">
            {address}
          </li>
        ))}
      </ol>
    </Fold>
  );
}
