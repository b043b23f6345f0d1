import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { LANGUAGES } from '../languages.ts';
import { type ApplicationFieldName, type ApplicationPart, applicationFields, MOST_LISTED } from './fields.ts';

/** Longest text that any field holds, in characters: twenty links. */
const LONGEST = 20_000;

function part<Part extends ApplicationPart>(name: Part) {
  const shape = Object.fromEntries(applicationFields(name).map((one) => [one.name, z.string().max(LONGEST)]));
  return z.strictObject(shape as Record<ApplicationFieldName<Part>, z.ZodString>);
}

/** What an applicant has written so far. */
export const applicationData = z.strictObject({
  organisation: part('organisation'),
  contact: part('contact'),
  reach: part('reach'),
  /** For whom a representative applies; a rights holder names none. */
  holders: z.array(z.strictObject({ id: uuid, values: part('holder') })).max(MOST_LISTED.holder),
  /** `holder` is the one of `holders` whose it is; null where the applicant's own. */
  rights: z
    .array(z.strictObject({ id: uuid, holder: uuid.nullable(), values: part('right') }))
    .max(MOST_LISTED.right),
});
export type ApplicationData = z.infer<typeof applicationData>;

/** What an applicant declares when it hands in, in the version that it read. No program ticks them. */
export const APPLICATION_DECLARATIONS = ['true-and-complete', 'entitled', 'no-misuse', 'privacy'] as const;
export type ApplicationDeclaration = (typeof APPLICATION_DECLARATIONS)[number];
export const DECLARATIONS_VERSION = 1;

/** What was declared, by whom, when and in which words. */
export const applicationDeclared = z.strictObject({
  version: z.number().int().positive(),
  language: z.enum(LANGUAGES),
  declarations: z.array(z.enum(APPLICATION_DECLARATIONS)),
  name: z.string(),
  title: z.string(),
  at: utcTime,
});
export type ApplicationDeclared = z.infer<typeof applicationDeclared>;

/** What a document of an application shows. */
export const APPLICATION_FILE_KINDS = ['company', 'certificate', 'mandate', 'other'] as const;
export type ApplicationFileKind = (typeof APPLICATION_FILE_KINDS)[number];
/** Of one application: files, bytes of one, bytes of all. A photograph of a certificate takes three or four megabytes. */
export const APPLICATION_FILES = { most: 40, bytes: 10_000_000, together: 60_000_000 } as const;

/** States of an application. `refused`: declined, and the appeal as well. */
export const APPLICATION_STATES = [
  'draft',
  'in_review',
  'needs_info',
  'accepted',
  'declined',
  'appealed',
  'refused',
  'withdrawn',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** What can happen to one. */
export const APPLICATION_MOVES = [
  'hand-in',
  'ask',
  'answer',
  'accept',
  'decline',
  'appeal',
  'withdraw',
] as const;
export type ApplicationMove = (typeof APPLICATION_MOVES)[number];

const MOVES: Readonly<Record<ApplicationMove, Partial<Record<ApplicationState, ApplicationState>>>> = {
  'hand-in': { draft: 'in_review' },
  ask: { in_review: 'needs_info' },
  answer: { needs_info: 'in_review' },
  accept: { in_review: 'accepted', appealed: 'accepted' },
  // An appeal is answered once.
  decline: { in_review: 'declined', needs_info: 'declined', appealed: 'refused' },
  appeal: { declined: 'appealed' },
  withdraw: {
    draft: 'withdrawn',
    in_review: 'withdrawn',
    needs_info: 'withdrawn',
    appealed: 'withdrawn',
  },
};

/** Where a move leads; null where it cannot be made. */
export function afterMove(state: ApplicationState, move: ApplicationMove): ApplicationState | null {
  return MOVES[move][state] ?? null;
}

/** Whether the applicant may change what it wrote. */
export function isOpenToApplicant(state: ApplicationState): boolean {
  return state === 'draft' || state === 'needs_info';
}

/** Why an application is declined. */
export const APPLICATION_CAUSES = [
  'no-right',
  'not-entitled',
  'incomplete',
  'already-part',
  'left-lately',
  'outside-program',
  'misleading',
  'other',
] as const;
export type ApplicationCause = (typeof APPLICATION_CAUSES)[number];

/** Days: how long a mailed link opens an application, how long drafts and closed applications are kept, and within which one appeals. */
export const APPLICATION_DAYS = {
  link: 60,
  unconfirmed: 14,
  draft: 180,
  closed: 365,
  appeal: 30,
} as const;
