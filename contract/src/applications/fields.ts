import { AUTHORITIES, POWERS } from '../mandates/mandate.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { RIGHT_TYPES } from '../reasons.ts';
import { MARK_KINDS } from '../rights/fields.ts';

/** Who applies: whoever owns the rights, or somebody who acts for owners by their mandates. */
export const APPLICANT_KINDS = ['rights_holder', 'representative'] as const;
export type ApplicantKind = (typeof APPLICANT_KINDS)[number];

/** How many listings a month an applicant would report, as it guesses itself. */
export const VOLUMES = ['unknown', 'under-10', 'under-100', 'under-1000', 'over-1000'] as const;

/** How a field of an application is asked for and read. What it holds is always a text; several entries stand a line each. */
export type ApplicationFieldKind =
  | 'line'
  | 'text'
  | 'lines'
  | 'links'
  | 'website'
  | 'email'
  | 'day'
  | 'past-day'
  /** A country, or an office of several countries. */
  | 'place'
  | 'classes'
  | 'choice'
  | 'choices';

/** One field of the form. */
export interface ApplicationField<Name extends string = string> {
  name: Name;
  kind: ApplicationFieldKind;
  /** Most characters, or entries of what has several. */
  most: number;
  /** Without it an application is not handed in. */
  needed: boolean;
  /** What can be chosen, of a choice. */
  options: readonly string[];
  /** What browsers know it as (HTML's `autocomplete`). */
  autocomplete?: string;
}

function field<Name extends string>(
  name: Name,
  kind: ApplicationFieldKind,
  most: number,
  more: Partial<Pick<ApplicationField, 'options' | 'autocomplete'>> & { optional?: true } = {},
): ApplicationField<Name> {
  const { optional, ...rest } = more;
  return { name, kind, most, needed: optional !== true, options: [], ...rest };
}

/** The form, part by part. Everything else derives from it: pages, reading, completeness, names, what staff see. */
export const APPLICATION_FIELDS = {
  organisation: [
    field('name', 'line', 500, { autocomplete: 'organization' }),
    field('ownName', 'line', 500, { optional: true }),
    field('country', 'place', 2),
    field('number', 'line', 100),
    field('website', 'website', 500, { optional: true, autocomplete: 'url' }),
    field('address', 'text', 1_000, { autocomplete: 'street-address' }),
  ],
  contact: [
    field('name', 'line', 200, { autocomplete: 'name' }),
    field('title', 'line', 200, { autocomplete: 'organization-title' }),
    field('managers', 'lines', 5, { optional: true }),
    field('investigators', 'lines', 20, { optional: true }),
  ],
  reach: [
    field('brands', 'lines', 50),
    field('marketplaces', 'choices', MARKETPLACE_IDS.length, { options: MARKETPLACE_IDS }),
    field('volume', 'choice', 20, { optional: true, options: VOLUMES }),
    field('links', 'links', 20, { optional: true }),
    field('remarks', 'text', 2_000, { optional: true }),
  ],
  holder: [
    field('name', 'line', 500),
    field('ownName', 'line', 500, { optional: true }),
    field('country', 'place', 2),
    field('number', 'line', 100),
    field('website', 'website', 500, { optional: true }),
    field('email', 'email', 254, { optional: true }),
    field('validFrom', 'day', 10),
    field('validTo', 'day', 10),
    field('powers', 'choices', POWERS.length, { options: POWERS }),
    field('platforms', 'choices', MARKETPLACE_IDS.length, { options: MARKETPLACE_IDS }),
    field('authority', 'choice', 20, { options: AUTHORITIES }),
    field('signedName', 'line', 200),
    field('signedTitle', 'line', 200),
  ],
  right: [
    field('type', 'choice', 20, { options: RIGHT_TYPES }),
    field('mark', 'line', 500),
    field('markKind', 'choice', 20, { optional: true, options: MARK_KINDS }),
    field('place', 'place', 2),
    field('number', 'line', 100),
    field('owner', 'line', 500),
    field('niceClasses', 'classes', 200, { optional: true }),
    field('registeredOn', 'past-day', 10, { optional: true }),
    field('expiresOn', 'day', 10, { optional: true }),
    field('brand', 'line', 200),
  ],
} as const satisfies Record<string, readonly ApplicationField[]>;

export type ApplicationPart = keyof typeof APPLICATION_FIELDS;
export const APPLICATION_PARTS = Object.keys(APPLICATION_FIELDS) as ApplicationPart[];
/** Parts of which an application has one, and those of which it has a list. */
export const SINGLE_PARTS = ['organisation', 'contact', 'reach'] as const;
export type SinglePart = (typeof SINGLE_PARTS)[number];
export const LISTED_PARTS = ['holder', 'right'] as const;
export type ListedPart = (typeof LISTED_PARTS)[number];

export type ApplicationFieldName<Part extends ApplicationPart> =
  (typeof APPLICATION_FIELDS)[Part][number]['name'];
/** What stands in the fields of a part; empty where nothing does. */
export type PartValues<Part extends ApplicationPart> = Readonly<Record<ApplicationFieldName<Part>, string>>;

/** The fields of a part, with no names lost to the compiler. */
export function applicationFields<Part extends ApplicationPart>(
  part: Part,
): readonly ApplicationField<ApplicationFieldName<Part>>[] {
  return APPLICATION_FIELDS[part];
}

/** Most entries of what an application has a list of. */
export const MOST_LISTED: Readonly<Record<ListedPart, number>> = { holder: 20, right: 50 };

/** The entries of a field that has several: one a line, without empty ones, each once. */
export function entriesOf(value: string): string[] {
  return [
    ...new Set(
      value
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ];
}

/** Nice classes as people write them, `9, 25` or `9 25`; not a number where one is none. */
export function classesOf(value: string): number[] {
  return value
    .split(/[\s,;，、；]+/)
    .filter(Boolean)
    .map((part) => (/^\d{1,2}$/.test(part) ? Number(part) : Number.NaN));
}

/** Part of a part that has nothing in it yet. */
export function emptyPart<Part extends ApplicationPart>(part: Part): PartValues<Part> {
  return Object.fromEntries(applicationFields(part).map(({ name }) => [name, ''])) as PartValues<Part>;
}
