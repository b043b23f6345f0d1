import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { REASON_CODES } from '../reasons.ts';
import { MOST_NEWS } from './news.ts';

/** A threshold of standing that came near, or broke; `share` as what it is a share of. */
export const standingWarning = z.strictObject({
  measure: z.enum(['takedown', 'counters']),
  /** Null: overall. */
  reason: z.enum(REASON_CODES).nullable(),
  level: z.enum(['near', 'missed']),
  share: z.strictObject({ part: z.int().nonnegative(), of: z.int().nonnegative() }),
  /** How many more break it; of what is broken, how many removals reach it again. */
  distance: z.int().nullable(),
});
export type StandingWarning = z.infer<typeof standingWarning>;

/** Somebody mentions the reader, or their organisation, in the working group. */
const mentionNotice = z.strictObject({
  sequence: z.int().positive(),
  at: utcTime,
  topicId: uuid,
  title: z.string(),
  author: z.strictObject({ organisation: z.string(), name: z.string().nullable(), ours: z.boolean() }),
});

const warningNotice = z.strictObject({
  ...standingWarning.shape,
  sequence: z.int().positive(),
  at: utcTime,
});

const seen = { mention: z.int().nonnegative(), warning: z.int().nonnegative() };

/** `GET /v1/notices`: of the last thirty days, the newest first. Warnings go to participants alone. */
export const notices = z.strictObject({
  mentions: z.array(mentionNotice).max(MOST_NEWS),
  warnings: z.array(warningNotice).max(MOST_NEWS),
  /** The newest of each that the person has seen; 0 where they have seen none. */
  seen: z.strictObject(seen),
  /** How many are newer. */
  unseen: z.int().nonnegative(),
});
export type Notices = z.infer<typeof notices>;

/** `PUT /v1/notices/seen` */
export const noticesSeen = z.strictObject(seen);
export type NoticesSeen = z.infer<typeof noticesSeen>;
