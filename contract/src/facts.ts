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

const text = z.string().min(1).max(FACT_LIMITS.name);

/**
 * What a buyer chooses among: each choice with the values the page offers, and the combinations that have a number of their own.
 * A counterfeit is often one value of an otherwise lawful listing.
 */
export const variantsValue = z
  .strictObject({
    options: z
      .array(
        z.strictObject({
          /** Absent where the page gives the choice no name. */
          name: text.optional(),
          values: z
            .array(z.strictObject({ text, image: url.optional() }))
            .min(1)
            .max(FACT_LIMITS.optionValues),
          /** The value that the page shows as chosen, one of `values`. Absent where it shows none. */
          selected: text.optional(),
          /** Set where more than `values` may be offered: the page lists only some, or more than are kept. */
          incomplete: z.literal(true).optional(),
        }),
      )
      .max(FACT_LIMITS.options),
    /** `values`: one text for each option, in their order, as far as the page links them. */
    skus: z
      .array(
        z.strictObject({
          id: z.string().regex(/^\d{1,24}$/),
          values: z.array(text).max(FACT_LIMITS.options),
        }),
      )
      .max(FACT_LIMITS.skus),
    /** Set where there are more combinations than `skus`. */
    incomplete: z.literal(true).optional(),
  })
  .refine(({ options, skus }) => options.length + skus.length > 0, 'variants need a choice or a number');

/** Smallest quantity that is sold, in the unit the page names. */
export const minimumOrderValue = z.strictObject({
  quantity: z.number().positive(),
  unit: text.optional(),
});

/** Buyers' rating of the item: `score` out of `best`, and how many ratings or reviews it rests on. */
export const ratingValue = z
  .strictObject({
    score: z.number().positive(),
    best: z.number().positive(),
    count: z.number().int().nonnegative().optional(),
  })
  .refine(({ score, best }) => score <= best, 'score must not exceed best');

/** How long the store has been open, as shown: whole years, or the day, month or year it opened. */
export const storeAgeValue = z
  .strictObject({
    years: z.number().int().nonnegative().max(200).optional(),
    since: z
      .string()
      .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/)
      .optional(),
  })
  .refine(({ years, since }) => years !== undefined || since !== undefined, 'an age needs years or a date');

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
  variants: fact(variantsValue).optional(),
  minimumOrder: fact(minimumOrderValue).optional(),
  rating: fact(ratingValue).optional(),
  /** Where the goods are sent from, where the page tells it apart from the seller's location. */
  shipFrom: fact(text).optional(),
  storeAge: fact(storeAgeValue).optional(),
  /** The marketplace's own standing of the store as shown: `Gold Supplier`, `LazMall`, `天猫旗舰店`, a credit level. */
  storeLevel: fact(text).optional(),
});

export type ListingFacts = z.infer<typeof listingFacts>;

/** What a claim rests on beside the identity: read before and after the picture, so that both are of one moment. */
export const keyFacts = listingFacts.pick({ title: true, price: true, seller: true });
export type KeyFacts = z.infer<typeof keyFacts>;
export type FactName = keyof ListingFacts;
export type Price = z.infer<typeof priceValue>;
export type Seller = z.infer<typeof sellerValue>;
export type Variants = z.infer<typeof variantsValue>;
export type Rating = z.infer<typeof ratingValue>;
export type MinimumOrder = z.infer<typeof minimumOrderValue>;
export type StoreAge = z.infer<typeof storeAgeValue>;

/** Pages that stand in a listing's place, named so that none of them is filed as the listing. */
export const WALLS = ['captcha', 'login', 'region', 'removed', 'empty-shell'] as const;
export type Wall = (typeof WALLS)[number];

export const PAGE_KINDS = ['listing', 'search', 'store', 'none', 'wall'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

const itemId = z.string().regex(/^\d{1,20}$/);
/** See `PageAddress.scope`. */
export const listingScope = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** One listing as a search or store page shows it. Identity is certain; everything else is there where the card shows it. */
export const listingCard = z.strictObject({
  /** Not always the page's own: Taobao's results show Tmall's listings too. */
  marketplace: z.enum(MARKETPLACE_IDS),
  itemId,
  scope: listingScope.optional(),
  canonicalUrl: url,
  title: z.string().min(1).max(FACT_LIMITS.title).optional(),
  price: z.strictObject({ value: priceValue, raw: z.string().max(FACT_LIMITS.name) }).optional(),
  image: url.optional(),
  seller: sellerValue.optional(),
  source: z.string().min(1).max(200),
});
export type ListingCard = z.infer<typeof listingCard>;

/** What recognition and extraction say of one page: pure function of its address and document. */
export const pageReading = z.strictObject({
  marketplace: z.enum(MARKETPLACE_IDS).nullable(),
  kind: z.enum(PAGE_KINDS),
  wall: z.enum(WALLS).optional(),
  itemId: itemId.optional(),
  scope: listingScope.optional(),
  canonicalUrl: url.optional(),
  /** A listing's facts; of a store page the seller. */
  facts: listingFacts,
  /** The listings that a search or store page shows, in page order, each once. Absent on other pages. */
  cards: z.array(listingCard).max(FACT_LIMITS.cards).optional(),
});
export type PageReading = z.infer<typeof pageReading>;
