import { z } from 'zod';

const NONE = z.object({});
const MAXIMUM = z.object({ maximum: z.number() });
const MINIMUM = z.object({ minimum: z.number() });

/** Everything that can be wrong with one field of a request, with the parameters that its sentence needs. */
export const FIELD_ERROR_CASES = {
  /** Characters of a text. */
  'too-long': MAXIMUM,
  'too-short': MINIMUM,
  /** Entries of a list. */
  'too-many': MAXIMUM,
  'too-few': MINIMUM,
  /** Value of a number. */
  'too-large': MAXIMUM,
  'too-small': MINIMUM,
  /** Missing, or of another type. */
  'wrong-type': NONE,
  /** A text that is not built as it has to be. */
  'wrong-form': NONE,
  'not-one-of': NONE,
  'not-foreseen': NONE,
  'not-as-expected': NONE,
  /** Half of a surrogate pair, of which no encoding has bytes, U+0000, which databases refuse, or bytes that are no UTF-8. */
  'text-broken': NONE,
  /** A member that its object has twice, of which readers take one or the other. */
  'given-twice': NONE,
  'right-not-registered': NONE,
  /** A requirement of readiness, by its code and with its own parameters. */
  unmet: z.object({ requirement: z.string().max(60) }).catchall(z.union([z.string().max(60), z.number()])),
  /** The order of a test buy supports another claim of the organisation; `number` is that claim's. */
  'order-used': z.object({ number: z.string().max(20) }),
  /** The order is written down in another test buy of the organisation; `number` is that one's. */
  'order-bought': z.object({ number: z.string().max(20) }),
  'consent-to-nothing': NONE,
  'not-canonical-address': NONE,
  'no-record': NONE,
  'other-capture': NONE,
  'other-record': NONE,
  'named-twice': NONE,
  'other-listing': NONE,
  'other-organisation': NONE,
  'signature-wrong': NONE,
  'other-files': NONE,
  'outside-capture': NONE,
  'other-size-or-type': NONE,
  'not-painted': NONE,
  'not-a-picture': NONE,
  'source-unknown': NONE,
  'original-as-copy': NONE,
  'name-taken': NONE,
  'no-p256-key': NONE,
  'challenge-old': NONE,
  'challenge-foreign': NONE,
  'proof-wrong': NONE,
  /** No country, and no office of several countries. */
  'place-unknown': NONE,
  /** Nice classes where no trademark is. */
  'classes-of-no-mark': NONE,
  'day-ahead': NONE,
  /** Before a day that comes first. */
  'days-contradict': NONE,
  /** A day that can be read in two ways, or in none. */
  'day-unclear': NONE,
  /** A spreadsheet's formula where its value is wanted. */
  formula: NONE,
  /** The same right is registered already; `mark` and `number` are that one's. */
  'right-there': z.object({ mark: z.string().max(500), number: z.string().max(100) }),
  /** No organisation of the program that is called so, and is of the kind that is wanted. */
  'nobody-called-so': NONE,
  /** It is of class C: a person may not choose that it goes. */
  'never-goes': NONE,
  /** It belongs to the sealed annex, which shows nothing to anybody else. */
  'sealed-annex': NONE,
  /** It is the paper of a hand-over, which staff read. */
  'custody-paper': NONE,
  /** Only a copy of it goes in which something was painted over. */
  'not-redacted': NONE,
  /** The same right stands in an earlier row. */
  'row-before': z.object({ row: z.number().int() }),
} satisfies Record<string, z.ZodObject>;

export type FieldErrorCode = keyof typeof FIELD_ERROR_CASES;
export const FIELD_ERROR_CODES = Object.keys(FIELD_ERROR_CASES) as FieldErrorCode[];

type ParamsOf<Code extends FieldErrorCode> = z.infer<(typeof FIELD_ERROR_CASES)[Code]>;

/** Cases that need no parameters. */
export type PlainFieldErrorCode = {
  [Code in FieldErrorCode]: Record<string, never> extends ParamsOf<Code> ? Code : never;
}[FieldErrorCode];

/** What is wrong with a field, with its own parameters. */
export type FieldErrorCase =
  | { code: PlainFieldErrorCode; params: Record<string, never> }
  | {
      [Code in Exclude<FieldErrorCode, PlainFieldErrorCode>]: { code: Code; params: ParamsOf<Code> };
    }[Exclude<FieldErrorCode, PlainFieldErrorCode>];

/** What is wrong with the field at `path` (a JSON pointer). The code may be one that this version does not know. */
export const fieldError = z.object({
  path: z.string(),
  code: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
});
export type FieldError = z.infer<typeof fieldError>;

/** What is wrong with a field, or null for a case that this version does not know. */
export function fieldErrorCase({ code: name, params }: FieldError): FieldErrorCase | null {
  const code = FIELD_ERROR_CODES.find((known) => known === name);
  if (code === undefined) return null;
  const known = FIELD_ERROR_CASES[code].safeParse(params ?? {});
  return known.success ? ({ code, params: known.data } as FieldErrorCase) : null;
}
