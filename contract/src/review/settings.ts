import { z } from 'zod';
import { PRIORITIES, type Priority } from '../inquiry/codes.ts';
import { REASON_CODES } from '../reasons.ts';

/** `GET` and `PUT /v1/review/settings`: how the program reviews. */
export const reviewSettings = z.strictObject({
  /** Reasons whose claims two people have to approve. */
  fourEyes: z.array(z.enum(REASON_CODES)).max(REASON_CODES.length),
  /** Hours from a claim's way into review until staff are to have decided, by its priority. */
  targetHours: z.strictObject(
    Object.fromEntries(PRIORITIES.map((name) => [name, z.int().min(1).max(2_000)])) as Record<
      Priority,
      z.ZodInt
    >,
  ),
});
export type ReviewSettings = z.infer<typeof reviewSettings>;

/** What holds until the program sets something else. */
export const DEFAULT_REVIEW_SETTINGS: ReviewSettings = {
  fourEyes: [],
  targetHours: { normal: 72, high: 24, urgent: 4 },
};

/** How many days after a removal a listing that is seen again counts as the same one listed again. */
export const RELIST_DAYS = 90;
