import type { ListingFacts } from '@marketsafe/contract';
import { FACT_ORDER, factName, formatList, m } from '@marketsafe/words';
import { FoldedText } from '../../components/folded-text.tsx';
import { FactValue } from './fact-value.tsx';

/** Facts with the text they were read from and where that stood; the missing ones named as missing. */
export function FactsTable({ facts, caption }: { facts: ListingFacts; caption: string }) {
  const missing = FACT_ORDER.filter((name) => facts[name] === undefined);
  return (
    <>
      <table className="facts-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{m.facts_column_fact()}</th>
            <th scope="col">{m.facts_column_value()}</th>
            <th scope="col">{m.facts_column_raw()}</th>
            <th scope="col">{m.facts_column_source()}</th>
          </tr>
        </thead>
        <tbody>
          {FACT_ORDER.map((name) => {
            const fact = facts[name];
            return (
              <tr key={name}>
                <th scope="row">{factName(name)}</th>
                {fact ? (
                  <>
                    <td data-label={m.facts_column_value()}>
                      <FactValue facts={facts} name={name} />
                    </td>
                    <td data-label={m.facts_column_raw()} className="raw">
                      <FoldedText text={fact.raw} />
                    </td>
                    <td data-label={m.facts_column_source()}>
                      <code>{fact.source}</code>
                    </td>
                  </>
                ) : (
                  <td colSpan={3} className="missing">
                    {m.facts_missing_row()}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {missing.length > 0 && (
        <p className="soft">
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
