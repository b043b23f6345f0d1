import type { FactName, ListingFacts } from '@marketsafe/contract';
import { FoldedText } from '../../components/folded-text.tsx';
import { FactValue } from './fact-value.tsx';

/** Every fact a capture may hold, in the order one reads a listing. A fact the contract adds does not compile until named. */
const FACT_LABELS: Readonly<Record<FactName, string>> = {
  title: 'Title',
  price: 'Price',
  seller: 'Seller',
  images: 'Pictures',
  soldCount: 'Sold',
  location: 'Location',
  category: 'Category',
  brand: 'Brand',
  description: 'Description',
  variants: 'Variants',
  minimumOrder: 'Minimum order',
  rating: 'Rating',
  shipFrom: 'Ships from',
  storeAge: 'Store open',
  storeLevel: 'Store level',
};
const FACT_NAMES = Object.keys(FACT_LABELS) as FactName[];

/** Facts with the text they were read from and where that stood; the missing ones named as missing. */
export function FactsTable({ facts, caption }: { facts: ListingFacts; caption: string }) {
  const missing = FACT_NAMES.filter((name) => facts[name] === undefined);
  return (
    <>
      <table className="facts-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Fact</th>
            <th scope="col">Value</th>
            <th scope="col">Text on the page</th>
            <th scope="col">Where it stood</th>
          </tr>
        </thead>
        <tbody>
          {FACT_NAMES.map((name) => {
            const fact = facts[name];
            return (
              <tr key={name}>
                <th scope="row">{FACT_LABELS[name]}</th>
                {fact ? (
                  <>
                    <td data-label="Value">
                      <FactValue facts={facts} name={name} />
                    </td>
                    <td data-label="Text on the page" className="raw">
                      <FoldedText text={fact.raw} />
                    </td>
                    <td data-label="Where it stood">
                      <code>{fact.source}</code>
                    </td>
                  </>
                ) : (
                  <td colSpan={3} className="missing">
                    Missing: not found on the page
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {missing.length > 0 && (
        <p className="soft">
          {missing.length} of {FACT_NAMES.length} facts missing:{' '}
          {missing.map((name) => FACT_LABELS[name].toLowerCase()).join(', ')}. Check the picture for them.
        </p>
      )}
    </>
  );
}
