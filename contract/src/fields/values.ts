import type { z } from 'zod';
import type { AddedFile } from './added-file.ts';
import { type Consents, isEmptyValue } from './kinds.ts';
import { type ClaimFields, FIELD_NAMES, type FieldName, fieldByName } from './list.ts';

/** What stands in a field of a draft. */
export type DraftValue<Name extends FieldName> = z.infer<ClaimFields[Name]['draft']>;

/** What stands in a field of a claim that is handed in. */
export type SentValue<Name extends FieldName> = z.infer<ClaimFields[Name]['sent']>;

/** One value a field, so that two windows can edit different fields of one draft. */
export type FieldValues = { [Name in FieldName]: DraftValue<Name> };

type GroupName = Exclude<ClaimFields[FieldName]['group'], null>;

/** Fields of a group; those that stand by themselves for null. */
export type NamesIn<Group extends GroupName | null> = {
  [Name in FieldName]: ClaimFields[Name]['group'] extends Group ? Name : never;
}[FieldName];

/**
 * The part of a draft that people fill in, as it is kept. Particulars may be missing one by one: they came after the first drafts, and
 * more will come.
 */
export type DraftFields = { [Name in NamesIn<null>]?: DraftValue<Name> } & {
  [Group in Exclude<GroupName, 'particulars'>]: { [Name in NamesIn<Group>]: DraftValue<Name> };
} & { particulars?: { [Name in NamesIn<'particulars'>]?: DraftValue<Name> | undefined } | undefined };

/** What stands in a draft's field; the empty value where nothing does. */
export function fieldOf<Name extends FieldName>(draft: DraftFields, name: Name): DraftValue<Name> {
  const { group, empty } = fieldByName(name);
  const holder: object = (group === null ? draft : draft[group]) ?? {};
  const value: unknown = Object.hasOwn(holder, name) ? Reflect.get(holder, name) : undefined;
  return (value === undefined ? empty : value) as DraftValue<Name>;
}

/** All of a draft's fields. */
export function fieldsOf(draft: DraftFields): FieldValues {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, fieldOf(draft, name)])) as FieldValues;
}

/** A draft with some fields laid over it: those that are not among them keep its values. A field that is undefined counts as not among them. */
export function withFields<Draft extends DraftFields>(draft: Draft, fields: Partial<FieldValues>): Draft {
  const laid: Record<string, unknown> = { ...draft };
  for (const name of FIELD_NAMES) {
    const value = fields[name];
    if (value === undefined) continue;
    const { group } = fieldByName(name);
    if (group === null) laid[name] = value;
    else laid[group] = { ...(laid[group] as object | undefined), [name]: value };
  }
  return laid as Draft;
}

/** Of some fields, those that would really change a draft. */
export function changedFields(draft: DraftFields, fields: Partial<FieldValues>): Partial<FieldValues> {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return Object.fromEntries(
    FIELD_NAMES.filter((name) => fields[name] !== undefined && !same(fields[name], fieldOf(draft, name))).map(
      (name) => [name, fields[name]],
    ),
  );
}

/** Reads fields that were kept as JSON; what is no value of its field, or of no field that is known, is left out. */
export function readFields(kept: unknown): Partial<FieldValues> {
  return Object.fromEntries(
    FIELD_NAMES.flatMap((name) => {
      const value: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, name) : undefined;
      const read = (fieldByName(name).draft as z.ZodType).safeParse(value);
      return value !== undefined && read.success ? [[name, read.data]] : [];
    }),
  );
}

/** Nothing filled in. */
export function emptyFields(): DraftFields {
  const holders: Record<string, Record<string, unknown>> = {};
  for (const name of FIELD_NAMES) {
    const { group, empty } = fieldByName(name);
    if (group !== null && group !== 'particulars') holders[group] = { ...holders[group], [name]: empty };
  }
  return holders as unknown as DraftFields;
}

/** The same draft as it must be before it is finished anew: what is declared or consented to counts for one finishing. */
export function undeclared<Draft extends DraftFields>(draft: Draft): Draft {
  const anew = FIELD_NAMES.filter((name) => {
    const { editor } = fieldByName(name);
    return editor === 'declaration' || editor === 'consents';
  });
  return withFields(draft, Object.fromEntries(anew.map((name) => [name, fieldByName(name).empty])));
}

/** Whether a field has been filled in. */
export function isFilled(draft: DraftFields, name: FieldName): boolean {
  return !isEmptyValue(fieldByName(name), fieldOf(draft, name));
}

/** Every file that a person added, in the order of the fields, with the field it stands in. */
export function addedFilesOf(
  claim: Pick<DraftFields, 'particulars'>,
): { field: FieldName; file: AddedFile }[] {
  return FIELD_NAMES.flatMap((field) => {
    const { editor, group } = fieldByName(field);
    const files: unknown = Reflect.get(claim.particulars ?? {}, field);
    if (editor !== 'files' || group !== 'particulars' || !Array.isArray(files)) return [];
    return (files as AddedFile[]).map((file) => ({ field, file }));
  });
}

/** Fields of class B that may go to the marketplace. */
export function consentedFields(claim: {
  particulars?: { consents?: Consents | undefined } | undefined;
}): ReadonlySet<string> {
  return new Set(Object.keys(claim.particulars?.consents ?? {}));
}
