import { z } from 'zod';
import { listingFacts } from '../facts.ts';
import { claimNumber, utcTime, uuid } from '../identifiers.ts';
import { adapterVersion } from '../marketplace-settings.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';

const count = z.int().nonnegative();
const share = z.strictObject({ found: count, captures: count });
const factName = listingFacts.keyof();

const fall = z.strictObject({
  fact: factName,
  days: z.int().positive(),
  before: share,
  now: share,
});

const summary = {
  marketplace: z.enum(MARKETPLACE_IDS),
  /** Captures that an adapter read in the last five weeks. */
  captures: count,
  falls: z.array(fall),
};

/** `GET /v1/marketplaces/readings`: what is found on the marketplaces' pages, as far as something fell. */
export const marketplaceReadings = z.strictObject({
  /** When captures were last counted; null where they never were. */
  countedAt: utcTime.nullable(),
  marketplaces: z.array(z.strictObject(summary)),
});
export type MarketplaceReadings = z.infer<typeof marketplaceReadings>;

const example = z.strictObject({
  claimId: uuid,
  number: claimNumber,
  receivedAt: utcTime,
  version: adapterVersion,
});

/** `GET /v1/marketplaces/readings/{marketplace}`: what is found of each fact, week by week and by version, with claims to look at. */
export const marketplaceReading = z.strictObject({
  countedAt: utcTime.nullable(),
  ...summary,
  /** Every fact that was ever found in this time. Of each the last seven days first. */
  facts: z.array(z.strictObject({ fact: factName, weeks: z.array(share) })),
  /** The newest first. */
  versions: z.array(
    z.strictObject({
      version: adapterVersion,
      captures: count,
      found: z.partialRecord(factName, count),
    }),
  ),
  /** Of each fact that fell the newest claims in whose capture it was not found. */
  examples: z.array(z.strictObject({ fact: factName, claims: z.array(example) })),
});
export type MarketplaceReading = z.infer<typeof marketplaceReading>;
