import { partByName, type ValueKind, type ValuePath } from '@marketsafe/contract/procedures';

/** The kind of the value at a path. */
export function kindAt({ part, field }: Pick<ValuePath, 'part' | 'field'>): ValueKind {
  const kind = partByName(part).fields[field];
  if (!kind) throw new Error(`no field ${part}/${field}`);
  return kind;
}
