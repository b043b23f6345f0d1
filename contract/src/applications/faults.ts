import { emailAddress } from '../people/people.ts';
import { isPlaceOfRegistration, type RightFields, rightFaults, rightFields } from '../rights/fields.ts';
import type { NewRight } from '../rights/vault.ts';
import type { ApplicationData } from './application.ts';
import {
  type ApplicantKind,
  type ApplicationField,
  type ApplicationFieldName,
  type ApplicationPart,
  applicationFields,
  classesOf,
  entriesOf,
  type PartValues,
} from './fields.ts';

/** What can be wrong with a field of an application. */
export const APPLICATION_FAULTS = [
  'missing',
  'too-long',
  'too-many',
  'text-broken',
  'country-unknown',
  'website-form',
  'email-form',
  'link-form',
  'day-form',
  'day-ahead',
  'days-contradict',
  'expired',
  'not-a-choice',
  'classes-form',
  'classes-missing',
  'classes-of-no-mark',
  'number-form',
  'holder-unknown',
  'given-twice',
  'no-right-of-holder',
] as const;
export type ApplicationFault = (typeof APPLICATION_FAULTS)[number];

/** What is wrong with which field of a part. `most` is what the sentence names, where it names a bound. */
export interface PartFault<Part extends ApplicationPart = ApplicationPart> {
  field: ApplicationFieldName<Part>;
  fault: ApplicationFault;
  most: number;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

/** A website as it is kept: with `https://` where somebody left it out; null where it is none. */
export function websiteOf(typed: string): string | null {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || !/\.[^.\d]/.test(url.hostname)) return null;
  if (url.username !== '' || url.password !== '') return null;
  return text;
}

/** What is wrong with what stands in one field, by itself. Nothing there is no fault of this kind. */
function faultOf(
  { kind, most, options }: ApplicationField,
  value: string,
  today: string,
): ApplicationFault | null {
  if (value === '') return null;
  if (!value.isWellFormed() || value.includes('\0')) return 'text-broken';
  const entries = entriesOf(value);
  switch (kind) {
    case 'lines':
    case 'links':
    case 'choices':
      if (entries.length > most) return 'too-many';
      if (entries.some((entry) => entry.length > 1_000)) return 'too-long';
      if (kind === 'choices')
        return entries.every((entry) => options.includes(entry)) ? null : 'not-a-choice';
      if (kind === 'links') return entries.every((entry) => websiteOf(entry) !== null) ? null : 'link-form';
      return null;
    default:
      if (value.length > most) return 'too-long';
  }
  switch (kind) {
    case 'website':
      return websiteOf(value) === null ? 'website-form' : null;
    case 'email':
      return emailAddress.safeParse(value).success ? null : 'email-form';
    case 'place':
      return isPlaceOfRegistration(value) ? null : 'country-unknown';
    case 'choice':
      return options.includes(value) ? null : 'not-a-choice';
    case 'classes':
      return classesOf(value).every((one) => one >= 1 && one <= 45) ? null : 'classes-form';
    case 'day':
      return isDay(value) ? null : 'day-form';
    case 'past-day':
      if (!isDay(value)) return 'day-form';
      return value > today ? 'day-ahead' : null;
    default:
      return null;
  }
}

/** Fields of a part in which a line each is an e-mail address. */
const ADDRESSES: ReadonlySet<string> = new Set(['managers', 'investigators']);

/**
 * What keeps a part from being kept: what is written and cannot be so. What is missing does not.
 * @param today `YYYY-MM-DD`
 */
export function partFaults<Part extends ApplicationPart>(
  part: Part,
  values: PartValues<Part>,
  today: string,
): PartFault<Part>[] {
  return applicationFields(part).flatMap((one): PartFault<Part>[] => {
    const value = values[one.name];
    const fault = faultOf(one, value, today);
    if (fault !== null) return [{ field: one.name, fault, most: one.most }];
    if (ADDRESSES.has(one.name) && !entriesOf(value).every((entry) => emailAddress.safeParse(entry).success))
      return [{ field: one.name, fault: 'email-form', most: one.most }];
    return [];
  });
}

/** What is still missing from a part, or contradicts itself. */
export function partGaps<Part extends ApplicationPart>(
  part: Part,
  values: PartValues<Part>,
  today: string,
): PartFault<Part>[] {
  const faults = partFaults(part, values, today);
  for (const { name, needed, most } of applicationFields(part)) {
    if (needed && values[name].trim() === '') faults.push({ field: name, fault: 'missing', most });
  }
  return faults;
}

/** Something that keeps an application from being handed in, and where it is put right. */
export type ApplicationGap =
  | { at: ApplicationPart; id: string | null; field: string; fault: ApplicationFault; most: number }
  /** Nothing of it is there at all, or a document of it is not. */
  | { at: 'rights' | 'holders'; fault: 'none' }
  | { at: 'files'; fault: 'no-company' }
  | { at: 'files'; fault: 'no-certificate' | 'no-mandate'; id: string };

/** A document, as far as completeness asks for it. */
interface FileAbout {
  kind: string;
  about: string | null;
}

/**
 * Everything that is missing before an application can be handed in. Each is one sentence that says where and what.
 * @param today `YYYY-MM-DD`
 */
