import { Badge, Fold, ForeignText, Pair, Pairs } from '@marketsafe/looks';
import { m, missingFact } from '@marketsafe/words';
import type { Fact } from './types.ts';

/** What was read from the page, each fact with where it stood, and what was not found. */
export function FactsPart({ facts, readingOff }: { facts: readonly Fact[]; readingOff: boolean }) {
  const found = facts.filter((fact) => fact.value !== null).length;
  return (
    <Fold
      card
      summaryId="draft-facts"
      summary={readingOff ? m.desk_facts_reading_off() : m.desk_facts_found({ found, all: facts.length })}
    >
      <Pairs close>
        {facts.map(({ id, name, value, source, raw }) => (
          <Pair key={id} name={name}>
            {value === null ? (
              <Badge tone="quiet">{missingFact(readingOff)}</Badge>
            ) : (
              <ForeignText text={value} className="clamp-6" />
            )}
            {source !== null && (
              <p className="tiny soft">
                {m.desk_source()} <span className="number">{source}</span>
              </p>
            )}
            {raw !== null && (
              <p className="tiny soft">
                {m.desk_raw()} <ForeignText text={raw} />
              </p>
            )}
          </Pair>
        ))}
      </Pairs>
    </Fold>
  );
}
