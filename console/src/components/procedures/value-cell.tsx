import { isUnverified, type Placed, type ValuePath } from '@marketsafe/contract/procedures';
import { Badge, Button } from '@marketsafe/looks';
import {
  bilingualText,
  formatDay,
  gradeName,
  m,
  procedureFieldName,
  procedureValueLines,
} from '@marketsafe/words';
import './procedures.css';
import { HttpsLink } from '../https-link.tsx';
import { kindAt } from './kind-at.ts';
import { scopeName } from './scope-name.ts';

/** A value that somebody wants to change, as it stands. */
export interface ValueToChange extends ValuePath {
  leaf: Placed<unknown>;
}

interface ValueCellProps {
  value: ValueToChange;
  /** Absent for those who may only look. */
  onChange: ((value: ValueToChange) => void) | null;
}

/** One value: what it says, whether that is verified, and, unfolded or pointed at, where it is from. */
export function ValueCell({ value, onChange }: ValueCellProps) {
  const { leaf } = value;
  return (
    <div className="procedure-value" title={leaf.source?.title}>
      <ValueText value={value} /> <ValueSource value={value} onChange={onChange} />
      {leaf.note && <p className="soft small">{bilingualText(leaf.note)}</p>}
    </div>
  );
}

/** Whether a value is verified and, unfolded, where it is from and how it can be changed: for where the value itself is shown already. */
export function ValueSource({ value, onChange }: ValueCellProps) {
  const name = procedureFieldName(value.field);
  return (
    <>
      {isUnverified(value.leaf) && (
        <>
          <Badge tone="warn">{m.procedure_unverified()}</Badge>{' '}
        </>
      )}
      <details className="procedure-source small">
        <summary aria-label={m.procedure_source_of({ name })}>{m.procedure_source()}</summary>
        <Source leaf={value.leaf} />
        {onChange && (
          <Button
            size="small"
            aria-haspopup="dialog"
            aria-label={m.procedure_change_of({ name })}
            onClick={() => onChange(value)}
          >
            {m.procedure_change()}
          </Button>
        )}
      </details>
    </>
  );
}

/** What a value says, in the reader's language. */
export function ValueText({
  value: { leaf, part, field },
}: {
  value: Pick<ValueToChange, 'part' | 'field'> & { leaf: Pick<Placed<unknown>, 'value'> };
}) {
  if (leaf.value === null) return <span className="soft">{m.procedure_not_known()}</span>;
  const kind = kindAt({ part, field });
  const lines = procedureValueLines(field, kind, leaf.value);
  if (kind.editor === 'address' && lines[0]?.startsWith('https:')) return <HttpsLink address={lines[0]} />;
  if (lines.length === 1)
    return <span className={kind.editor === 'address' ? 'unbroken' : undefined}>{lines[0]}</span>;
  return (
    <ul className="bullets">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** Where a value is from, when that was looked at, and for whom it stands. */
function Source({ leaf }: { leaf: Placed<unknown> }) {
  const { source, grade, seenOn, verified, from } = leaf;
  return (
    <ul className="plain procedure-source-lines">
      {source && (
        <li>
          {source.address === null ? (
            source.title
          ) : (
            <SourceLink address={source.address}>{source.title}</SourceLink>
          )}
          {source.date !== null && <> {m.procedure_in_brackets({ text: source.date })}</>}
        </li>
      )}
      <li>
        {grade === null
          ? m.procedure_looked_for({ day: formatDay(seenOn) })
          : m.procedure_seen({ grade: gradeName(grade), day: formatDay(seenOn) })}
      </li>
      {verified && (
        <li>
          {m.procedure_verified({
            name: verified.by ?? m.procedure_verified_by_program(),
            day: formatDay(verified.on),
          })}
        </li>
      )}
      <li>{m.procedure_stands_under({ scope: scopeName(from) })}</li>
    </ul>
  );
}

/** Some of the pages have no https: their address stands as text. */
function SourceLink({ address, children }: { address: string; children: string }) {
  if (address.startsWith('https:')) return <HttpsLink address={address}>{children}</HttpsLink>;
  return (
    <>
      {children} <span className="unbroken">{address}</span>
    </>
  );
}
