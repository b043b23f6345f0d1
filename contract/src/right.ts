import { z } from 'zod';
import { uuid } from './identifiers.ts';
import { mandateHold } from './mandates/hold.ts';
import { RIGHT_TYPES } from './reasons.ts';

export const RIGHT_STATUSES = ['unverified', 'verified', 'rejected'] as const;

/** A registered right as the backend lists it to those who may claim under it. */
export const right = z.strictObject({
  rightId: uuid,
  type: z.enum(RIGHT_TYPES),
  brand: z.string().min(1).max(200),
  mark: z.string().min(1).max(500),
  /** Place of registration: ISO 3166-1 alpha-2, or `EM` for the European Union. */
  place: z.string().regex(/^[A-Z]{2}$/),
  number: z.string().min(1).max(100),
  owner: z.string().min(1).max(500),
  niceClasses: z.array(z.number().int().min(1).max(45)).max(45),
  status: z.enum(RIGHT_STATUSES),
  /** Calendar day after which the right no longer stands; null where it does not expire. */
  expiresOn: z.iso.date().nullable(),
  /** By which mandates claims under it are filed, where it is another's, the one that lasts longest first. Absent of an organisation's own. */
  mandates: z.array(mandateHold).min(1).optional(),
});
export type Right = z.infer<typeof right>;

/** True when the right has expired on the given day (both `YYYY-MM-DD`, compared as calendar days). */
export function isExpired(candidate: Pick<Right, 'expiresOn'>, today: string): boolean {
  return candidate.expiresOn !== null && candidate.expiresOn < today;
}
