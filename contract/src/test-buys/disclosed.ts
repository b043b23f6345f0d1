import { z } from 'zod';
import { ADDED_FILE_TYPES } from '../fields/added-file.ts';
import { sha256Hex } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { TEST_BUY_CONCLUSIONS, TEST_BUY_FILE_ROLES } from './codes.ts';
import { type BuyInHand, buyDayOf, buyReportLacks, goingBuyPhotos } from './gate.ts';

const day = z.iso.date();

/** What the report of a test buy says: built from what may go, and from nothing else. */
export const disclosedTestBuy = z.strictObject({
  number: z.string(),
  requester: z.string(),
  right: z.strictObject({
    type: z.string(),
    place: z.string(),
    number: z.string(),
    mark: z.string(),
    owner: z.string(),
  }),
  listing: z.strictObject({
    marketplace: z.enum(MARKETPLACE_IDS),
    url: z.string(),
    itemId: z.string(),
    title: z.string(),
    sellerName: z.string(),
    sellerId: z.string(),
  }),
  order: z.strictObject({
    number: z.string(),
    quantity: z.number().int().nullable(),
    price: z.strictObject({ amount: z.number(), currency: z.string() }).nullable(),
  }),
  days: z.strictObject({ ordered: day, shipped: day.nullable(), received: day, examined: day }),
  parcel: z.strictObject({ carrier: z.string(), sender: z.string(), bag: z.string() }),
  /** Under names of the report's own: what somebody's disk called them can say something. */
  photos: z.array(
    z.strictObject({
      name: z.string(),
      role: z.enum(TEST_BUY_FILE_ROLES),
      sha256: sha256Hex,
      type: z.enum(ADDED_FILE_TYPES),
    }),
  ),
  examination: z.strictObject({
    signedAs: z.string(),
    process: z.string(),
    findings: z.string(),
    conclusion: z.enum(TEST_BUY_CONCLUSIONS),
  }),
});
export type DisclosedTestBuy = z.infer<typeof disclosedTestBuy>;

/** What a report takes from around the test buy. */
export type BuySurroundings = Pick<DisclosedTestBuy, 'number' | 'requester' | 'right'>;

/** Builds what the report says, field by field; null while anything is missing that it needs. */
export function discloseTestBuy(buy: BuyInHand, given: BuySurroundings): DisclosedTestBuy | null {
  const { content, steps, statement } = buy;
  const { listing, order, parcel } = content;
  const { marketplace } = listing;
  const [ordered, received, examined] = (['ordered', 'received', 'examined'] as const).map((stage) =>
    buyDayOf(steps, stage),
  );
  if (buyReportLacks(buy).length > 0 || !statement || !marketplace) return null;
  if (!ordered || !received || !examined) return null;
  const { number, requester, right } = given;
  return {
    number,
    requester,
    right,
    listing: {
      ...{ marketplace, url: listing.url, itemId: listing.itemId, title: listing.title },
      ...{ sellerName: listing.sellerName, sellerId: listing.sellerId },
    },
    order: { number: order.number, quantity: order.quantity, price: order.price },
    days: { ordered, shipped: buyDayOf(steps, 'shipped'), received, examined },
    parcel: { carrier: parcel.carrier, sender: parcel.sender, bag: parcel.bag },
    photos: goingBuyPhotos(buy).map(({ role, sha256, type }, index) => ({
      ...{ name: `photo-${String(index + 1).padStart(3, '0')}`, role, sha256, type },
    })),
    examination: {
      ...{ signedAs: statement.signedAs, process: statement.process, findings: statement.findings },
      conclusion: statement.conclusion,
    },
  };
}
