import { z } from 'zod';

/** A sentence in both languages. Neither is ever empty. */
export const bilingual = (limit: number) =>
  z.strictObject({ en: z.string().trim().min(1).max(limit), zh: z.string().trim().min(1).max(limit) });
export type Bilingual = z.infer<ReturnType<typeof bilingual>>;

/** How many of what: business days are those of the place that the clock is kept in. */
export const PERIOD_UNITS = ['business-days', 'calendar-days', 'hours', 'months'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

const amount = z.int().min(0).max(10_000);

/** A length of time. `least` and `most` are the same where one number is said; null where only an upper bound is. */
const period = z
  .strictObject({ least: amount.nullable(), most: amount, unit: z.enum(PERIOD_UNITS) })
  .refine(({ least, most }) => least === null || least <= most, { path: ['most'] });
export type Period = z.infer<typeof period>;

const ownWording = z.string().trim().min(1).max(300);

/**
 * A marketplace's own words. Null where they were not found in that language: they are never translated by us. `other`: in a language that is
 * neither.
 */
export const ownWords = z
  .strictObject({ en: ownWording.nullable(), zh: ownWording.nullable(), other: ownWording.optional() })
  .refine(({ en, zh, other }) => en !== null || zh !== null || other !== undefined, { path: ['en'] });
export type OwnWords = z.infer<typeof ownWords>;

/** Where a right has to be registered: offices as rights name them (`Right.place`), or anywhere. */
export const places = z.union([
  z.literal('any'),
  z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .max(60),
]);
export type Places = z.infer<typeof places>;

/** One kind of value of a procedure: how it is edited, and what it may be. */
interface Kind<Editor extends string, Value> {
  editor: Editor;
  schema: z.ZodType<Value>;
}
export type TextKind = Kind<'text', Bilingual>;
export type TextsKind = Kind<'texts', Bilingual[]>;
export type WordsKind = Kind<'own-words', OwnWords>;
export type NumberKind = Kind<'number', number>;
export type PeriodKind = Kind<'period', Period>;
export type PlacesKind = Kind<'places', Places>;
export type AddressKind = Kind<'address', string>;
export type TokensKind = Kind<'tokens', string[]>;
export interface ChoiceKind<Option extends string = string> extends Kind<'choice', Option> {
  options: readonly Option[];
}
export interface ChoicesKind<Option extends string = string> extends Kind<'choices', Option[]> {
  options: readonly Option[];
}
export type ValueKind =
  | TextKind
  | TextsKind
  | WordsKind
  | NumberKind
  | PeriodKind
  | PlacesKind
  | AddressKind
  | TokensKind
  | ChoiceKind
  | ChoicesKind;

export const text = (): TextKind => ({ editor: 'text', schema: bilingual(2_000) });
export const texts = (): TextsKind => ({ editor: 'texts', schema: z.array(bilingual(500)).min(1).max(30) });
export const words = (): WordsKind => ({ editor: 'own-words', schema: ownWords });
export const count = (): NumberKind => ({ editor: 'number', schema: z.int().min(0).max(1_000_000) });
export const spell = (): PeriodKind => ({ editor: 'period', schema: period });
export const registeredIn = (): PlacesKind => ({ editor: 'places', schema: places });

/** A page of the web or a mail address, as it is typed into a browser or a letter. */
export const address = (): AddressKind => ({
  editor: 'address',
  schema: z
    .string()
    .max(2_000)
    .regex(/^(https?:\/\/[^\s<>"]+|[^\s@<>"]+@[^\s@<>"]+)$/),
});

/** Short codes of an open list: endings of file names, tags of languages. */
export const tokens = (): TokensKind => ({
  editor: 'tokens',
  schema: z
    .array(z.string().regex(/^[a-z0-9-]{1,12}$/))
    .min(1)
    .max(40),
});

export function choice<const Option extends string>(options: readonly Option[]): ChoiceKind<Option> {
  return { editor: 'choice', options, schema: z.enum(options) };
}

export function choices<const Option extends string>(options: readonly Option[]): ChoicesKind<Option> {
  return { editor: 'choices', options, schema: z.array(z.enum(options)).min(1).max(options.length) };
}
