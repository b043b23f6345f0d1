import { z } from 'zod';
import { ADDED_FILE_TYPES } from '../fields/added-file.ts';
import { sha256Hex, utcTime, uuid } from '../identifiers.ts';
import { LANGUAGES } from '../languages.ts';
import {
  APPLICATION_CAUSES,
  APPLICATION_FILE_KINDS,
  APPLICATION_MOVES,
  APPLICATION_STATES,
  applicationData,
  applicationDeclared,
} from './application.ts';
import { APPLICANT_KINDS } from './fields.ts';

const line = {
  applicationId: uuid,
  /** As the applicant calls itself. */
  name: z.string(),
  kind: z.enum(APPLICANT_KINDS),
  country: z.string(),
  state: z.enum(APPLICATION_STATES),
  language: z.enum(LANGUAGES),
  handedInAt: utcTime,
  /** Since when it is in this state. */
  stateSince: utcTime,
  rights: z.number().int().nonnegative(),
};

/** `GET /v1/applications`: what was handed in, for the program's staff; what waits for them first, the oldest first. Drafts are nobody's. */
export const applicationList = z.strictObject({ applications: z.array(z.strictObject(line)) });
export type ApplicationLine = z.infer<typeof applicationList>['applications'][number];

/** What in the program, or in another application, has something in common with this one. Only staff are told. */
export const TWIN_KINDS = ['name', 'number', 'website', 'email', 'right'] as const;
/** An organisation that left the program: on which day, and from which it can be taken in again, UTC. */
const left = z.strictObject({ organisationId: uuid, on: z.iso.date(), from: z.iso.date() }).nullable();
const twin = z.strictObject({
  kind: z.enum(TWIN_KINDS),
  /** What both have, as this application wrote it. */
  value: z.string(),
  /** For which of its holders, where it is not the applicant itself. */
  holder: uuid.nullable(),
  found: z.discriminatedUnion('in', [
    z.strictObject({
      in: z.literal('organisation'),
      organisationId: uuid,
      name: z.string(),
      kind: z.string(),
      left,
    }),
    z.strictObject({
      in: z.literal('application'),
      applicationId: uuid,
      name: z.string(),
      state: z.enum(APPLICATION_STATES),
      /** The organisation that was made of it. */
      left,
    }),
  ]),
});
export type ApplicationTwin = z.infer<typeof twin>;

/** An organisation that left, which an application may be of again. */
export interface LeftTwin {
  organisationId: string;
  name: string;
  on: string;
  from: string;
  /** By the same right or the same registration number: then it is the same. */
  isSure: boolean;
}

/** Organisations that left and that an application, or a holder of it, may be of again. @param holder null for the applicant itself */
export function leftTwins(twins: readonly ApplicationTwin[], holder: string | null): LeftTwin[] {
  const found = new Map<string, LeftTwin>();
  for (const { kind, holder: of, found: one } of twins) {
    if (of !== holder || one.left === null) continue;
    const known = found.get(one.left.organisationId);
    const isSure = known?.isSure === true || kind === 'right' || kind === 'number';
    const name = one.in === 'organisation' || known === undefined ? one.name : known.name;
    found.set(one.left.organisationId, { ...one.left, name, isSure });
  }
  return [...found.values()];
}

const applicationFile = z.strictObject({
  fileId: uuid,
  kind: z.enum(APPLICATION_FILE_KINDS),
  /** The right or holder that it is about. */
  about: uuid.nullable(),
  name: z.string(),
  type: z.enum(ADDED_FILE_TYPES),
  bytes: z.number().int().positive(),
  sha256: sha256Hex,
  addedAt: utcTime,
});
export type ApplicationFile = z.infer<typeof applicationFile>;

/** One thing that happened to an application. `by`: null where it was the applicant. */
const applicationEvent = z.strictObject({
  move: z.enum(APPLICATION_MOVES),
  at: utcTime,
  by: z.string().nullable(),
  cause: z.enum(APPLICATION_CAUSES).nullable(),
  text: z.string().nullable(),
});
export type ApplicationEvent = z.infer<typeof applicationEvent>;

/** `GET /v1/applications/{applicationId}` */
export const applicationDetail = z.strictObject({
  ...line,
  email: z.string(),
  /** Counts up with whatever happens to it: a decision names the one that was looked at. */
  revision: z.number().int().positive(),
  data: applicationData,
  declared: applicationDeclared.nullable(),
  files: z.array(applicationFile),
  events: z.array(applicationEvent),
  notes: z.array(z.strictObject({ noteId: uuid, at: utcTime, by: z.string(), text: z.string() })),
  twins: z.array(twin),
  /** What became of it: the organisations that were made of it. */
  organisationId: uuid.nullable(),
  may: z.strictObject({ ask: z.boolean(), accept: z.boolean(), decline: z.boolean() }),
  /** It is an appeal, and the caller declined it: somebody else reads it. */
  declinedByCaller: z.boolean(),
});
export type ApplicationDetail = z.infer<typeof applicationDetail>;

const words = z.string().trim().min(1).max(4_000);

/** `POST /v1/applications/{applicationId}/notes`: for staff alone. The id is made by whoever writes it: twice is one note. */
export const applicationNote = z.strictObject({ noteId: uuid, text: words });
export type ApplicationNote = z.infer<typeof applicationNote>;

const revision = z.number().int().positive();
/** `POST /v1/applications/{applicationId}/decision` */
export const applicationDecision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('ask'), revision, text: words }),
  z.strictObject({
    decision: z.literal('decline'),
    revision,
    cause: z.enum(APPLICATION_CAUSES),
    text: z.string().trim().max(4_000),
  }),
  z.strictObject({
    decision: z.literal('accept'),
    revision,
    /** Holders of a representative that take part already, each as which rights holder. The others are registered. */
    holders: z.array(z.strictObject({ holder: uuid, organisationId: uuid })).max(20),
    /** An organisation that left and comes back by this: it goes on as it was, and none is made. */
    returns: uuid.optional(),
    /** What has a name, a website or an address in common with it, and left, is another organisation. */
    distinct: z.literal(true).optional(),
  }),
]);
export type ApplicationDecision = z.infer<typeof applicationDecision>;
