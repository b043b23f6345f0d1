import { fieldLabel, m } from '@marketsafe/words';
import { FieldProblem } from './FieldProblem.tsx';
import type { DeclarationName, Declarations } from './types.ts';

const NAMES: readonly DeclarationName[] = ['goodFaith', 'accurate', 'authorised'];

interface DeclarationFieldsProps {
  declarations: Declarations;
  problemOf: (fieldId: string) => string | undefined;
  onDeclare: (name: DeclarationName, ticked: boolean) => void;
}

/** The three declarations that every claim needs. */
export function DeclarationFields({ declarations, problemOf, onDeclare }: DeclarationFieldsProps) {
  return (
    <fieldset>
      <legend className="field-name">{m.desk_declarations()}</legend>
      <FieldProblem
        sentence={NAMES.map((name) => problemOf(`draft-declaration-${name}`)).find((problem) => problem)}
      />
      {NAMES.map((name) => (
        <label key={name} className="check">
          <input
            type="checkbox"
            id={`draft-declaration-${name}`}
            checked={declarations[name]}
            onChange={(event) => onDeclare(name, event.target.checked)}
          />
          <span>{fieldLabel(name)}</span>
        </label>
      ))}
    </fieldset>
  );
}
