import { z } from 'zod';
import { classified } from '../confidentiality.ts';
import { addedFile } from '../fields/added-file.ts';
import { sha256Hex, utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { CLAIM_STATES } from '../states.ts';
import { TEST_BUY_STAGES } from './codes.ts';
import { testBuyContent, testBuyVault } from './content.ts';
import { buyConsent, buyStatement, buyStep } from './records.ts';

/** `POST /v1/test-buys`: plans a test buy. The same id once more is the same. */
export const newTestBuy = z.strictObject({ testBuyId: uuid, name: testBuyContent.shape.name });

const version = z.number().int().positive();
const stage = z.enum(TEST_BUY_STAGES);

/** A test buy in the list. */
export const testBuySummary = z.strictObject({
  testBuyId: uuid,
  number: z.string(),
  name: z.string(),
  stage,
  /** How much is missing so far. */
  lacks: z.number().int().nonnegative(),
  savedAt: utcTime,
  savedBy: z.string(),
});
export type TestBuySummary = z.infer<typeof testBuySummary>;

/** `GET /v1/test-buys`: the organisation's own, the latest saved first. */
export const testBuyList = z.strictObject({ testBuys: z.array(testBuySummary) });

/** `PUT /v1/test-buys/{testBuyId}`: saves all that is written down, over the version that it was made from. */
export const testBuySave = z.strictObject({ version, content: testBuyContent });
export type TestBuySave = z.infer<typeof testBuySave>;

/** A capture of a listing that the organisation has, by the claim that brought it. */
export const boughtCapture = z.strictObject({
  captureId: uuid,
  claimId: uuid,
  claimNumber: z.string(),
  /** When the program received it. */
  receivedAt: utcTime,
  marketplace: z.enum(MARKETPLACE_IDS),
  itemId: z.string(),
  url: z.string(),
  title: z.string(),
  sellerName: z.string(),
  sellerId: z.string(),
});
export type BoughtCapture = z.infer<typeof boughtCapture>;

/** `GET …/captures`: those of the listing, where it is known, else the latest. */
export const boughtCaptures = z.strictObject({ captures: z.array(boughtCapture) });

const restingClaim = z.strictObject({ claimId: uuid, number: z.string(), state: z.enum(CLAIM_STATES) });

/** `GET /v1/test-buys/{testBuyId}` */
export const testBuyDetail = z.strictObject({
  ...testBuySummary.shape,
  version,
  content: testBuyContent,
  /** Who saved before, the latest first, and which parts differ from the version before. */
  history: z.array(
    z.strictObject({ version, at: utcTime, by: z.string(), changed: z.array(testBuyContent.keyof()) }),
  ),
  /** All that was noted, also what was undone, in the order of noting. */
  steps: z.array(buyStep),
  /** The latest first. */
  statements: z.array(buyStatement),
  consents: z.array(buyConsent),
  /** The capture that it names; null where it names none, or it is here no longer. */
  capture: boughtCapture.nullable(),
  /** The one claim that rests on the order. */
  claim: restingClaim.nullable(),
  /** When the vault was written last; what is in it has an address of its own. */
  vault: z.strictObject({ version: z.number().int().nonnegative(), at: utcTime.nullable(), by: z.string() }),
  may: z.strictObject({ vault: z.boolean() }),
});
export type TestBuyDetail = z.infer<typeof testBuyDetail>;

/** `GET …/vault`; `PUT …/vault` over the version that the caller read, and what it answers. `version` 0: nothing was written yet. */
export const vaultRead = z.strictObject({ version: z.number().int().nonnegative(), vault: testBuyVault });
export type VaultRead = z.infer<typeof vaultRead>;

/** `GET /v1/claims/{claimId}/test-buy`: the test buy whose order the claim rests on. */
export const claimTestBuy = z.strictObject({
  testBuy: z.strictObject({ testBuyId: uuid, number: z.string(), stage }).nullable(),
});

const day = z.iso.date();

/**
 * `GET /v1/test-buys/for-claim`: test buys of a listing from which a claim can be filled: examined, found to be counterfeit, consented to, and
 * with no claim yet. Recorded facts alone: never what was found, and never a statement.
 */
export const testBuyFills = z.strictObject({
  testBuys: z.array(
    z.strictObject({
      testBuyId: uuid,
      number: z.string(),
      orderNumber: classified(z.string(), 'B', 'order'),
      days: z.strictObject({ ordered: day, received: day, examined: day }),
      report: z.array(addedFile),
      photos: z.array(addedFile),
    }),
  ),
});
export type TestBuyFill = z.infer<typeof testBuyFills>['testBuys'][number];

/** A file of a test buy, by hash. */
export const testBuyFileParams = z.strictObject({ testBuyId: uuid, sha256: sha256Hex });
