/** How far a test buy has come; the last two are ends without goods to examine. */
export const TEST_BUY_STAGES = [
  'planned',
  'ordered',
  'shipped',
  'received',
  'examined',
  'reported',
  'cancelled',
  'not-delivered',
] as const;
export type TestBuyStage = (typeof TEST_BUY_STAGES)[number];

/** What may come after a stage. That something was shipped is not always said, so it may be left out. */
export const NEXT_STAGES: Readonly<Record<TestBuyStage, readonly TestBuyStage[]>> = {
  planned: ['ordered', 'cancelled'],
  ordered: ['shipped', 'received', 'cancelled', 'not-delivered'],
  shipped: ['received', 'cancelled', 'not-delivered'],
  received: ['examined'],
  examined: ['reported'],
  reported: [],
  cancelled: [],
  'not-delivered': [],
};

/** Ends that say why. */
export const TEST_BUY_ENDS: readonly TestBuyStage[] = ['cancelled', 'not-delivered'];

/** What a file of a test buy is. */
export const TEST_BUY_FILE_ROLES = [
  'parcel',
  'unboxing',
  'goods',
  'label',
  'report',
  'order',
  'waybill',
  'payment',
  'other',
] as const;
export type TestBuyFileRole = (typeof TEST_BUY_FILE_ROLES)[number];

/** Photographs that a report shows and a claim may have. */
export const TEST_BUY_PHOTO_ROLES: readonly TestBuyFileRole[] = ['parcel', 'unboxing', 'goods', 'label'];

/** Files that may go with consent. Of the others nothing goes: they show the buying account, an address, or how it was paid. */
export const TEST_BUY_GOING_ROLES: readonly TestBuyFileRole[] = [...TEST_BUY_PHOTO_ROLES, 'report'];

/** What an examination came to, as whoever examined it says. */
export const TEST_BUY_CONCLUSIONS = ['counterfeit', 'genuine', 'undecided'] as const;
export type TestBuyConclusion = (typeof TEST_BUY_CONCLUSIONS)[number];
