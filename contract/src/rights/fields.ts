import { z } from 'zod';
import type { FieldErrorCase } from '../field-errors.ts';
import { RIGHT_TYPES } from '../reasons.ts';

/** What a mark consists of. A figure is described in words, and its picture is a file of the right. */
export const MARK_KINDS = ['word', 'figure', 'combined'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

const line = (most: number) => z.string().trim().min(1).max(most);
const day = z.iso.date();

/** Everything that people say of a right; what is said twice is said as at the office. */
export const rightFields = z.strictObject({
  type: z.enum(RIGHT_TYPES),
  /** The organisation's own name for what the right protects: nothing that an office wrote. */
  brand: line(200),
  mark: line(500),
  markKind: z.enum(MARK_KINDS),
  place: z.string().regex(/^[A-Z]{2}$/),
  number: line(100).regex(/[\p{L}\p{N}]/u),
  owner: line(500),
  niceClasses: z.array(z.number().int().min(1).max(45)).max(45),
  filedOn: day.nullable(),
  registeredOn: day.nullable(),
  renewedOn: day.nullable(),
  expiresOn: day.nullable(),
  /** For the organisation and the program; no office's word, and it never leaves the program. */
  note: z.string().trim().max(2_000),
});
export type RightFields = z.infer<typeof rightFields>;
export type RightFieldName = keyof RightFields;
export const RIGHT_FIELD_NAMES = Object.keys(rightFields.shape) as RightFieldName[];

/** What may be changed without the program looking at the right anew: nothing of it stands on the certificate. */
export const FREE_RIGHT_FIELDS: readonly RightFieldName[] = ['brand', 'note'];

/** Offices that register for more than one country, by WIPO ST.3, beside the countries of ISO 3166-1. */
const OFFICES = ['EM', 'WO', 'BX', 'AP', 'OA', 'EA', 'GC', 'EP'];
const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** True for a country and for an office of several countries. */
export function isPlaceOfRegistration(code: string): boolean {
  // ZZ has a name, too: that it is no known place.
  if (!/^[A-Z]{2}$/.test(code) || code === 'ZZ') return false;
  return OFFICES.includes(code) || REGIONS.of(code) !== undefined;
}

/** What is wrong with one field of a right. */
export type RightFault = FieldErrorCase & { path: `/${RightFieldName}` };

/** Days that follow each other wherever both are there. */
const FOLLOWING: readonly (readonly [RightDay, RightDay])[] = [
  ['filedOn', 'registeredOn'],
  ['filedOn', 'renewedOn'],
  ['registeredOn', 'renewedOn'],
  ['registeredOn', 'expiresOn'],
  ['filedOn', 'expiresOn'],
  ['renewedOn', 'expiresOn'],
];
type RightDay = 'filedOn' | 'registeredOn' | 'renewedOn' | 'expiresOn';
const PAST: readonly RightDay[] = ['filedOn', 'registeredOn', 'renewedOn'];

/**
 * What the fields of a right say against each other or against the calendar, beyond what each may be. `today` is `YYYY-MM-DD`.
 */
export function rightFaults(fields: RightFields, today: string): RightFault[] {
  const faults: RightFault[] = [];
  if (!isPlaceOfRegistration(fields.place))
    faults.push({ path: '/place', code: 'place-unknown', params: {} });
  if (fields.type === 'trademark' && fields.niceClasses.length === 0)
    faults.push({ path: '/niceClasses', code: 'too-few', params: { minimum: 1 } });
  if (fields.type !== 'trademark' && fields.niceClasses.length > 0)
    faults.push({ path: '/niceClasses', code: 'classes-of-no-mark', params: {} });
  if (new Set(fields.niceClasses).size < fields.niceClasses.length)
    faults.push({ path: '/niceClasses', code: 'named-twice', params: {} });
  for (const name of PAST) {
    const value = fields[name];
    if (value !== null && value > today) faults.push({ path: `/${name}`, code: 'day-ahead', params: {} });
  }
  for (const [first, second] of FOLLOWING) {
    const [before, after] = [fields[first], fields[second]];
    if (
      before !== null &&
      after !== null &&
      before > after &&
      !faults.some(({ path }) => path === `/${second}`)
    )
      faults.push({ path: `/${second}`, code: 'days-contradict', params: {} });
  }
  return faults;
}
