import { EXPIRY_FILTERS, RIGHT_TYPES, VAULT_STATUSES, type VaultSummary } from '@marketsafe/contract';
import { Field } from '@marketsafe/looks';
import { m, placeName, rightTypeName } from '@marketsafe/words';
import { useEffect, useState } from 'react';
import type { RightFilter } from '../../api/rights-queries.ts';
import { STATUS_NAMES } from './right-badges.tsx';

const EXPIRY_NAMES = {
  expired: m.rights_expiry_expired,
  7: m.rights_expiry_7,
  30: m.rights_expiry_30,
  90: m.rights_expiry_90,
  never: m.rights_expiry_never,
} as const;

/** How long after the last key the list is asked for, in ms. */
const PAUSE = 250;

/** What the list of rights is narrowed to; what is chosen stands in the address. */
export function RightsFilters(props: {
  filter: RightFilter;
  places: VaultSummary['places'];
  onFilter: (filter: RightFilter) => void;
}) {
  const { filter, places, onFilter } = props;
  const [typed, setTyped] = useState(filter.q ?? '');
  useEffect(() => setTyped(filter.q ?? ''), [filter.q]);
  useEffect(() => {
    if (typed === (filter.q ?? '')) return;
    const timer = setTimeout(() => onFilter({ ...filter, q: typed || undefined }), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, filter, onFilter]);
  const choose = (name: keyof RightFilter) => (value: string) =>
    onFilter({ ...filter, [name]: value === '' ? undefined : value });
  return (
    <search className="rights-filters">
      <Field label={m.rights_search()} help={<span className="soft">{m.rights_search_help()}</span>}>
        {(control) => (
          <input
            {...control}
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Choose
        label={m.rights_filter_status()}
        any={m.rights_filter_all()}
        value={filter.status}
        options={VAULT_STATUSES.map((status) => [status, STATUS_NAMES[status]()])}
        onChoose={choose('status')}
      />
      <Choose
        label={m.rights_filter_type()}
        any={m.rights_filter_any()}
        value={filter.type}
        options={RIGHT_TYPES.map((type) => [type, rightTypeName(type)])}
        onChoose={choose('type')}
      />
      <Choose
        label={m.rights_filter_place()}
        any={m.rights_filter_any()}
        value={filter.place}
        options={places.map((place) => [place, placeName(place)])}
        onChoose={choose('place')}
      />
      <Choose
        label={m.rights_filter_expiry()}
        any={m.rights_filter_any()}
        value={filter.expires}
        options={EXPIRY_FILTERS.map((expires) => [expires, EXPIRY_NAMES[expires]()])}
        onChoose={choose('expires')}
      />
    </search>
  );
}

function Choose(props: {
  label: string;
  any: string;
  value: string | undefined;
  options: readonly (readonly [value: string, name: string])[];
  onChoose: (value: string) => void;
}) {
  return (
    <Field label={props.label}>
      {(control) => (
        <select
          {...control}
          value={props.value ?? ''}
          onChange={(event) => props.onChoose(event.target.value)}
        >
          <option value="">{props.any}</option>
          {props.options.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
