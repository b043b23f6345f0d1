import { z } from 'zod';
import { addedFile } from '../fields/added-file.ts';
import { uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { MOST_MENTIONS, mentionedIn } from './mentions.ts';

/** What a topic of the working group is about: a marketplace's policy, a practice that works, the program itself, or a meeting. */
export const TOPIC_KINDS = ['policy', 'practice', 'program', 'meeting'] as const;
export type TopicKind = (typeof TOPIC_KINDS)[number];

/** How far a topic has come as an item of the dialogue with the marketplace, in this order. */
export const DIALOGUE_STEPS = ['raised', 'discussed', 'put', 'answered'] as const;
export type DialogueStep = (typeof DIALOGUE_STEPS)[number];

/** Longest title and text, in UTF-16 code units. */
export const GROUP_LIMITS = { title: 160, text: 10_000, option: 120, options: 8, files: 6 } as const;

const title = z
  .string()
  .trim()
  .min(2)
  .max(GROUP_LIMITS.title)
  .regex(/^\P{Cc}*$/u);
const text = z.string().trim().min(1).max(GROUP_LIMITS.text);
/** A text that may mention others: `@[id]`, which `mentionToken` makes. */
const mentioning = text.refine(
  (said) => mentionedIn(said).length <= MOST_MENTIONS,
  `at most ${MOST_MENTIONS} mentions`,
);
const option = z
  .string()
  .trim()
  .min(1)
  .max(GROUP_LIMITS.option)
  .regex(/^\P{Cc}*$/u);

/** A question with answers to choose one of; its last day is counted in UTC. */
export const pollAsked = z.strictObject({
  question: title,
  options: z
    .array(option)
    .min(2)
    .max(GROUP_LIMITS.options)
    .refine((all) => new Set(all).size === all.length, 'each option once'),
  closesOn: z.iso.date(),
});
export type PollAsked = z.infer<typeof pollAsked>;

/** Whether the writer's name stands beside their organisation's: only where they choose it for what they write. */
const named = z.boolean();

/** Pictures and documents that stand beside what was written; each was handed in before. */
const files = z.array(addedFile).min(1).max(GROUP_LIMITS.files).optional();

/** What somebody writes to the working group; the same id once more is the same entry. */
export const newGroupEntry = z.discriminatedUnion('kind', [
  z.strictObject({
    entryId: uuid,
    kind: z.literal('topic'),
    about: z.enum(TOPIC_KINDS),
    title,
    text: mentioning,
    named,
    /** Day of a meeting; of nothing else. */
    on: z.iso.date().optional(),
    poll: pollAsked.optional(),
    files,
  }),
  z.strictObject({ entryId: uuid, kind: z.literal('post'), topicId: uuid, text: mentioning, named, files }),
  /** An item for the agenda of a meeting, in a line. */
  z.strictObject({ entryId: uuid, kind: z.literal('agenda'), topicId: uuid, text: title, named }),
  /** What came of an item: the minutes of it. */
  z.strictObject({ entryId: uuid, kind: z.literal('agenda-done'), topicId: uuid, of: uuid, text }),
  z.strictObject({
    entryId: uuid,
    kind: z.literal('dialogue'),
    topicId: uuid,
    step: z.enum(DIALOGUE_STEPS),
    /** Of which marketplace something is asked. */
    marketplace: z.enum(MARKETPLACE_IDS).optional(),
    text,
  }),
  z.strictObject({ entryId: uuid, kind: z.literal('minutes'), topicId: uuid, text: mentioning, files }),
  z.strictObject({ entryId: uuid, kind: z.literal('library'), topicId: uuid, listed: z.boolean() }),
  z.strictObject({ entryId: uuid, kind: z.literal('taken-back'), topicId: uuid, of: uuid }),
]);
export type NewGroupEntry = z.infer<typeof newGroupEntry>;
export type GroupEntryKind = NewGroupEntry['kind'];

/** `PUT /v1/group/topics/{topicId}/vote`: the organisation's one vote, by the option's place. It may be changed until the poll closes. */
export const groupVote = z.strictObject({
  option: z
    .int()
    .min(0)
    .max(GROUP_LIMITS.options - 1),
});

/** Fewest organisations that voted for a result to be said: below that, one could tell who chose what. */
export const FEWEST_VOTES = 5;

/** The step of the dialogue that may come after one; null before the first. Once answered it may be put again. */
export function nextSteps(now: DialogueStep | null): readonly DialogueStep[] {
  if (now === null) return ['raised'];
  if (now === 'raised') return ['discussed', 'put'];
  return now === 'discussed' || now === 'answered' ? ['put'] : ['answered'];
}
