import type { CountedQuery, CountedThing } from '@marketsafe/contract';
import { formatNumber, m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';

/** What narrows the list of claims; null where no list is just these. */
type ClaimsFilter = Record<string, string> | null;
/** What narrows lines behind a figure; null where there is no list of them. */
export type LinesFilter = Omit<CountedQuery, 'what' | 'cursor'> | null;

/** A number that leads to the lines it counts; none, and what has no list, is a number alone. */
export function CountLink(props: { what: CountedThing; name: string; count: number; behind: LinesFilter }) {
  const { what, name, behind } = props;
  const count = formatNumber(props.count);
  if (behind === null || props.count === 0) return count;
  return (
    <Link
      to="/reports/lines"
      search={{ ...behind, what }}
      aria-label={m.figures_lines_of({ what: thingName(what), name, count })}
    >
      {count}
    </Link>
  );
}

/** How many claims came, leading to the list of claims where that can be narrowed to these. */
export function ReceivedLink(props: {
  name: string;
  count: number;
  claims: ClaimsFilter;
  behind: LinesFilter;
}) {
  const { name, claims, behind } = props;
  if (claims === null || props.count === 0) {
    return <CountLink what="received" count={props.count} {...{ name, behind }} />;
  }
  const count = formatNumber(props.count);
  return (
    <Link to="/claims" search={claims} aria-label={m.figures_claims_of({ name: `${name}, ${count}` })}>
      {count}
    </Link>
  );
}

/** Several counts with their names, each leading to its lines. */
export function Counts(props: {
  of: readonly (readonly [what: CountedThing, name: string, count: number])[];
  behind: LinesFilter;
}) {
  return (
    <ul className="plain figures-counts">
      {props.of.map(([what, name, count]) => (
        <li key={what}>
          {name} <CountLink {...{ what, count }} name={m.figures_doc_overall()} behind={props.behind} />
        </li>
      ))}
    </ul>
  );
}

/** What a figure counts, by name. */
export function thingName(what: CountedThing): string {
  const names: Record<CountedThing, () => string> = {
    received: m.figures_claims,
    duplicate: m.figures_column_duplicate,
    declined: m.figures_column_declined,
    withdrawn: m.figures_column_withdrawn,
    removed: m.figures_removed,
    refused: m.figures_refused,
    gone: m.figures_gone,
    lost: m.figures_column_lost,
    pending: m.figures_pending,
    counters: m.figures_column_counters,
  };
  return names[what]();
}
