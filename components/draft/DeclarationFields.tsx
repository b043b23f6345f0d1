import { Check, FieldGroup, Fold } from '@marketsafe/looks';
import { fieldLabel, m } from '@marketsafe/words';
import { useState } from 'react';
import { DeskKey } from './DeskKey.tsx';
import type { DeclarationName, Declarations } from './types.ts';

const NAMES: readonly DeclarationName[] = ['goodFaith', 'accurate', 'authorised'];

interface DeclarationFieldsProps {
  declarations: Declarations;
  /** For which sweep they were made; null where they were made on this draft. */
  declaredIn: string | null;
  problemOf: (fieldId: string) => string | undefined;
  onDeclare: (name: DeclarationName, ticked: boolean) => void;
}

/** The three declarations that every claim needs. */
export function DeclarationFields({
  declarations,
  declaredIn,
  problemOf,
  onDeclare,
}: DeclarationFieldsProps) {
  // Made for a sweep, they need no look. As it begins it stays: what has the focus must not be drawn anew.
  const [isFolded] = useState(() => declaredIn !== null && NAMES.every((name) => declarations[name]));
  const fields = (
    <FieldGroup
      legend={
        <>
          {m.desk_declarations()} <DeskKey number={6} />
        </>
      }
      problem={NAMES.map((name) => problemOf(`draft-declaration-${name}`)).find((problem) => problem)}
    >
      {NAMES.map((name) => (
        <Check
          key={name}
          id={`draft-declaration-${name}`}
          aria-keyshortcuts={NAMES.find((each) => !declarations[each]) === name ? 'Alt+6' : undefined}
          checked={declarations[name]}
          onCheck={(checked) => onDeclare(name, checked)}
        >
          {fieldLabel(name)}
        </Check>
      ))}
      {declaredIn !== null && <p className="soft small">{m.desk_declared_in_help()}</p>}
    </FieldGroup>
  );
  return isFolded ? (
    <Fold summary={<span className="small">{declaredIn ?? m.desk_declarations()}</span>}>{fields}</Fold>
  ) : (
    fields
  );
}
