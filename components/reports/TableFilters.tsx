import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';

interface Choice<Value extends string> {
  value: Value;
  label: string;
}

interface Filters<Marketplace extends string, Reason extends string> {
  search: string;
  marketplace?: Marketplace;
  sweepId?: string;
  reason?: Reason;
  group?: GroupBy;
}

type GroupBy = 'seller' | 'brand' | 'sweep' | 'marketplace';

const GROUPS = {
  seller: m.reports_group_seller,
  brand: m.reports_group_brand,
  sweep: m.reports_group_sweep,
  marketplace: m.reports_group_marketplace,
} satisfies Record<GroupBy, unknown>;

interface TableFiltersProps<Marketplace extends string, Reason extends string> {
  view: Filters<Marketplace, Reason>;
  choices: {
    marketplaces: readonly Choice<Marketplace>[];
    sweeps: readonly Choice<string>[];
    reasons: readonly Choice<Reason>[];
  };
  /** What is undefined narrows no more. */
  onChange: (change: {
    search?: string;
    marketplace?: Marketplace | undefined;
    sweepId?: string | undefined;
    reason?: Reason | undefined;
    group?: GroupBy | undefined;
  }) => void;
  /** Saved views. */
  children?: ReactNode;
}

/** Search, filters and grouping of the table. */
export function TableFilters<Marketplace extends string, Reason extends string>(
  props: TableFiltersProps<Marketplace, Reason>,
) {
  const { view, choices } = props;
  return (
    <search className="report-filters">
      <label className="report-filter report-search">
        <span>{m.reports_search()}</span>
        <input
          type="search"
          className="input"
          value={view.search}
          placeholder={m.reports_search_help()}
          onChange={(event) => props.onChange({ search: event.target.value })}
        />
      </label>
      <Filter
        label={m.reports_column_marketplace()}
        all={m.reports_all_marketplaces()}
        choices={choices.marketplaces}
        chosen={view.marketplace}
        onChoose={(marketplace) => props.onChange({ marketplace })}
      />
      {choices.sweeps.length > 0 && (
        <Filter
          label={m.reports_group_sweep()}
          all={m.reports_all_sweeps()}
          choices={choices.sweeps}
          chosen={view.sweepId}
          onChoose={(sweepId) => props.onChange({ sweepId })}
        />
      )}
      <Filter
        label={m.reports_reason()}
        all={m.reports_all_reasons()}
        choices={choices.reasons}
        chosen={view.reason}
        onChoose={(reason) => props.onChange({ reason })}
      />
      <Filter
        label={m.reports_group_by()}
        all={m.reports_group_not()}
        choices={(Object.keys(GROUPS) as GroupBy[]).map((value) => ({ value, label: GROUPS[value]() }))}
        chosen={view.group}
        onChoose={(group) => props.onChange({ group })}
      />
      {props.children}
    </search>
  );
}

function Filter<Value extends string>(props: {
  label: string;
  all: string;
  choices: readonly Choice<Value>[];
  chosen: Value | undefined;
  onChoose: (value: Value | undefined) => void;
}) {
  return (
    <label className="report-filter">
      <span>{props.label}</span>
      <select
        className="input"
        value={props.chosen ?? ''}
        onChange={(event) =>
          props.onChoose(props.choices.find(({ value }) => value === event.target.value)?.value)
        }
      >
        <option value="">{props.all}</option>
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
