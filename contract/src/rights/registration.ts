import { z } from 'zod';
import { uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';

/** How a right stands with a marketplace's own register of rights, which spares each claim its papers. */
export const REGISTRATION_STATES = ['submitted', 'verified', 'refused'] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

const day = z.iso.date();

/** One right with one marketplace; where it was not submitted there is none. */
export const registration = z.strictObject({
  marketplace: z.enum(MARKETPLACE_IDS),
  state: z.enum(REGISTRATION_STATES),
  /** The marketplace's own number. */
  number: z.string().nullable(),
  submittedOn: day,
  /** When it was verified or refused. */
  decidedOn: day.nullable(),
  cause: z.string().nullable(),
  /** Calendar days from submission until it was decided, or until today. */
  days: z.number().int().nonnegative(),
});
export type Registration = z.infer<typeof registration>;

/** `PUT /v1/vault/rights/{rightId}/registrations/{marketplace}`, by the program's staff: what the marketplace said, and on which day. */
export const registrationNote = z.strictObject({
  state: z.enum(REGISTRATION_STATES),
  on: day,
  number: z.string().trim().min(1).max(100).nullable(),
  /** Of a refusal. */
  cause: z.string().trim().min(1).max(500).nullable(),
});
export type RegistrationNote = z.infer<typeof registrationNote>;

/** `GET /v1/vault/registrations`: the organisation's, for staff all; those that wait longest first. */
export const registrationList = z.strictObject({
  registrations: z.array(
    z.strictObject({
      ...registration.shape,
      right: z.strictObject({ rightId: uuid, mark: z.string(), place: z.string(), number: z.string() }),
      holder: z.string(),
    }),
  ),
});
