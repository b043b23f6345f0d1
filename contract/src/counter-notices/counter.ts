import { z } from 'zod';
import { classified } from '../confidentiality.ts';
import { addedFile } from '../fields/added-file.ts';
import { claimNumber, utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { CLAIM_STATES } from '../states.ts';
import {
  CONCEDE_CAUSES,
  COUNTER_OUTCOMES,
  COUNTER_STATES,
  COUNTER_TEXT_LIMIT,
  MOST_CHANCES,
  MOST_COUNTER_FILES,
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

/**
 * Documents of a seller's: a third party's data, which may name people. Whoever complained and the program's staff read them; no packet, no
 * report and no other participant ever gets them.
 */
const sellerFiles = classified(z.array(addedFile).max(MOST_COUNTER_FILES), 'C');

/** `POST /v1/claims/{claimId}/counter-notices`: by staff, as the marketplace forwarded it. */
export const newCounter = z.strictObject({
  counterId: uuid,
  /** When the marketplace forwarded it. */
  receivedOn: day,
  /** What the seller says, in their own words. */
  statement: z.string().trim().min(1).max(20_000),
  /** Until when the marketplace wants a reply, where it said so; otherwise the usual working days count. */
  replyBy: day.nullable(),
  /** The seller's documents; whoever enters them has handed them in before, to `PUT /v1/counter-notices/files/{sha256}`. */
  files: sellerFiles.default([]),
});
export type NewCounter = z.input<typeof newCounter>;

/** `POST /v1/desk/packets/{packetId}/counter-notices`: by the marketplace's own people, about one link of what was sent to them. */
export const newDeskCounter = newCounter.extend({
  /** Of the link, from 0. */
  position: z.int().nonnegative(),
});
export type NewDeskCounter = z.infer<typeof newDeskCounter>;

/** A counter-notice as the marketplace's people see their own: its days, no time of day, and nothing of what became of it. */
export const deskCounter = z.strictObject({
  counterId: uuid,
  position: z.int().nonnegative(),
  receivedOn: day,
  replyBy: day.nullable(),
  statement: z.string(),
  files: z.array(addedFile),
  /** Day on which it was entered, UTC. */
  on: day,
  by: z.string(),
});
export type DeskCounter = z.infer<typeof deskCounter>;

/** `GET /v1/desk/packets/{packetId}/counter-notices`: in the order of the links. */
export const deskCounters = z.strictObject({ counterNotices: z.array(deskCounter) });

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
  /** The seller's documents; `GET /v1/counter-notices/{counterId}/files/{sha256}` has their bytes. */
  files: sellerFiles,
  /** By the marketplace's own people, or by staff as the marketplace forwarded it. */
  through: z.enum(['staff', 'desk']),
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

/** A counter-notice that the marketplace's people entered and that opens nothing: its claim is elsewhere, or the seller's chances are used. */
export const strandedCounter = z.strictObject({
  counterId: uuid,
  claimId: uuid,
  number: claimNumber,
  state: z.enum(CLAIM_STATES),
  chances: z.int().nonnegative(),
  receivedOn: day,
  statement: z.string(),
});
export type StrandedCounter = z.infer<typeof strandedCounter>;

/** `GET /v1/counter-notices`: what is due first stands first; then the newest. */
export const counterList = z.strictObject({
  counterNotices: z.array(counterNotice),
  /** For staff, who see to it; nobody else is told. */
  stranded: z.array(strandedCounter).optional(),
});

/** `POST /v1/counter-notices/{counterId}/outcome`: what the marketplace decided, by staff. */
export const counterDecision = z.strictObject({ outcome: z.enum(COUNTER_OUTCOMES), text });
export type CounterDecision = z.infer<typeof counterDecision>;

/** `POST /v1/counter-notices/{counterId}/forwarded`: by staff. */
export const counterForwarded = z.strictObject({ on: day });

/** `POST /v1/counter-notices/{counterId}/proof`: by the complainant. */
export const counterProof = z.strictObject({ kind: z.enum(['complaint', 'suit']), on: day, text });
export type CounterProof = z.infer<typeof counterProof>;
