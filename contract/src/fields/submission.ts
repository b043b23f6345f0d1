import { z } from 'zod';
import { classified } from '../confidentiality.ts';
import { addedFile } from './added-file.ts';
import { askedFields, CLAIM_SCHEMA, offeredFields } from './asked.ts';
import { type Consent, consent, isEmptyRow, type Row } from './kinds.ts';
import { type ConsentName, FIELD_NAMES, type FieldName, fieldByName } from './list.ts';
import {
  type DraftFields,
  type FieldValues,
  fieldOf,
  isFilled,
  type NamesIn,
  type SentValue,
  withFields,
} from './values.ts';

type Shape<Names extends FieldName> = { [Name in Names]: z.ZodType<SentValue<Name>> };

function sentSchema(name: FieldName): z.ZodType {
  const field = fieldByName(name);
  const consentedTo = field.class === 'B' ? name : undefined;
  const own = <Schema extends z.ZodType>(schema: Schema) => classified(schema, field.class, consentedTo);
  if (field.editor !== 'files') return own(field.sent as z.ZodType);
  // What a person calls a file on their own disk can say something: it stays, whatever becomes of the file.
  const { name: called, sha256, bytes } = addedFile.shape;
  const file = z.strictObject({
    name: classified(called, 'C'),
    sha256: own(sha256),
    bytes: own(bytes),
    type: own(z.enum(field.types)),
  });
  return z.array(file).min(1).max(field.most);
}

function namesIn(group: 'explanation' | 'declarations' | 'particulars' | null): FieldName[] {
  return FIELD_NAMES.filter((name) => fieldByName(name).group === group);
}

/** The schemas of a group's fields, each with its class. */
function shapeOf<Group extends Parameters<typeof namesIn>[0]>(group: Group): Shape<NamesIn<Group>> {
  return Object.fromEntries(namesIn(group).map((name) => [name, sentSchema(name)])) as Shape<NamesIn<Group>>;
}

/** That a consent was given goes out with the field that it lets go out; when and by whom, stays. */
const consentShape = Object.fromEntries(
  FIELD_NAMES.filter((name) => fieldByName(name).class === 'B').map((name) => [
    name,
    z
      .strictObject({
        text: classified(consent.shape.text, 'B', name),
        at: classified(consent.shape.at, 'C'),
        by: classified(consent.shape.by, 'C'),
      })
      .optional(),
  ]),
) as unknown as { [Name in ConsentName]: z.ZodOptional<z.ZodType<Consent>> };

type Optional<Of> = { [Name in keyof Of]: Of[Name] extends z.ZodType ? z.ZodOptional<Of[Name]> : never };

function optional<Of extends Record<string, z.ZodType>>(shape: Of): Optional<Of> {
  return Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [name, schema.optional()]),
  ) as unknown as Optional<Of>;
}

const { consents: _, ...particularShape } = shapeOf('particulars');

/**
 * The part of a submission that people fill in. Particulars are there where they were filled in and the reason asks for them; a submission
 * of the first version has none.
 */
export const claimFields = z.strictObject({
  ...shapeOf(null),
  explanation: z.strictObject(shapeOf('explanation')),
  declarations: z.strictObject(shapeOf('declarations')),
  particulars: z
    .strictObject({ ...optional(particularShape), consents: z.strictObject(consentShape).optional() })
    .optional(),
});
export type SentFields = z.infer<typeof claimFields>;
export type Particulars = NonNullable<SentFields['particulars']>;

/**
 * What of a draft is handed in under its reason: what every claim has, and of the rest what the reason asks for or is offered and was filled in. A draft
 * keeps what was filled in for a reason that is no longer chosen.
 */
export function sentFields(draft: DraftFields): DraftFields {
  const { rightId, reason, explanation, declarations } = draft;
  const always = { rightId, reason, explanation, declarations };
  const names = [...askedFields(draft.reason, CLAIM_SCHEMA).map(({ name }) => name), ...offeredFields()];
  const filled = names.filter((name) => isFilled(draft, name));
  const kept = Object.fromEntries(filled.map((name) => [name, finished(name, draft)]));
  const consented = Object.entries(fieldOf(draft, 'consents')).filter(([name]) => Object.hasOwn(kept, name));
  return withFields(always, {
    ...(kept as Partial<FieldValues>),
    ...(consented.length > 0 && { consents: Object.fromEntries(consented) }),
  });
}

/** What is typed at the edges of one line, and rows in which nothing stands, are not handed in. */
function finished(name: FieldName, draft: DraftFields): unknown {
  const field = fieldByName(name);
  const value = fieldOf(draft, name);
  if (field.editor === 'text' && field.lines === 'one') return (value as string).trim();
  if (field.editor === 'table') return (value as Row[]).filter((row) => !isEmptyRow(row));
  return value;
}
