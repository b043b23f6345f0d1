import { evidenceFile, LIMITATIONS, listingFacts, MARKETPLACE_IDS } from '@marketsafe/contract';
import { z } from 'zod';

const size = z.object({ width: z.number(), height: z.number() });

/** A record of schema 1, from before captures were signed, as far as the screen of a capture shows it. Upgrades leave records alone. */
const firstRecord = z.object({
  schema: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  env: z.object({ userAgent: z.string(), timeZone: z.string(), viewport: size }).optional(),
  request: z.object({ url: z.string(), canonicalUrl: z.string() }),
  time: z.object({ start: z.string(), end: z.string() }).optional(),
  page: z.object({ scroll: z.object({ x: z.number(), y: z.number() }) }).optional(),
  listing: z
    .object({
      marketplace: z.enum(MARKETPLACE_IDS),
      itemId: z.string(),
      wall: z.string().optional(),
      facts: listingFacts.catch({}),
    })
    .optional(),
  files: z.array(evidenceFile),
  limitations: z.array(z.enum(LIMITATIONS)),
});
export type FirstRecord = z.infer<typeof firstRecord>;

/** The record as one of schema 1; null where it is none. */
export function readFirstRecord(record: unknown): FirstRecord | null {
  return firstRecord.safeParse(record).data ?? null;
}
