import { z } from 'zod';
import { claimSummary } from '../api.ts';
import { utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { right } from '../right.ts';

const organisation = claimSummary.shape.organisation;

/** A claim that was found. */
export const foundClaim = z.strictObject({
  ...claimSummary.shape,
  /** When its state last changed. */
  changedAt: utcTime,
});
export type FoundClaim = z.infer<typeof foundClaim>;

/** A right that was found. */
export const foundRight = z.strictObject({
  ...right.pick({
    rightId: true,
    brand: true,
    mark: true,
    type: true,
    place: true,
    number: true,
    status: true,
  }).shape,
  organisation,
});
export type FoundRight = z.infer<typeof foundRight>;

/** Most claims of a found seller that are counted. */
export const MAX_COUNTED = 100;

/** A seller that was found: whoever some claim names. */
export const foundSeller = z.strictObject({
  sellerId: uuid,
  marketplace: z.enum(MARKETPLACE_IDS),
  id: z.string().nullable(),
  name: z.string().nullable(),
  /** `MAX_COUNTED` means: so many or more. */
  claims: z.number().int().nonnegative().max(MAX_COUNTED),
});
export type FoundSeller = z.infer<typeof foundSeller>;

/** `GET /v1/search`: claims newest first, `next` is the cursor of the following page; to words, on the first page, also what else they name. */
export const searchResult = z.strictObject({
  claims: z.array(foundClaim),
  next: z.string().nullable(),
  rights: z.array(foundRight),
  sellers: z.array(foundSeller),
  /** What the filters by id stand for, where it is there. */
  named: z.strictObject({
    right: foundRight.nullable(),
    seller: foundSeller.nullable(),
    organisation: organisation.unwrap().nullable(),
  }),
  /** When it was found. */
  asOf: utcTime,
  /** When the person last said that they have seen the list; null while they never did. */
  lookedAt: utcTime.nullable(),
});
export type SearchResult = z.infer<typeof searchResult>;