export function applicationGaps(
  kind: ApplicantKind,
  data: ApplicationData,
  files: readonly FileAbout[],
  today: string,
): ApplicationGap[] {
  const gaps: ApplicationGap[] = [];
  for (const part of ['organisation', 'contact', 'reach'] as const) {
    for (const fault of gapsOf(part, data, today)) gaps.push({ at: part, id: null, ...fault });
  }
  if (kind === 'representative') {
    if (data.holders.length === 0) gaps.push({ at: 'holders', fault: 'none' });
    for (const { id, values } of data.holders) {
      for (const fault of holderGaps(values, today)) gaps.push({ at: 'holder', id, ...fault });
      if (!data.rights.some(({ holder }) => holder === id))
        gaps.push({ at: 'holder', id, field: 'name', fault: 'no-right-of-holder', most: 0 });
      if (!files.some((file) => file.kind === 'mandate' && file.about === id))
        gaps.push({ at: 'files', fault: 'no-mandate', id });
    }
  }
  if (data.rights.length === 0) gaps.push({ at: 'rights', fault: 'none' });
  for (const right of data.rights) {
    for (const fault of rightGaps(right.values, today)) gaps.push({ at: 'right', id: right.id, ...fault });
    const isTwice = data.rights.some((other) => other.id < right.id && sameRight(other.values, right.values));
    if (isTwice) gaps.push({ at: 'right', id: right.id, field: 'number', fault: 'given-twice', most: 0 });
    if (kind === 'representative' && !data.holders.some(({ id }) => id === right.holder))
      gaps.push({ at: 'right', id: right.id, field: 'holder', fault: 'holder-unknown', most: 0 });
    if (!files.some((file) => file.kind === 'certificate' && file.about === right.id))
      gaps.push({ at: 'files', fault: 'no-certificate', id: right.id });
  }
  if (!files.some((file) => file.kind === 'company')) gaps.push({ at: 'files', fault: 'no-company' });
  return gaps;
}

function gapsOf(part: 'organisation' | 'contact' | 'reach', data: ApplicationData, today: string) {
  if (part === 'organisation') return partGaps(part, data.organisation, today);
  if (part === 'contact') return partGaps(part, data.contact, today);
  return partGaps(part, data.reach, today);
}

/** What is missing from a holder that a representative names, or from its mandate. */
export function holderGaps(values: PartValues<'holder'>, today: string): PartFault<'holder'>[] {
  const gaps = partGaps('holder', values, today);
  if (gaps.some(({ field }) => field === 'validFrom' || field === 'validTo')) return gaps;
  if (values.validTo < values.validFrom) gaps.push({ field: 'validTo', fault: 'days-contradict', most: 0 });
  else if (values.validTo < today) gaps.push({ field: 'validTo', fault: 'expired', most: 0 });
  return gaps;
}

const FIELD_OF: Readonly<Partial<Record<string, ApplicationFieldName<'right'>>>> = {
  '/niceClasses': 'niceClasses',
  '/registeredOn': 'registeredOn',
  '/expiresOn': 'expiresOn',
  '/place': 'place',
};

/** What is missing from a right, and what the rights vault would refuse of it. */
export function rightGaps(values: PartValues<'right'>, today: string): PartFault<'right'>[] {
  const gaps = partGaps('right', values, today);
  if (gaps.length > 0) return gaps;
  const fields = rightFieldsOf(values);
  if (!rightFields.safeParse(fields).success) return [{ field: 'number', fault: 'number-form', most: 0 }];
  for (const { path, code } of rightFaults(fields, today)) {
    const field = FIELD_OF[path] ?? 'number';
    const fault: ApplicationFault =
      code === 'too-few'
        ? 'classes-missing'
        : code === 'classes-of-no-mark'
          ? 'classes-of-no-mark'
          : code === 'days-contradict'
            ? 'days-contradict'
            : 'classes-form';
    gaps.push({ field, fault, most: 0 });
  }
  if (fields.expiresOn !== null && fields.expiresOn < today)
    gaps.push({ field: 'expiresOn', fault: 'expired', most: 0 });
  return gaps;
}

/** A right of an application as the vault registers it; what is written has been looked at before. */
export function rightFieldsOf(values: PartValues<'right'>): RightFields {
  const { type, mark, markKind, place, number, owner, brand } = values;
  return {
    type: type as RightFields['type'],
    brand: brand.trim(),
    mark: mark.trim(),
    markKind: (markKind === '' ? 'word' : markKind) as RightFields['markKind'],
    place,
    number: number.trim(),
    owner: owner.trim(),
    niceClasses: [...new Set(classesOf(values.niceClasses))],
    filedOn: null,
    registeredOn: values.registeredOn || null,
    renewedOn: null,
    expiresOn: values.expiresOn || null,
    note: '',
  };
}

/** A right of an application with its id, which it keeps when it is registered. */
export function newRightOf(id: string, values: PartValues<'right'>): NewRight {
  return { rightId: id, ...rightFieldsOf(values) };
}

function sameRight(one: PartValues<'right'>, other: PartValues<'right'>): boolean {
  const plain = (number: string) => number.replace(/[\s.,/-]/g, '').toUpperCase();
  return (
    one.number !== '' &&
    one.type === other.type &&
    one.place === other.place &&
    plain(one.number) === plain(other.number)
  );
}
