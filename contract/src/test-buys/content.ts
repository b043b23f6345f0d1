import { z } from 'zod';
import { classified } from '../confidentiality.ts';
import { ADDED_FILE_LIMIT, ADDED_FILE_TYPES } from '../fields/added-file.ts';
import { CLAIM_FIELDS } from '../fields/list.ts';
import { sha256Hex, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { TEST_BUY_FILE_ROLES } from './codes.ts';

/** Most files and recordings of one test buy. */
const MOST_FILES = 120;
const MOST_RECORDINGS = 20;

const text = (most: number) => z.string().max(most);

/** What is bought where, as the page said. */
const listing = z.strictObject({
  marketplace: classified(z.enum(MARKETPLACE_IDS).nullable(), 'A'),
  url: classified(text(2_000), 'A'),
  itemId: classified(text(60), 'A'),
  title: classified(text(500), 'A'),
  sellerName: classified(text(300), 'A'),
  sellerId: classified(text(200), 'A'),
});

/** What was ordered. The number identifies the buying account, so it is of class B. */
const order = z.strictObject({
  number: classified(text(64), 'B', 'order'),
  quantity: classified(z.number().int().min(1).max(1_000_000).nullable(), 'B', 'order'),
  /** What one piece cost, in major units, and in which currency (ISO 4217); null until it is known. */
  price: classified(
    z
      .strictObject({
        amount: z.number().nonnegative().max(1_000_000_000),
        currency: z.string().regex(/^[A-Z]{3}$/),
      })
      .nullable(),
    'B',
    'order',
  ),
});

/** What came. A waybill leads to whoever received it. */
const parcel = z.strictObject({
  carrier: classified(text(200), 'B', 'order'),
  sender: classified(text(500), 'B', 'order'),
  waybill: classified(text(100), 'C'),
  condition: classified(text(1_000), 'C'),
  /** Number of the sealed bag in which the goods are kept. */
  bag: classified(text(60), 'B', 'order'),
  keptBy: classified(text(300), 'C'),
});

const buyFile = z.strictObject({
  sha256: sha256Hex,
  name: classified(z.string().min(1).max(200), 'C'),
  type: z.enum(ADDED_FILE_TYPES),
  bytes: z.number().int().positive().max(ADDED_FILE_LIMIT),
  role: z.enum(TEST_BUY_FILE_ROLES),
});
export type TestBuyFile = z.infer<typeof buyFile>;

/** A recording that stays with whoever made it: too large to hand in, but its hash says which one it is. */
const recording = z.strictObject({
  sha256: sha256Hex,
  name: classified(z.string().min(1).max(200), 'C'),
  bytes: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  keptAt: classified(text(500), 'C'),
});
export type TestBuyRecording = z.infer<typeof recording>;

/** A test buy as people write it down. All of it may be empty: what is missing is said, and holds nothing back that happened. */
export const testBuyContent = z.strictObject({
  name: classified(z.string().trim().min(1).max(200), 'C'),
  /** The right on which the claim is to rest. */
  rightId: uuid.nullable(),
  listing,
  /** A capture of the listing from before the order, which the organisation has already. */
  captureId: classified(uuid.nullable(), 'C'),
  order,
  parcel,
  files: z.array(buyFile).max(MOST_FILES),
  recordings: z.array(recording).max(MOST_RECORDINGS),
  notes: classified(text(10_000), 'C'),
});
export type TestBuyContent = z.infer<typeof testBuyContent>;

/** What identifies buyer and payment: class C, sealed where it is kept, and read by few. */
export const testBuyVault = z.strictObject({
  persona: classified(text(300), 'C'),
  account: classified(text(300), 'C'),
  recipient: classified(text(1_000), 'C'),
  payment: classified(text(500), 'C'),
  note: classified(text(2_000), 'C'),
});
export type TestBuyVault = z.infer<typeof testBuyVault>;

/** What contradicts itself: where it stands (a JSON pointer below the content), and why. */
export interface TestBuyFault {
  path: string;
  code: 'named-twice' | 'wrong-form';
}

/** Order numbers in the one form in which they are compared; null where there is none. As `testBuyOrderOf` of a claim. */
export function orderKey(number: string): string | null {
  return number.trim().toUpperCase() || null;
}

/** What in a test buy contradicts itself. Each is at its field; a test buy with one is not saved. */
export function testBuyFaults({ order: { number }, files, recordings }: TestBuyContent): TestBuyFault[] {
  const faults: TestBuyFault[] = [];
  // As a claim takes it, so that what is filled in there is accepted.
  if (number !== '' && !CLAIM_FIELDS.testBuyOrder.sent.safeParse(number).success)
    faults.push({ path: '/order/number', code: 'wrong-form' });
  for (const [list, entries] of Object.entries({ files, recordings })) {
    const hashes = entries.map(({ sha256 }) => sha256);
    for (const [index, hash] of hashes.entries())
      if (hashes.indexOf(hash) !== index)
        faults.push({ path: `/${list}/${index}/sha256`, code: 'named-twice' });
  }
  return faults;
}

/** A test buy of which nothing is written down yet. */
export function emptyTestBuy(name: string): TestBuyContent {
  return {
    name,
    rightId: null,
    listing: { marketplace: null, url: '', itemId: '', title: '', sellerName: '', sellerId: '' },
    captureId: null,
    order: { number: '', quantity: null, price: null },
    parcel: { carrier: '', sender: '', waybill: '', condition: '', bag: '', keptBy: '' },
    files: [],
    recordings: [],
    notes: '',
  };
}
