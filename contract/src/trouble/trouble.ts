import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { ROLES } from '../roles.ts';

/** What a thread is about. */
export const THREAD_KINDS = ['claim', 'right'] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];

/** Who has to answer: the analyst, then the program's lead, then the lead with the marketplace's own contact. */
export const TROUBLE_LEVELS = ['analyst', 'lead', 'liaison'] as const;
export type TroubleLevel = (typeof TROUBLE_LEVELS)[number];

/** Hours within which each is to have answered, until the program sets others. */
export const TARGET_HOURS: Readonly<Record<TroubleLevel, number>> = { analyst: 24, lead: 48, liaison: 120 };

/** What was at the bottom of it, said when a thread is closed. */
export const ROOT_CAUSES = [
  'evidence-unclear',
  'right-data-wrong',
  'category-outside',
  'marketplace-rule',
  'marketplace-slow',
  'seller-dispute',
  'participant-mistake',
  'program-mistake',
  'technical',
  'other',
] as const;
export type RootCause = (typeof ROOT_CAUSES)[number];

/** Longest text of one entry. */
export const MAX_ENTRY_TEXT = 5_000;
const text = z.string().trim().min(1).max(MAX_ENTRY_TEXT);

/**
 * `POST /v1/threads/{kind}/{id}`: adds to a thread; the first message opens it. The same id once more is the same entry. `note` is for the
 * program's staff alone, `escalated` names who has to answer from now on, `closed` says what was at the bottom of it.
 */
export const newThreadEntry = z.discriminatedUnion('kind', [
  z.strictObject({ entryId: uuid, kind: z.literal('message'), text }),
  z.strictObject({ entryId: uuid, kind: z.literal('note'), text }),
  z.strictObject({ entryId: uuid, kind: z.literal('escalated'), level: z.enum(TROUBLE_LEVELS), text }),
  z.strictObject({ entryId: uuid, kind: z.literal('closed'), cause: z.enum(ROOT_CAUSES), text }),
]);
export type NewThreadEntry = z.infer<typeof newThreadEntry>;

/** One entry, as it stands for ever. */
export const threadEntry = z.strictObject({
  entryId: uuid,
  kind: z.enum(['message', 'note', 'escalated', 'closed']),
  at: utcTime,
  author: z.strictObject({ name: z.string(), role: z.enum(ROLES) }),
  text: z.string(),
  /** How the claim or right stood then. */
  subjectState: z.string(),
  level: z.enum(TROUBLE_LEVELS).nullable(),
  cause: z.enum(ROOT_CAUSES).nullable(),
});
export type ThreadEntry = z.infer<typeof threadEntry>;

/** How a thread stands. */
export const threadStanding = z.strictObject({
  kind: z.enum(THREAD_KINDS),
  subjectId: uuid,
  /** Number of the claim, or mark of the right. */
  subject: z.string(),
  subjectState: z.string(),
  /** Only said to staff. */
  organisation: z.strictObject({ organisationId: uuid, name: z.string() }).optional(),
  level: z.enum(TROUBLE_LEVELS),
  openedAt: utcTime,
  lastAt: utcTime,
  /** Until when the one who has to answer is to have done so; null while the participant has to, or once it is closed. */
  dueAt: utcTime.nullable(),
  closedAt: utcTime.nullable(),
  cause: z.enum(ROOT_CAUSES).nullable(),
});
export type ThreadStanding = z.infer<typeof threadStanding>;

/** `GET /v1/threads/{kind}/{id}`; `standing` is null where nobody has written yet. */
export const thread = z.strictObject({
  standing: threadStanding.nullable(),
  entries: z.array(threadEntry),
});
export type Thread = z.infer<typeof thread>;

/** `GET /v1/threads`: those that are open, the most urgent first, and the latest that were closed. */
export const threadList = z.strictObject({ threads: z.array(threadStanding) });

/** `GET /v1/threads/causes`: closed threads by month and cause. */
export const causesOverTime = z.strictObject({
  months: z.array(
    z.strictObject({
      month: z.string().regex(/^\d{4}-\d{2}$/),
      causes: z.array(z.strictObject({ cause: z.enum(ROOT_CAUSES), count: z.number().int().positive() })),
    }),
  ),
});
export type CausesOverTime = z.infer<typeof causesOverTime>;

/** `PUT /v1/threads/settings`: hours within which each is to have answered what is written from then on. */
export const troubleSettings = z.strictObject({
  targetHours: z.strictObject(
    Object.fromEntries(TROUBLE_LEVELS.map((level) => [level, z.int().min(1).max(2_000)])) as Record<
      TroubleLevel,
      z.ZodInt
    >,
  ),
});
export type TroubleSettings = z.infer<typeof troubleSettings>;

/** `GET /v1/threads/settings`: what holds, and who set what before, the latest first; nothing where nobody has set anything. */
export const troubleSettingsHistory = z.strictObject({
  settings: troubleSettings,
  history: z.array(z.strictObject({ ...troubleSettings.shape, at: utcTime, by: z.string() })),
});
export type TroubleSettingsHistory = z.infer<typeof troubleSettingsHistory>;

/** `GET /v1/threads/counts`: of the open threads those whose answer is overdue, and those that wait for the one who asks. */
export const threadCounts = z.strictObject({
  late: z.int().nonnegative(),
  yours: z.int().nonnegative(),
});
export type ThreadCounts = z.infer<typeof threadCounts>;
