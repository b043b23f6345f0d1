import { z } from 'zod';
import { classified } from '../confidentiality.ts';
import { sha256Hex, utcTime, uuid } from '../identifiers.ts';
import { TEST_BUY_CONCLUSIONS, TEST_BUY_STAGES } from './codes.ts';

const stage = z.enum(TEST_BUY_STAGES);
const reason = classified(z.string().trim().max(1_000), 'C');

/**
 * `POST /v1/test-buys/{testBuyId}/steps`: notes that a stage was reached. The same id once more is the same. `from` is the stage that the
 * caller saw: of two who note something at once, the second is told.
 */
export const newBuyStep = z.strictObject({
  stepId: uuid,
  from: stage,
  stage,
  /** The day on which it happened. */
  on: z.iso.date(),
  /** Why, for an end without goods. */
  reason,
});
export type NewBuyStep = z.infer<typeof newBuyStep>;

/** `POST …/steps/{stepId}/undo`: it was set wrongly. Both stay in the history. */
export const buyStepUndo = z.strictObject({ reason: z.string().trim().min(1).max(1_000) });

export const buyStep = z.strictObject({
  ...{ stepId: uuid, stage, on: z.iso.date(), reason, at: utcTime, by: z.string() },
  undone: z.strictObject({ at: utcTime, by: z.string(), reason: z.string() }).nullable(),
});
export type BuyStep = z.infer<typeof buyStep>;

/**
 * `POST …/statements`: what the caller found when they examined the goods, in their own words: nothing of it is ever filled in. A later one
 * takes its place; both stay.
 */
export const newBuyStatement = z.strictObject({
  statementId: uuid,
  /** Who speaks, as they sign: a name, or a function of the rights holder's. */
  signedAs: classified(z.string().trim().min(1).max(200), 'B', 'order'),
  /** How it was examined, and what was found: goes with the report. */
  process: classified(z.string().trim().min(1).max(3_000), 'B', 'order'),
  findings: classified(z.string().trim().min(1).max(5_000), 'B', 'order'),
  conclusion: classified(z.enum(TEST_BUY_CONCLUSIONS), 'B', 'order'),
  /** By what false goods are told from genuine ones: stays. */
  tells: classified(z.string().trim().max(10_000), 'C'),
});
export type NewBuyStatement = z.infer<typeof newBuyStatement>;

export const buyStatement = z.strictObject({ ...newBuyStatement.shape, at: utcTime, by: z.string() });
export type BuyStatement = z.infer<typeof buyStatement>;

/**
 * `POST …/consents`: what of class B may go out from now on: the order with what was found, and files by hash. The latest counts; one with
 * nothing in it takes the consent back.
 */
export const newBuyConsent = z.strictObject({
  consentId: uuid,
  order: z.boolean(),
  files: z.array(sha256Hex).max(120),
});
export type NewBuyConsent = z.infer<typeof newBuyConsent>;

export const buyConsent = z.strictObject({ ...newBuyConsent.shape, at: utcTime, by: z.string() });
export type BuyConsent = z.infer<typeof buyConsent>;
