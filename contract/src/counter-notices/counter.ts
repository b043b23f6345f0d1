import { z } from 'zod';
import { addedFile } from '../fields/added-file.ts';
import { claimNumber, utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import {
  CONCEDE_CAUSES,
  COUNTER_OUTCOMES,
  COUNTER_STATES,
  COUNTER_TEXT_LIMIT,
  MOST_CHANCES,
} from './codes.ts';

const text = z.string().trim().max(COUNTER_TEXT_LIMIT);
const day = z.iso.date();

/** A day until which something is to be done. */
export const clock = z.strictObject({
  /** What is waited for: our reply; a complaint to an authority or a suit (E-Commerce Law, art. 43). */
  waitsFor: z.enum(['reply', 'complaint-or-suit']),
  /** The day after which it runs. */
  from: day,
  /** Last day. */
  due: day,
  days: z.int().positive(),
  /** `business`: working days in mainland China, with the weekends that are worked. */
  unit: z.enum(['business', 'calendar']),
  /** Holidays of a year that it runs into are not published yet: the day may move. */
  provisional: z.boolean(),
  /** Days of it on which offices in the United States are closed, weekends aside. */
  closedInUs: z.array(day),
});
export type Clock = z.infer<typeof clock>;

/** What the complainant replied. */
export const counterReply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('concede'), cause: z.enum(CONCEDE_CAUSES), text }),
  z
    .strictObject({ kind: z.literal('contest'), text, files: z.array(addedFile).max(20) })
    .refine((reply) => reply.text !== '' || reply.files.length > 0, 'a reply says or brings something'),
]);
export type CounterReply = z.infer<typeof counterReply>;

/** `POST /v1/claims/{claimId}/counter-notices`: by staff, as the marketplace forwarded it. */
export const newCounter = z.strictObject({
  counterId: uuid,
  /** When the marketplace forwarded it. */
  receivedOn: day,
  /** What the seller says, in their own words. */
  statement: z.string().trim().min(1).max(20_000),
  /** Until when the marketplace wants a reply, where it said so; otherwise the usual working days count. */
  replyBy: day.nullable(),
});
export type NewCounter = z.infer<typeof newCounter>;

export const counterNotice = z.strictObject({
  counterId: uuid,
  claimId: uuid,
  number: claimNumber,
  /** Whose claim it is. */
  organisation: z.strictObject({ organisationId: uuid, name: z.string() }),
  marketplace: z.enum(MARKETPLACE_IDS),
  itemId: z.string(),
  title: z.string().optional(),
  mark: z.string(),
  /** Which of the seller's chances it is, from 1. */
  chance: z.int().min(1).max(MOST_CHANCES),
  state: z.enum(COUNTER_STATES),
  receivedOn: day,
  statement: z.string(),
  /** What is waited for now; null where nothing is. */
  clock: clock.nullable(),
  reply: z.strictObject({ said: counterReply, at: utcTime, by: z.string() }).nullable(),
  /** On which day a statement of non-infringement was forwarded that only a complaint or a suit stops. */
  forwardedOn: day.nullable(),
  /** That, and when, a complaint or a suit was filed. */
  proof: z.strictObject({ kind: z.enum(['complaint', 'suit']), on: day, text: z.string() }).nullable(),
  outcome: z.strictObject({ text: z.string(), at: utcTime, by: z.string() }).nullable(),
  /** What the caller may do now. */
  may: z.strictObject({ reply: z.boolean(), prove: z.boolean(), decide: z.boolean(), forward: z.boolean() }),
});
export type CounterNotice = z.infer<typeof counterNotice>;

/** `GET /v1/counter-notices`: what is due first stands first; then the newest. */
export const counterList = z.strictObject({ counterNotices: z.array(counterNotice) });

/** `POST /v1/counter-notices/{counterId}/outcome`: what the marketplace decided, by staff. */
export const counterDecision = z.strictObject({ outcome: z.enum(COUNTER_OUTCOMES), text });
export type CounterDecision = z.infer<typeof counterDecision>;

/** `POST /v1/counter-notices/{counterId}/forwarded`: by staff. */
export const counterForwarded = z.strictObject({ on: day });

/** `POST /v1/counter-notices/{counterId}/proof`: by the complainant. */
export const counterProof = z.strictObject({ kind: z.enum(['complaint', 'suit']), on: day, text });
export type CounterProof = z.infer<typeof counterProof>;
