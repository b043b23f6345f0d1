import type { AskedView } from '@marketsafe/contract';
import { fieldLabel, m } from '@marketsafe/words';

/** Name of a field, which says when it may stay empty. */
export function askedLabel({ name, need }: AskedView): string {
  const label = fieldLabel(name);
  return need !== 'advised' ? label : m.field_advised({ label });
}
