import { z } from 'zod';
import { CONCEDE_CAUSES } from '../counter-notices/codes.ts';
import { packetNumber, uuid } from '../identifiers.ts';
import { ANSWER_CAUSES, ANSWER_OUTCOMES } from '../packets/answers.ts';
import { PACKET_CHANNELS } from '../packets/codes.ts';
import { ASK_CAUSES, DECLINE_CAUSES, WANTED, WITHDRAW_CAUSES } from './codes.ts';

/** Reasons that events of a review have: codes, and what a person wrote beside them. */
export const reviewReasons = [
  z.strictObject({
    code: z.literal('declined'),
    params: z.strictObject({ cause: z.enum(DECLINE_CAUSES), text: z.string() }),
  }),
  z.strictObject({
    code: z.literal('asked'),
    params: z.strictObject({
      questionId: uuid,
      cause: z.enum(ASK_CAUSES),
      wanted: z.array(z.enum(WANTED)),
      text: z.string(),
    }),
  }),
  z.strictObject({
    code: z.literal('answered'),
    params: z.strictObject({
      questionId: uuid,
      text: z.string(),
      files: z.int().nonnegative(),
      captures: z.int().nonnegative(),
    }),
  }),
  z.strictObject({
    code: z.literal('withdrawn'),
    params: z.strictObject({ cause: z.enum(WITHDRAW_CAUSES), text: z.string() }),
  }),
  /** The first of two approvals: it stays in review until another person has approved it, too. */
  z.strictObject({ code: z.literal('approved-by-one'), params: z.strictObject({}) }),
  /** The decision before was taken back. */
  z.strictObject({ code: z.literal('undone'), params: z.strictObject({}) }),
  /** Into a packet for the marketplace, out of one that did not go, and with one that went. */
  z.strictObject({ code: z.literal('packeted'), params: z.strictObject({ packet: packetNumber }) }),
  z.strictObject({ code: z.literal('unpacketed'), params: z.strictObject({ packet: packetNumber }) }),
  z.strictObject({
    code: z.literal('sent'),
    params: z.strictObject({ packet: packetNumber, channel: z.enum(PACKET_CHANNELS) }),
  }),
  /** The seller's counter-notice, the complainant's reply to it, and what became of it. */
  z.strictObject({ code: z.literal('countered'), params: z.strictObject({ chance: z.int().positive() }) }),
  z.strictObject({
    code: z.literal('conceded'),
    params: z.strictObject({ cause: z.enum(CONCEDE_CAUSES), text: z.string() }),
  }),
  z.strictObject({ code: z.literal('contested'), params: z.strictObject({ text: z.string() }) }),
  z.strictObject({ code: z.literal('counter-decided'), params: z.strictObject({ text: z.string() }) }),
  /** It was taken back from the marketplace, by the program; it waits for another packet. */
  z.strictObject({
    code: z.literal('taken-back'),
    params: z.strictObject({ packet: packetNumber, text: z.string() }),
  }),
  /** The marketplace refused it, and it is sent once more. */
  z.strictObject({ code: z.literal('sent-again'), params: z.strictObject({ text: z.string() }) }),
  /** What the marketplace said of its link, and that it was written down by mistake. */
  z.strictObject({
    code: z.literal('marketplace-answered'),
    params: z.strictObject({
      packet: packetNumber,
      outcome: z.enum(ANSWER_OUTCOMES),
      cause: z.enum(ANSWER_CAUSES).nullable(),
      text: z.string(),
    }),
  }),
  z.strictObject({ code: z.literal('answer-undone'), params: z.strictObject({ packet: packetNumber }) }),
] as const;
