import { z } from 'zod';
import { FACT_LIMITS } from './marketplaces/limits.ts';
import { MARKETPLACE_IDS } from './marketplaces/types.ts';

export { FACT_LIMITS };

const url = z
  .string()
  .max(FACT_LIMITS.url)
  .regex(/^https?:\/\//);

/**
 * A fact as read from a page: the parsed value, the text it was read from, and where that text stood
 * (`state:…` page state in an inline script, `json-ld`, `meta:…`, `dom:…`, `url`).
 */
function fact<Value extends z.ZodType>(value: Value) {
  return z.strictObject({
    value,
    raw: z.string().max(FACT_LIMITS.raw),
    source: z.string().min(1).max(200),
  });
}

/** Price as shown. `min` equals `max` for a single price; amounts in major units; ISO 4217 currency. */
export const priceValue = z
  .strictObject({
    min: z.number().nonnegative(),
    max: z.number().nonnegative(),
    currency: z.string().regex(/^[A-Z]{3}$/),
  })
  .refine((price) => price.min <= price.max, 'min must not exceed max');

/** Seller as the listing shows it; every part that the page holds, never a guess. */
export const sellerValue = z
  .strictObject({
    name: z.string().min(1).max(FACT_LIMITS.name).optional(),
    id: z.string().min(1).max(200).optional(),
    url: url.optional(),
  })
  .refine((seller) => seller.name ?? seller.id ?? seller.url, 'a seller needs a name, an id or an address');

/** Facts of one listing. A fact that was not found is absent. */
export const listingFacts = z.strictObject({
  title: fact(z.string().min(1).max(FACT_LIMITS.title)).optional(),
  price: fact(priceValue).optional(),
  seller: fact(sellerValue).optional(),
  images: fact(z.array(url).min(1).max(FACT_LIMITS.images)).optional(),
  soldCount: fact(z.number().int().nonnegative()).optional(),
  location: fact(z.string().min(1).max(FACT_LIMITS.name)).optional(),
  category: fact(
    z.array(z.string().min(1).max(FACT_LIMITS.name)).min(1).max(FACT_LIMITS.category),
  ).optional(),
  brand: fact(z.string().min(1).max(FACT_LIMITS.name)).optional(),
  description: fact(z.string().min(1).max(FACT_LIMITS.description)).optional(),
});

export type ListingFacts = z.infer<typeof listingFacts>;
export type FactName = keyof ListingFacts;
export type Price = z.infer<typeof priceValue>;
export type Seller = z.infer<typeof sellerValue>;

/** Pages that stand in a listing's place, named so that none of them is filed as the listing. */
export const WALLS = ['captcha', 'login', 'region', 'removed', 'empty-shell'] as const;
export type Wall = (typeof WALLS)[number];

export const PAGE_KINDS = ['listing', 'search', 'store', 'none', 'wall'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** What recognition and extraction say of one page: pure function of its address and document. */
export const pageReading = z.strictObject({
  marketplace: z.enum(MARKETPLACE_IDS).nullable(),
  kind: z.enum(PAGE_KINDS),
  wall: z.enum(WALLS).optional(),
  itemId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  canonicalUrl: url.optional(),
  facts: listingFacts,
});
export type PageReading = z.infer<typeof pageReading>;
