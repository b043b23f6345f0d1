import { z } from 'zod';
import { claimSummary } from '../api.ts';
import { utcTime, uuid } from '../identifiers.ts';
import { PRIORITIES } from '../inquiry/codes.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { PREDICTION_CODES } from './predictions.ts';

/** States in which the program's staff have claims before them. */
export const QUEUE_STATES = ['in_review', 'needs_info', 'held'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

const person = z.strictObject({ userId: uuid, name: z.string() });

/** What a review knows of a claim besides itself. */
export const reviewStanding = z.strictObject({
  organisation: z.strictObject({ organisationId: uuid, name: z.string() }),
  /** Who has taken it; null while nobody has. */
  assignee: person.nullable(),
  priority: z.enum(PRIORITIES),
  /** Why, in the words of who set it; empty where nobody said. */
  priorityReason: z.string(),
  /** Since when it is in its state. */
  stateSince: utcTime,
  /** When something about it changed last: its state, who has it, how soon it is to be looked at. */
  changedAt: utcTime,
  /** By when staff are to have decided; null while it waits for somebody else. */
  dueAt: utcTime.nullable(),
  /** Number of its last event: a decision names it. */
  sequence: z.int().positive(),
  /** Who approved it already where two people have to; null where nobody did. */
  approvedBy: person.nullable(),
});
export type ReviewStanding = z.infer<typeof reviewStanding>;

/** One claim of the queue. */
export const reviewRow = z.strictObject({
  ...claimSummary.shape,
  ...reviewStanding.shape,
  /** For what marketplaces refuse such claims, as far as it can be foreseen. */
  predicted: z.array(z.enum(PREDICTION_CODES)),
});
export type ReviewRow = z.infer<typeof reviewRow>;

/** `GET /v1/review/queue`: the most urgent first, then those that wait longest. */
export const reviewQueue = z.strictObject({
  claims: z.array(reviewRow),
  /** Cursor of the following page. */
  next: z.string().nullable(),
});
export type ReviewQueue = z.infer<typeof reviewQueue>;

/** Whose claims of the queue are asked for. */
export const ASSIGNED = ['all', 'mine', 'nobody'] as const;

/** What the queue can be narrowed to. */
export const reviewFilter = z.strictObject({
  assigned: z.enum(ASSIGNED).default('all'),
  state: z.enum(QUEUE_STATES).default('in_review'),
  marketplace: z.enum(MARKETPLACE_IDS).optional(),
  organisation: uuid.optional(),
  right: uuid.optional(),
});
export type ReviewFilter = z.infer<typeof reviewFilter>;

/** `GET /v1/review/counts`: how much of what lies in the queue. */
export const reviewCounts = z.strictObject({
  states: z.strictObject({
    in_review: z.int().nonnegative(),
    needs_info: z.int().nonnegative(),
    held: z.int().nonnegative(),
  }),
  /** Of those in review. */
  mine: z.int().nonnegative(),
  nobody: z.int().nonnegative(),
  urgent: z.int().nonnegative(),
  overdue: z.int().nonnegative(),
  /** What there is to narrow it to, by the number of claims. */
  organisations: z.array(
    z.strictObject({ organisationId: uuid, name: z.string(), count: z.int().positive() }),
  ),
  marketplaces: z.array(z.strictObject({ marketplace: z.enum(MARKETPLACE_IDS), count: z.int().positive() })),
  rights: z.array(z.strictObject({ rightId: uuid, name: z.string(), count: z.int().positive() })),
  /** The program's staff, to whom a claim can be given. */
  staff: z.array(person),
});
export type ReviewCounts = z.infer<typeof reviewCounts>;
