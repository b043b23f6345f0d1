import {
  type FieldError,
  type RightFieldName,
  type RightFields,
  rightFaults,
  rightFields,
  type VaultRight,
} from '@marketsafe/contract';
import { faultWords, m } from '@marketsafe/words';
import { today } from '../../format/today.ts';

/** What stands in the form: texts, as they are typed. */
export type FormValues = Record<RightFieldName, string>;

export const EMPTY_FORM: FormValues = {
  ...{ type: 'trademark', brand: '', mark: '', markKind: 'word', place: '', number: '', owner: '' },
  ...{ niceClasses: '', filedOn: '', registeredOn: '', renewedOn: '', expiresOn: '', note: '' },
};

/** A right as the form shows it. */
export function formOf(right: Pick<VaultRight, RightFieldName>): FormValues {
  const { niceClasses, filedOn, registeredOn, renewedOn, expiresOn, ...texts } = right;
  return {
    ...EMPTY_FORM,
    ...{ type: texts.type, brand: texts.brand, mark: texts.mark, markKind: texts.markKind },
    ...{ place: texts.place, number: texts.number, owner: texts.owner, note: texts.note },
    niceClasses: niceClasses.join(', '),
    ...{ filedOn: filedOn ?? '', registeredOn: registeredOn ?? '', renewedOn: renewedOn ?? '' },
    expiresOn: expiresOn ?? '',
  };
}

/** What is wrong with which field, in words; empty when the fields can be handed in. */
export type FormFaults = Partial<Record<RightFieldName, string>>;

/** Reads the form: the fields where all of it can be, and what is wrong where not. */
export function readForm(form: FormValues): { fields: RightFields | null; faults: FormFaults } {
  const classes = form.niceClasses.split(/[\s,;]+/).filter((part) => part !== '');
  const orNull = (text: string) => (text === '' ? null : text);
  const parsed = rightFields.safeParse({
    ...form,
    brand: form.brand.trim() === '' ? form.mark : form.brand,
    place: form.place.trim().toUpperCase(),
    markKind: form.type === 'trademark' ? form.markKind : 'word',
    niceClasses: [...new Set(classes)].map(Number).sort((a, b) => a - b),
    ...{ filedOn: orNull(form.filedOn), registeredOn: orNull(form.registeredOn) },
    ...{ renewedOn: orNull(form.renewedOn), expiresOn: orNull(form.expiresOn) },
  });
  if (!parsed.success) {
    const faults: FormFaults = {};
    for (const { path } of parsed.error.issues) {
      const name = path[0] as RightFieldName;
      // Without one it is called as the mark.
      if (name === 'brand' && form.brand.trim() === '') continue;
      faults[name] ??= form[name].trim() === '' ? m.rights_form_needed() : m.rights_wrong_form();
    }
    return { fields: null, faults };
  }
  const faults = faultsOf(rightFaults(parsed.data, today()));
  return { fields: Object.keys(faults).length === 0 ? parsed.data : null, faults };
}

/** The server's word on fields. */
export function faultsOf(errors: readonly FieldError[]): FormFaults {
  const faults: FormFaults = {};
  for (const error of errors) {
    const name = error.path.split('/')[1] as RightFieldName;
    faults[name] ??= faultWords(error);
  }
  return faults;
}
