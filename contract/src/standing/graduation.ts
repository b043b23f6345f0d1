import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';

/**
 * How a graduation stands. `asked`: nobody of the program has spoken for it. `seconded`: one has, a second is wanted. `left`: two have, and the
 * participant is out. `refused` by staff, `taken-back` by who asked. `undone`: staff took back that it left. `returned`: it was taken in again, once the marketplace's rule let it rejoin.
 */
export const GRADUATION_STATES = [
  'asked',
  'seconded',
  'left',
  'refused',
  'taken-back',
  'undone',
  'returned',
] as const;
export type GraduationState = (typeof GRADUATION_STATES)[number];

const somebody = z.strictObject({ name: z.string(), at: utcTime });
const text = z.string().trim().max(1_000);

export const graduation = z.strictObject({
  graduationId: uuid,
  organisation: z.strictObject({ organisationId: uuid, name: z.string() }),
  state: z.enum(GRADUATION_STATES),
  /** By the participant itself, or proposed by staff. */
  asked: z.strictObject({ ...somebody.shape, by: z.enum(['participant', 'staff']), text: z.string() }),
  seconded: somebody.nullable(),
  decided: z.strictObject({ ...somebody.shape, text: z.string() }).nullable(),
  undone: z.strictObject({ ...somebody.shape, text: z.string() }).nullable(),
  /** Last day on which staff may undo it, and the first on which the participant can be taken in again, UTC; null before it left. */
  undoUntil: z.iso.date().nullable(),
  rejoinFrom: z.iso.date().nullable(),
  may: z.strictObject({
    approve: z.boolean(),
    refuse: z.boolean(),
    takeBack: z.boolean(),
    undo: z.boolean(),
    readmit: z.boolean(),
  }),
});
export type Graduation = z.infer<typeof graduation>;

/** `POST /v1/graduations`: a participant's own, or staff's proposal for one. */
export const newGraduation = z.strictObject({ graduationId: uuid, organisationId: uuid, text });
export type NewGraduation = z.infer<typeof newGraduation>;

/** `POST /v1/graduations/{graduationId}/decision`. Undoing needs a reason. */
export const graduationDecision = z
  .strictObject({ decision: z.enum(['approve', 'refuse', 'take-back', 'undo', 'readmit']), text })
  .refine(({ decision, text: reason }) => decision !== 'undo' || reason !== '', {
    path: ['text'],
    message: 'undoing needs a reason',
  });
export type GraduationDecision = z.infer<typeof graduationDecision>;

/** How the export of everything that a participant filed stands. `withdrawn`: a claim in it was deleted, and its file with it. */
export const LEAVING_STATES = ['waiting', 'packing', 'done', 'cancelled', 'failed', 'withdrawn'] as const;
export type LeavingState = (typeof LEAVING_STATES)[number];

/** `GET /v1/leaving-export`, and the answer to what begins or ends one; null where none was begun. */
export const leavingExport = z.strictObject({
  export: z
    .strictObject({
      exportId: uuid,
      state: z.enum(LEAVING_STATES),
      askedAt: utcTime,
      by: z.string(),
      /** Claims packed so far, of all. */
      done: z.int().nonnegative(),
      claims: z.int().nonnegative(),
      /** Claims whose evidence cannot be packed, because a file of theirs is damaged or missing: named in the export. */
      left: z.int().nonnegative(),
      /** Of the finished file. */
      file: z
        .strictObject({ name: z.string(), bytes: z.int().positive(), sha256: z.string(), at: utcTime })
        .nullable(),
    })
    .nullable(),
});
export type LeavingExport = z.infer<typeof leavingExport>;
