import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { REASON_CODES, type ReasonCode } from '../reasons.ts';
import { type AddedFile, type AddedFileType, addedFile } from './added-file.ts';

/** Longest name of an account that is kept, in UTF-16 code units. */
export const ACCOUNT_NAME_LIMIT = 200;

/**
 * What every kind of field knows: how it is edited, what may stand in a draft (also what is not finished), what may be handed in, and
 * what stands there at first.
 */
interface Kind<Editor extends string, Draft, Sent> {
  editor: Editor;
  draft: z.ZodType<Draft>;
  sent: z.ZodType<Sent>;
  empty: Draft;
}

type RightKind = Kind<'right', string | undefined, string>;
type ReasonKind = Kind<'reason', ReasonCode | undefined, ReasonCode>;
type DeclarationKind = Kind<'declaration', boolean, true>;

/** Text of up to `limit` UTF-16 code units. */
interface TextKind extends Kind<'text', string, string> {
  limit: number;
  lines: 'one' | 'many';
}

/** Files that a person adds: at least `least` where the field is asked for, `most` at most. */
export interface FilesKind extends Kind<'files', AddedFile[], AddedFile[]> {
  least: number;
  most: number;
  types: readonly AddedFileType[];
}

/** A column of a table. `needed`: always, never, or only where another column of the row holds a value. */
export type Column =
  | { is: 'text'; limit: number; needed: boolean | { where: string; holds: string } }
  | { is: 'choice'; options: readonly string[] };
export type Columns = Readonly<Record<string, Column>>;

/** A row as it is typed: a choice that was not made is empty. */
export type Row<Of extends Columns = Columns> = {
  -readonly [Name in keyof Of]: Of[Name] extends { options: readonly (infer Option extends string)[] }
    ? Option | ''
    : string;
};

export interface TableKind<Of extends Columns = Columns> extends Kind<'table', Row<Of>[], Row<Of>[]> {
  columns: Of;
  most: number;
}

/** An account as it was when something was done under it. */
export const account = z.strictObject({ userId: uuid, name: z.string().max(ACCOUNT_NAME_LIMIT) });
export type Account = z.infer<typeof account>;

/**
 * A person's word that one field may go to the marketplace: which text was agreed to, when, and under which account: null where nobody was
 * signed in, absent in what came before it was recorded.
 */
export const consent = z.strictObject({
  text: z.int().positive(),
  at: utcTime,
  by: account.nullable().optional(),
});
export type Consent = z.infer<typeof consent>;

/** By the name of the field. */
export type Consents = { [field: string]: Consent | undefined };
type ConsentsKind = Kind<'consents', Consents, Consents>;

export type FieldKind =
  | RightKind
  | ReasonKind
  | DeclarationKind
  | TextKind
  | FilesKind
  | TableKind
  | ConsentsKind;

/** How a field is edited; whoever shows fields has to know each. */
export type FieldEditor = FieldKind['editor'];

/** The right that a claim rests on, by its id. */
export function chosenRight(): RightKind {
  return { editor: 'right', draft: z.string().optional(), sent: uuid, empty: undefined };
}

export function chosenReason(): ReasonKind {
  const code = z.enum(REASON_CODES);
  return { editor: 'reason', draft: code.optional(), sent: code, empty: undefined };
}

/** Something that has to be declared anew each time a claim is finished. */
export function declaration(): DeclarationKind {
  return { editor: 'declaration', draft: z.boolean(), sent: z.literal(true), empty: false };
}

/**
 * Text in any language. A draft keeps what is too long, so that nothing typed is lost.
 * @param pattern what one line must look like once it is trimmed
 */
export function text(
  limit: number,
  { lines = 'many', pattern }: { lines?: 'one' | 'many'; pattern?: RegExp } = {},
): TextKind {
  const within = z.string().max(limit);
  const sent = pattern ? within.regex(pattern) : within;
  return { editor: 'text', limit, lines, draft: z.string(), sent, empty: '' };
}

/** Files of some types, up to 20 MB each. */
export function files(
  most: number,
  { types, least = 1 }: { types: readonly AddedFileType[]; least?: number },
): FilesKind {
  const one = addedFile.extend({ type: z.enum(types) });
  const sent = z.array(one).min(1).max(most);
  return { editor: 'files', least, most, types, draft: z.array(addedFile), sent, empty: [] };
}

function columnSchemas(columns: Columns, of: (column: Column) => z.ZodType<string>) {
  return z.strictObject(
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, of(column)])),
  );
}

/** A table of up to `most` rows, whose order means something. */
export function table<const Of extends Columns>(most: number, columns: Of): TableKind<Of> {
  const typed = columnSchemas(columns, (column) =>
    column.is === 'text' ? z.string() : z.enum(['', ...column.options]),
  );
  const handedIn = columnSchemas(columns, (column) =>
    column.is === 'text' ? z.string().max(column.limit) : z.enum(column.options),
  );
  // The shapes are made from the columns, so they are rows of them; only the compiler cannot follow.
  const draft = z.array(typed) as unknown as z.ZodType<Row<Of>[]>;
  const sent = z.array(handedIn).min(1).max(most) as unknown as z.ZodType<Row<Of>[]>;
  return { editor: 'table', columns, most, draft, sent, empty: [] };
}

/** Which fields of class B may go out; the fields themselves say which those are. */
export function consents(): ConsentsKind {
  const record = z.record(z.string(), consent.optional());
  return { editor: 'consents', draft: record, sent: record, empty: {} };
}

/** Whether a person has filled nothing in yet. */
export function isEmptyValue(kind: Pick<FieldKind, 'editor'>, value: unknown): boolean {
  if (value === undefined || value === false) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (kind.editor === 'table') return (value as Row[]).every(isEmptyRow);
  return typeof value === 'object' && Object.keys(value ?? {}).length === 0;
}

/** A row in which nothing stands. */
export function isEmptyRow(row: Row): boolean {
  return Object.values(row).every((cell) => cell.trim() === '');
}

/** A row as it is before anything is typed. */
export function emptyRow<Of extends Columns>({ columns }: TableKind<Of>): Row<Of> {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, ''])) as Row<Of>;
}
