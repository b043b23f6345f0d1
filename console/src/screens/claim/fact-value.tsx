import type { FactName, ListingFacts, Variants } from '@marketsafe/contract';
import { Fold, ForeignText } from '@marketsafe/looks';
import {
  combinations,
  factLines,
  missingCombinations,
  optionLines,
  pictureCount,
  sellerLines,
} from '@marketsafe/words';
import { FoldedText } from '../../components/folded-text.tsx';
import { HttpsLink } from '../../components/https-link.tsx';
import { TranslationHelp } from '../../components/translation-help.tsx';

/** The parsed value of one fact in the form that suits it; nothing where the fact is missing. */
export function FactValue({ facts, name }: { facts: ListingFacts; name: FactName }) {
  switch (name) {
    case 'seller':
      return facts.seller && <SellerValue seller={facts.seller.value} />;
    case 'images':
      return facts.images && <ImageAddresses addresses={facts.images.value} />;
    case 'variants':
      return facts.variants && <VariantValues variants={facts.variants.value} />;
    case 'description':
      return (
        facts.description && (
          <>
            <FoldedText text={facts.description.value} />
            <TranslationHelp text={facts.description.value} />
          </>
        )
      );
    default:
      return factLines(facts, name).map((line) => <FoldedText key={line} text={line} />);
  }
}

function SellerValue({ seller }: { seller: NonNullable<ListingFacts['seller']>['value'] }) {
  return (
    <ul className="plain">
      {sellerLines(seller).map((line) => (
        <li key={line}>{line === seller.url ? <HttpsLink address={line} /> : <ForeignText text={line} />}</li>
      ))}
    </ul>
  );
}

function VariantValues({ variants }: { variants: Variants }) {
  const { skus } = variants;
  const options = optionLines(variants);
  return (
    <>
      {options.length > 0 && (
        <ul className="plain">
          {options.map((line) => (
            <li key={line}>
              <FoldedText text={line} />
            </li>
          ))}
        </ul>
      )}
      {skus.length > 0 && (
        <Fold summary={combinations(skus.length)}>
          <ol className="plain">
            {skus.map(({ id, values }) => (
              <li key={id}>
                <code>{id}</code> <ForeignText text={values.join(' / ')} />
              </li>
            ))}
          </ol>
          {missingCombinations(variants).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Fold>
      )}
    </>
  );
}

/** Addresses as text only: loading or linking them would tell the seller's side who looks. */
function ImageAddresses({ addresses }: { addresses: readonly string[] }) {
  return (
    <Fold summary={pictureCount(addresses.length)}>
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
