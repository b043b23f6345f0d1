import type { ListingFacts } from '@marketsafe/contract';
import { Table } from '@marketsafe/looks';
import { FACT_ORDER, factName, formatList, m } from '@marketsafe/words';
import { FoldedText } from '../../components/folded-text.tsx';
import { FactValue } from './fact-value.tsx';

/** Facts with the text they were read from and where that stood; the missing ones named as missing. */
export function FactsTable({ facts, caption }: { facts: ListingFacts; caption: string }) {
  const missing = FACT_ORDER.filter((name) => facts[name] === undefined);
  return (
    <>
      <Table
        className="facts-table"
        caption={caption}
        rows={FACT_ORDER}
        keyOf={(name) => name}
        columns={[
          { key: 'fact', heading: m.facts_column_fact(), kind: 'header', cell: (name) => factName(name) },
          {
            key: 'value',
            heading: m.facts_column_value(),
            cell: (name) =>
              facts[name] ? (
                <FactValue facts={facts} name={name} />
              ) : (
                <em className="missing">{m.facts_missing_row()}</em>
              ),
          },
          {
            key: 'raw',
            heading: m.facts_column_raw(),
            className: 'small said',
            cell: (name) => facts[name] && <FoldedText text={facts[name].raw} />,
          },
          {
            key: 'source',
            heading: m.facts_column_source(),
            cell: (name) => facts[name] && <code className="small unbroken">{facts[name].source}</code>,
          },
        ]}
      />
      {missing.length > 0 && (
        <p className="soft small">
          {m.facts_missing_of({
            missing: missing.length,
            all: FACT_ORDER.length,
            names: formatList(missing.map((name) => factName(name))),
          })}
        </p>
      )}
    </>
  );
}
