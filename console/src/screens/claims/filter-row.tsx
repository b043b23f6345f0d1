import { CLAIM_STATES, type ClaimFilters, MARKETPLACE_IDS, REASON_CODES } from '@marketsafe/contract';
import { Field, FieldGroup } from '@marketsafe/looks';
import { m, marketplaceName, reasonName, stateName } from '@marketsafe/words';

const ASSIGNED = ['me', 'nobody'] as const;

interface FilterRowProps {
  /** For the program's staff, who know who looks into what. */
  staff: boolean;
  filters: ClaimFilters;
  onFilters: (filters: ClaimFilters) => void;
}

/** What the list can be narrowed to. A value that is chosen becomes a chip. */
export function FilterRow({ staff, filters, onFilters }: FilterRowProps) {
  const { state = [], marketplace = [], reason = [] } = filters;
  return (
    <FieldGroup legend={<span className="visually-hidden">{m.search_filters()}</span>}>
      <div className="claims-filters">
        <Adder
          label={m.search_filter_state()}
          values={CLAIM_STATES}
          chosen={state}
          nameOf={stateName}
          onAdd={(value) => onFilters({ ...filters, state: [...state, value] })}
        />
        <Adder
          label={m.search_filter_marketplace()}
          values={MARKETPLACE_IDS}
          chosen={marketplace}
          nameOf={marketplaceName}
          onAdd={(value) => onFilters({ ...filters, marketplace: [...marketplace, value] })}
        />
        <Adder
          label={m.search_filter_reason()}
          values={REASON_CODES}
          chosen={reason}
          nameOf={reasonName}
          onAdd={(value) => onFilters({ ...filters, reason: [...reason, value] })}
        />
        {staff && (
          <Adder
            label={m.search_filter_assigned()}
            values={ASSIGNED}
            chosen={filters.assigned === 'me' || filters.assigned === 'nobody' ? [filters.assigned] : []}
            nameOf={(who) => (who === 'me' ? m.search_assigned_me() : m.search_assigned_nobody())}
            onAdd={(assigned) => onFilters({ ...filters, assigned })}
          />
        )}
        <DayField
          label={m.search_filter_since()}
          day={filters.since}
          onDay={(since) => onFilters({ ...filters, since })}
        />
        <DayField
          label={m.search_filter_until()}
          day={filters.until}
          onDay={(until) => onFilters({ ...filters, until })}
        />
      </div>
    </FieldGroup>
  );
}

function Adder<Value extends string>(props: {
  label: string;
  values: readonly Value[];
  chosen: readonly Value[];
  nameOf: (value: Value) => string;
  onAdd: (value: Value) => void;
}) {
  const left = props.values.filter((value) => !props.chosen.includes(value));
  return (
    <Field label={props.label}>
      {(control) => (
        <select
          {...control}
          value=""
          onChange={(event) => {
            const value = left.find((one) => one === event.target.value);
            if (value !== undefined) props.onAdd(value);
          }}
        >
          <option value="">{m.search_filter_any()}</option>
          {left.map((value) => (
            <option key={value} value={value}>
              {props.nameOf(value)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function DayField(props: {
  label: string;
  day: string | undefined;
  onDay: (day: string | undefined) => void;
}) {
  return (
    <Field label={props.label}>
      {(control) => (
        <input
          {...control}
          type="date"
          value={props.day ?? ''}
          onChange={(event) => props.onDay(event.target.value === '' ? undefined : event.target.value)}
        />
      )}
    </Field>
  );
}
