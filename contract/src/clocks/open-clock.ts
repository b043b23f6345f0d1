import { z } from 'zod';
import { claimNumber, packetNumber, utcTime, uuid } from '../identifiers.ts';

/**
 * What is waited for. `counter-reply`: the complainant's reply to a counter-notice; `complaint-or-suit`: that a complaint or a suit is shown;
 * `review`: the program's decision on a claim; `packet`: that a packet goes; `thread`: an answer where something is stuck; `mandate-end` and
 * `right-end`: the last day of a mandate, or of a right's registration.
 */
export const CLOCK_KINDS = [
  'counter-reply',
  'complaint-or-suit',
  'review',
  'packet',
  'thread',
  'mandate-end',
  'right-end',
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** What a clock is about, as far as its reader may know it by name. */
const subject = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('claim'), claimId: uuid, number: claimNumber }),
  z.strictObject({ is: z.literal('packet'), packetId: uuid, number: packetNumber }),
  z.strictObject({ is: z.literal('right'), rightId: uuid, mark: z.string() }),
  z.strictObject({
    is: z.literal('mandate'),
    mandateId: uuid,
    holder: z.string(),
    representative: z.string(),
  }),
]);

/** A clock that runs. */
export const openClock = z.strictObject({
  /** The same for the same clock whenever it is asked for, also when its day has moved. */
  key: z.string(),
  kind: z.enum(CLOCK_KINDS),
  /** Its last day, in UTC. */
  due: z.iso.date(),
  /** The instant at which it runs out; null where the whole of the last day is left. */
  dueAt: utcTime.nullable(),
  /** It runs into a year whose holidays are not published yet: the day may move. */
  provisional: z.boolean(),
  /** Whose claim, right or mandate it is. */
  organisation: z.strictObject({ organisationId: uuid, name: z.string() }),
  subject,
});
export type OpenClock = z.infer<typeof openClock>;

/** `GET /v1/clocks`: the clock that runs out first stands first. */
export const openClockList = z.strictObject({ clocks: z.array(openClock) });
