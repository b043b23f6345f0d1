import { Badge, Field, Notice, type Tone } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { DeskKey } from './DeskKey.tsx';
import type { Rights } from './types.ts';

const LACKS = {
  'signed-out': m.desk_rights_signed_out,
  missing: m.desk_rights_missing,
  empty: m.desk_rights_empty,
} satisfies Record<NonNullable<Rights['lack']>, unknown>;

const TONES: Readonly<Record<NonNullable<Rights['chosen']>['standing'], Tone>> = {
  verified: 'good',
  unverified: 'warn',
  rejected: 'bad',
  expired: 'bad',
  mandate: 'bad',
};

interface RightFieldProps {
  rights: Rights;
  problem: string | undefined;
  onRight: (rightId: string) => void;
}

/** Choice of the right, grouped by brand. A native list: it has every keyboard's habits and any length. */
export function RightField({ rights, problem, onRight }: RightFieldProps) {
  const { chosen } = rights;
  return (
    <Field
      id="draft-right"
      label={
        <>
          {m.desk_right()} <DeskKey number={1} />
        </>
      }
      problem={problem}
      help={
        <>
          {chosen && (
            <p className="soft right-standing">
              <Badge tone={TONES[chosen.standing]}>{chosen.standingName}</Badge>
              {chosen.alarm && <Badge tone="warn">{chosen.alarm}</Badge>}
              <span className="clamp-1">
                {m.desk_owner()} <bdi>{chosen.owner}</bdi>
              </span>
            </p>
          )}
          {rights.lack !== null && <Notice tone="info">{LACKS[rights.lack]()}</Notice>}
          {rights.gone && rights.lack === null && <Notice tone="warn">{m.desk_right_gone()}</Notice>}
        </>
      }
    >
      {(control) => (
        <select
          {...control}
          aria-keyshortcuts="Alt+1"
          value={chosen ? rights.chosenId : ''}
          onChange={(event) => event.target.value !== '' && onRight(event.target.value)}
        >
          <option value="">{m.desk_choose_right()}</option>
          {rights.groups.map(({ brand, rights: options }) => (
            <optgroup key={brand} label={brand}>
              {options.map(({ rightId, label }) => (
                <option key={rightId} value={rightId}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
