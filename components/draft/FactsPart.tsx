import { m, missingFact } from '@marketsafe/words';
import type { Fact } from './types.ts';

/** What was read from the page, each fact with where it stood, and what was not found. */
export function FactsPart({ facts, unread }: { facts: readonly Fact[]; unread: boolean }) {
  const found = facts.filter((fact) => fact.value !== null).length;
  return (
    <details className="card facts">
      <summary id="draft-facts">
        {unread ? m.desk_facts_unread() : m.desk_facts_found({ found, all: facts.length })}
      </summary>
      <dl className="facts-list">
        {facts.map(({ name, value, source, raw }) => (
          <div key={name} className="fact">
            <dt className="soft">{name}</dt>
            <dd>
              {value === null ? (
                <span className="badge tone-quiet">{missingFact(unread)}</span>
              ) : (
                <span className="clamp-6" dir="auto">
                  {value}
                </span>
              )}
              {source !== null && (
                <span className="fact-source soft">
                  {m.desk_source()} <span className="number">{source}</span>
                </span>
              )}
              {raw !== null && (
                <span className="fact-source soft">
                  {m.desk_raw()} <bdi>{raw}</bdi>
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
