import { z } from 'zod';
import { utcTime } from '../identifiers.ts';

/** `GET /v1/me/calendar`: whether the caller has a calendar of clocks, as one of the organisation that they act for. */
export const ownCalendar = z.strictObject({
  calendar: z.strictObject({ createdAt: utcTime, lastReadAt: utcTime.nullable() }).nullable(),
});
export type OwnCalendar = z.infer<typeof ownCalendar>;

/** `POST /v1/me/calendar`: the address is secret, and shown this once. */
export const madeCalendar = z.strictObject({ address: z.string() });
export type MadeCalendar = z.infer<typeof madeCalendar>;
