import type { FactName, ListingFacts } from '@marketsafe/contract';
import { Table } from '@marketsafe/looks';
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
      <Table
        className="facts-table"
        caption={caption}
        rows={FACT_NAMES}
        keyOf={(name) => name}
        columns={[
          { key: 'fact', heading: 'Fact', kind: 'header', cell: (name) => FACT_LABELS[name] },
          {
            key: 'value',
            heading: 'Value',
            cell: (name) =>
              facts[name] ? (
                <FactValue facts={facts} name={name} />
              ) : (
                <em className="missing">Missing: not found on the page</em>
              ),
          },
          {
            key: 'raw',
            heading: 'Text on the page',
            className: 'small said',
            cell: (name) => facts[name] && <FoldedText text={facts[name].raw} />,
          },
          {
            key: 'source',
            heading: 'Where it stood',
            cell: (name) => facts[name] && <code className="small unbroken">{facts[name].source}</code>,
          },
        ]}
      />
      {missing.length > 0 && (
        <p className="soft small">
          {missing.length} of {FACT_NAMES.length} facts missing:{' '}
          {missing.map((name) => FACT_LABELS[name].toLowerCase()).join(', ')}. Check the picture for them.
        </p>
      )}
    </>
  );
}
