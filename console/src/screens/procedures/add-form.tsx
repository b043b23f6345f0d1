import {
  ONE,
  PART_NAMES,
  type PartName,
  type Procedure,
  partByName,
  type ValuePath,
} from '@marketsafe/contract/procedures';
import { Button, Field, Fold } from '@marketsafe/looks';
import { m, procedureFieldName, procedurePartName } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { fieldsOf, itemTitle, shownParts } from './items.ts';
import { itemNameOf } from './value-form.ts';

/** A new item is none of those that there are. */
const NEW = '';

/** Chooses where a value is to stand that there is none of yet. */
export function AddForm({ procedure, onAdd }: { procedure: Procedure; onAdd: (path: ValuePath) => void }) {
  const [part, setPart] = useState<PartName>('channels');
  const [item, setItem] = useState(NEW);
  const [name, setName] = useState('');
  const [field, setField] = useState(fieldsOf('channels')[0] ?? '');
  const [lacks, setLacks] = useState(false);
  const { many } = partByName(part);
  const items = shownParts(procedure).find((each) => each.part === part)?.items ?? [];
  const path = { part, item: many ? item || itemNameOf(name) : ONE, field };
  function choosePart(chosen: string) {
    const next = PART_NAMES.find((each) => each === chosen) ?? part;
    setPart(next);
    setItem(NEW);
    setField(fieldsOf(next)[0] ?? '');
  }
  function submit(event: SubmitEvent) {
    event.preventDefault();
    setLacks(path.item === '');
    if (path.item !== '') onAdd(path);
  }
  return (
    <Fold card summary={m.procedure_add_title()}>
      <form className="stack narrow-form" onSubmit={submit} noValidate>
        <Field label={m.procedure_add_part()}>
          {(control) => (
            <select {...control} value={part} onChange={(event) => choosePart(event.target.value)}>
              {PART_NAMES.map((each) => (
                <option key={each} value={each}>
                  {procedurePartName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {many && (
          <Field label={m.procedure_add_item()}>
            {(control) => (
              <select {...control} value={item} onChange={(event) => setItem(event.target.value)}>
                <option value={NEW}>{m.procedure_add_new()}</option>
                {items.map((each) => (
                  <option key={each.item} value={each.item}>
                    {itemTitle({ part, ...each })}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {many && item === NEW && (
          <Field
            label={m.procedure_add_name()}
            help={<p className="soft">{m.procedure_add_name_help()}</p>}
            problem={lacks ? m.procedure_add_name_wrong() : null}
          >
            {(control) => (
              <input
                {...control}
                value={name}
                maxLength={60}
                autoComplete="off"
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label={m.procedure_add_field()}>
          {(control) => (
            <select {...control} value={field} onChange={(event) => setField(event.target.value)}>
              {fieldsOf(part).map((each) => (
                <option key={each} value={each}>
                  {procedureFieldName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="actions">
          <Button type="submit" aria-haspopup="dialog">
            {m.procedure_add()}
          </Button>
        </div>
      </form>
    </Fold>
  );
}
