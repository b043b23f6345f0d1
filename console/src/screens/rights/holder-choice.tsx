import type { KeptHolder } from '@marketsafe/contract';
import { Field, Notice } from '@marketsafe/looks';
import { formatDay, m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { keptHoldersQuery, type RightFilter } from '../../api/rights-queries.ts';

/** Whose rights are shown and registered: the organisation's own, or those of a holder by its mandate. Nothing where there is no choice. */
export function HolderChoice(props: {
  holders: readonly KeptHolder[];
  holder: string | undefined;
  onFilter: (filter: RightFilter) => void;
}) {
  const { holders, holder, onFilter } = props;
  if (holders.length === 0) return null;
  return (
    <Field label={m.rights_whose()} help={<span className="soft">{m.rights_whose_help()}</span>}>
      {(control) => (
        <select
          {...control}
          value={holder ?? ''}
          onChange={(event) => onFilter(event.target.value === '' ? {} : { holder: event.target.value })}
        >
          <option value="">{m.rights_whose_own()}</option>
          {holders.map(({ organisationId, name, all }) => (
            <option key={organisationId} value={organisationId} disabled={!all}>
              {all ? name : m.rights_whose_named({ holder: name })}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** For which holder something is registered, by which mandate; nothing where it is the organisation's own. */
export function ForHolder({ holder }: { holder: string | undefined }) {
  const kept = useQuery({ ...keptHoldersQuery, enabled: holder !== undefined });
  if (holder === undefined || !kept.data) return null;
  const found = kept.data.holders.find(({ organisationId }) => organisationId === holder);
  return found ? (
    <Notice tone="info">{m.rights_for_whom({ holder: found.name, day: formatDay(found.validTo) })}</Notice>
  ) : (
    <Notice tone="warn">{m.rights_for_nobody()}</Notice>
  );
}
