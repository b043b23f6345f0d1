import type { ClaimFilters, SearchResult } from '@marketsafe/contract';
import { Button, Icon } from '@marketsafe/looks';
import { formatDay, m, marketplaceName, reasonName, stateName } from '@marketsafe/words';

interface Chip {
  key: string;
  name: string;
  value: string;
  /** The filters without it. */
  rest: ClaimFilters;
}

/** What the list is narrowed to, each with the way back. */
export function FilterChips(props: {
  filters: ClaimFilters;
  /** What the filters by id stand for; nothing while that is not known. */
  named: SearchResult['named'] | undefined;
  onFilters: (filters: ClaimFilters) => void;
}) {
  const chips = chipsOf(props.filters, props.named);
  if (chips.length === 0) return null;
  return (
    <div className="line">
      <ul className="claims-chips" aria-label={m.search_chips()}>
        {chips.map(({ key, name, value, rest }) => (
          <li key={key}>
            <button
              type="button"
              className="claims-chip"
              aria-label={m.search_chip_remove({ name, value })}
              onClick={() => props.onFilters(rest)}
            >
              {m.search_chip({ name, value })} <Icon name="cross" />
            </button>
          </li>
        ))}
      </ul>
      <Button kind="link" size="small" onClick={() => props.onFilters({})}>
        {m.search_chips_clear()}
      </Button>
    </div>
  );
}

function chipsOf(filters: ClaimFilters, named: SearchResult['named'] | undefined): Chip[] {
  const { q, state, marketplace, reason, right, seller, organisation, assigned, since, until, ...none } =
    filters;
  none satisfies Record<string, never>;
  const gone = (name: string | null | undefined) => name ?? (named ? m.search_filter_gone() : '…');
  return [
    ...each(filters, 'state', m.search_filter_state(), stateName),
    ...each(filters, 'marketplace', m.search_filter_marketplace(), marketplaceName),
    ...each(filters, 'reason', m.search_filter_reason(), reasonName),
    ...one(filters, 'organisation', m.search_filter_organisation(), () => gone(named?.organisation?.name)),
    ...one(filters, 'right', m.search_filter_right(), () => gone(named?.right?.mark)),
    ...one(filters, 'seller', m.search_filter_seller(), () => gone(named?.seller?.name ?? named?.seller?.id)),
    ...one(filters, 'assigned', m.search_filter_assigned(), assignedName),
    ...one(filters, 'since', m.search_filter_since(), (day) => formatDay(day)),
    ...one(filters, 'until', m.search_filter_until(), (day) => formatDay(day)),
  ];
}

function each<Name extends 'state' | 'marketplace' | 'reason'>(
  filters: ClaimFilters,
  name: Name,
  label: string,
  nameOf: (value: NonNullable<ClaimFilters[Name]>[number]) => string,
): Chip[] {
  const values: readonly NonNullable<ClaimFilters[Name]>[number][] = filters[name] ?? [];
  return values.map((value) => {
    const others = values.filter((other) => other !== value);
    return {
      key: `${name} ${value}`,
      name: label,
      value: nameOf(value),
      rest: { ...filters, [name]: others.length > 0 ? others : undefined },
    };
  });
}

function one<Name extends 'assigned' | 'organisation' | 'right' | 'seller' | 'since' | 'until'>(
  filters: ClaimFilters,
  name: Name,
  label: string,
  nameOf: (value: string) => string,
): Chip[] {
  const value = filters[name];
  if (value === undefined) return [];
  return [{ key: name, name: label, value: nameOf(value), rest: { ...filters, [name]: undefined } }];
}

function assignedName(who: string): string {
  if (who === 'me') return m.search_assigned_me();
  return who === 'nobody' ? m.search_assigned_nobody() : m.search_assigned_other();
}
