import type { ShownName, Unmet } from '@marketsafe/contract';

/** Ids of the form's elements that are not called after their field. Each is the id of a focusable element. */
const ELEMENTS: Readonly<Partial<Record<ShownName, string>>> = {
  corrections: 'draft-facts',
  rightId: 'draft-right',
  reason: 'draft-reason',
  en: 'draft-explanation-en',
  zh: 'draft-explanation-zh',
  goodFaith: 'draft-declaration-goodFaith',
  accurate: 'draft-declaration-accurate',
  authorised: 'draft-declaration-authorised',
};

/** Id of the element of a field. */
export function elementOf(field: ShownName): string {
  return ELEMENTS[field] ?? `draft-field-${field}`;
}

/** Id of the element that mends an unmet requirement: its field, or the part that shows what was captured. */
export function fieldOf({ code, params: { field } }: Unmet): string {
  if (field !== undefined) return elementOf(field);
  return code === 'title' ? 'draft-facts' : 'draft-evidence';
}
