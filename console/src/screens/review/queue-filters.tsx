import {
  ASSIGNED,
  MARKETPLACE_IDS,
  QUEUE_STATES,
  type ReviewCounts,
  type ReviewFilter,
} from '@marketsafe/contract';
import { Choice, Field } from '@marketsafe/looks';
import { m, marketplaceName, stateName } from '@marketsafe/words';

interface Props {
  filter: ReviewFilter;
  counts: ReviewCounts | undefined;
  onFilter: (filter: ReviewFilter) => void;
}

/** Which claims of the queue are shown, each choice with how many there are. */
export function QueueFilters({ filter, counts, onFilter }: Props) {
  const narrow = (name: 'marketplace' | 'organisation' | 'right', value: string) => {
    const { [name]: _, ...rest } = filter;
    onFilter({ ...rest, ...(value !== '' && { [name]: value }) } as ReviewFilter);
  };
  const assignedName = {
    all: () => m.triage_assigned_all(),
    mine: () => m.triage_assigned_mine({ count: counts?.mine ?? 0 }),
    nobody: () => m.triage_assigned_nobody({ count: counts?.nobody ?? 0 }),
  };
  return (
    <div className="queue-filters">
      <Choice
        name={m.triage_state()}
        options={QUEUE_STATES.map((state) => [
          state,
          m.triage_state_count({ state: stateName(state), count: counts?.states[state] ?? 0 }),
        ])}
        chosen={filter.state}
        onChoose={(state) => onFilter({ ...filter, state })}
      />
      <Choice
        name={m.triage_assigned()}
        options={ASSIGNED.map((assigned) => [assigned, assignedName[assigned]()])}
        chosen={filter.assigned}
        onChoose={(assigned) => onFilter({ ...filter, assigned })}
      />
      <Narrow
        label={m.triage_marketplace()}
        value={filter.marketplace ?? ''}
        options={choices(
          counts?.marketplaces.map(({ marketplace, count }) => [
            marketplace,
            marketplaceName(marketplace),
            count,
          ]),
          filter.marketplace,
          (id) => {
            const known = MARKETPLACE_IDS.find((each) => each === id);
            return known ? marketplaceName(known) : id;
          },
        )}
        onChange={(value) => narrow('marketplace', value)}
      />
      <Narrow
        label={m.triage_organisation()}
        value={filter.organisation ?? ''}
        options={choices(
          counts?.organisations.map(({ organisationId, name, count }) => [organisationId, name, count]),
          filter.organisation,
        )}
        onChange={(value) => narrow('organisation', value)}
      />
      <Narrow
        label={m.triage_right()}
        value={filter.right ?? ''}
        options={choices(
          counts?.rights.map(({ rightId, name, count }) => [rightId, name, count]),
          filter.right,
        )}
        onChange={(value) => narrow('right', value)}
      />
    </div>
  );
}

type Option = readonly [value: string, name: string];

/** What there is to choose; what is chosen stands there even when nothing of it is left. */
function choices(
  found: readonly (readonly [value: string, name: string, count: number])[] | undefined,
  chosen: string | undefined,
  nameOf: (value: string) => string = (value) => value,
): Option[] {
  const options = (found ?? []).map(
    ([value, name, count]): Option => [value, m.triage_choice_count({ name, count })],
  );
  const isThere = chosen === undefined || options.some(([value]) => value === chosen);
  return isThere
    ? options
    : [...options, [chosen, m.triage_choice_count({ name: nameOf(chosen), count: 0 })]];
}

function Narrow(props: {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}) {
  return (
    <Field label={props.label}>
      {(control) => (
        <select {...control} value={props.value} onChange={(event) => props.onChange(event.target.value)}>
          <option value="">{m.triage_any()}</option>
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
