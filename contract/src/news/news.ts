import { z } from 'zod';
import { claimNumber, utcTime, uuid } from '../identifiers.ts';
import { ANSWER_CAUSES, ANSWER_OUTCOMES } from '../packets/answers.ts';

/** What becomes of a participant's claims that its people hear of: an answer, a question that waits for them, a counter-notice. */
export const NEWS_KINDS = ['answer', 'question', 'counter-notice'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** One thing that happened to a claim. */
export const newsItem = z.strictObject({
  /** Its place in the organisation's feed of changes. */
  sequence: z.number().int().positive(),
  at: utcTime,
  kind: z.enum(NEWS_KINDS),
  claimId: uuid,
  number: claimNumber,
  /** What the marketplace said; null for the other kinds, and where an answer was taken back. */
  answer: z
    .strictObject({ outcome: z.enum(ANSWER_OUTCOMES), cause: z.enum(ANSWER_CAUSES).nullable() })
    .nullable(),
});
export type NewsItem = z.infer<typeof newsItem>;

/** Most items that are given. */
export const MOST_NEWS = 50;

/** `GET /v1/news`: of the last thirty days, the newest first. */
export const newsList = z.strictObject({
  items: z.array(newsItem).max(MOST_NEWS),
  /** The newest that the person has seen; 0 where they have seen none. */
  seen: z.number().int().nonnegative(),
  /** How many of the items are newer. */
  unseen: z.number().int().nonnegative(),
});
export type NewsList = z.infer<typeof newsList>;

/** `PUT /v1/news/seen` */
export const newsSeen = z.strictObject({ sequence: z.number().int().nonnegative() });

/** How often somebody gets what became of their claims by mail. */
export const DIGEST_PACES = ['at-once', 'daily', 'weekly', 'never'] as const;
export type DigestPace = (typeof DIGEST_PACES)[number];
