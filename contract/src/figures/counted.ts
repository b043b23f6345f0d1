import { z } from 'zod';
import { uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { REASON_CODES } from '../reasons.ts';
import { CLAIM_STATES } from '../states.ts';
import { askedOfFigures, inOrder, ORDER_REFUSAL } from './figures.ts';

/** What a figure counts: claims, as they came or as they stand, or links, as the marketplace decided on them or has yet to. */
export const COUNTED_THINGS = [
  ...(['received', 'duplicate', 'declined', 'withdrawn'] as const),
  ...(['removed', 'refused', 'gone', 'lost', 'pending', 'counters'] as const),
] as const;
export type CountedThing = (typeof COUNTED_THINGS)[number];

/** `GET /v1/figures/lines` */
export const countedQuery = z
  .strictObject({
    ...askedOfFigures,
    what: z.enum(COUNTED_THINGS),
    marketplace: z.enum(MARKETPLACE_IDS).optional(),
    reason: z.enum(REASON_CODES).optional(),
    /** As rights name it; empty for those that name none. */
    brand: z.string().max(200).optional(),
    /** Where the page before ended. */
    cursor: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2} [0-9a-f-]{36}( \d{1,9})?$/)
      .optional(),
  })
  .refine(inOrder, ORDER_REFUSAL);
export type CountedQuery = z.infer<typeof countedQuery>;

/** One of what a figure counts: a claim, or a link with the claims behind it. */
export const countedLine = z.strictObject({
  key: z.string(),
  /** On which it is counted, UTC. */
  day: z.iso.date(),
  /** Null for claims by themselves. */
  packetId: uuid.nullable(),
  marketplace: z.enum(MARKETPLACE_IDS),
  reason: z.enum(REASON_CODES),
  brand: z.string(),
  /** Of one link, those that the reader may read. */
  claims: z.array(
    z.strictObject({
      ...{ claimId: uuid, number: z.string(), state: z.enum(CLAIM_STATES) },
      ...{ itemId: z.string(), title: z.string().nullable() },
    }),
  ),
});
export type CountedLine = z.infer<typeof countedLine>;

/** The lines behind a figure; `total` is the figure. */
export const countedLines = z.strictObject({
  total: z.int().nonnegative(),
  lines: z.array(countedLine),
  next: z.string().nullable(),
});
export type CountedLines = z.infer<typeof countedLines>;
