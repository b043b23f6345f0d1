import { z } from 'zod';
import { addedFile } from '../fields/added-file.ts';
import { utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { DIALOGUE_STEPS, pollAsked, TOPIC_KINDS } from './entries.ts';
import { groupMention } from './mentions.ts';

/** Who wrote something: an organisation, and the person where they chose to be named. */
const author = z.strictObject({ organisation: z.string(), name: z.string().nullable(), ours: z.boolean() });

/** Where a topic stands in the dialogue with the marketplace. */
const dialogue = z.strictObject({
  step: z.enum(DIALOGUE_STEPS),
  since: utcTime,
  raisedAt: utcTime,
  marketplace: z.enum(MARKETPLACE_IDS).nullable(),
});

const head = {
  topicId: uuid,
  about: z.enum(TOPIC_KINDS),
  title: z.string(),
  author,
  openedAt: utcTime,
  lastAt: utcTime,
  posts: z.int().nonnegative(),
  /** Day of a meeting. */
  on: z.iso.date().nullable(),
  dialogue: dialogue.nullable(),
  /** Stands in the library of best practices. */
  listed: z.boolean(),
  /** Last day of its poll. */
  pollCloses: z.iso.date().nullable(),
};

/** One topic as lists show it. */
export const groupTopic = z.strictObject(head);
export type GroupTopic = z.infer<typeof groupTopic>;

/** `GET /v1/group/topics`: the newest first. */
export const groupTopics = z.strictObject({ topics: z.array(groupTopic) });

/** Whoever the text mentions, and whether that reaches the caller; nobody where the writer took it back. */
const mentions = z.array(z.strictObject({ ...groupMention.shape, me: z.boolean() }));
export type GroupMentioned = z.infer<typeof mentions>[number];

/** What was written to a topic after it was opened. */
const entry = z.strictObject({
  entryId: uuid,
  kind: z.enum(['post', 'dialogue', 'minutes', 'library', 'agenda', 'agenda-done']),
  at: utcTime,
  author,
  /** Null where the writer took it back. */
  text: z.string().nullable(),
  mentions,
  step: z.enum(DIALOGUE_STEPS).nullable(),
  marketplace: z.enum(MARKETPLACE_IDS).nullable(),
  listed: z.boolean().nullable(),
  /** Of which item of the agenda the minutes are. */
  of: uuid.nullable(),
  /** None where the writer took it back. */
  files: z.array(addedFile),
  /** Whether the caller wrote it and may take it back. */
  own: z.boolean(),
});
export type GroupEntry = z.infer<typeof entry>;

/** A poll as the caller may see it. */
export const groupPoll = z.strictObject({
  ...pollAsked.shape,
  closed: z.boolean(),
  /** Place of what the caller's organisation chose. */
  chosen: z.int().nonnegative().nullable(),
  /** Votes by option, once it is closed and enough organisations voted; null before, or where too few did. */
  result: z.array(z.int().nonnegative()).nullable(),
});
export type GroupPoll = z.infer<typeof groupPoll>;

/** `GET /v1/group/topics/{topicId}`: all of one topic, in the order in which it was written. */
export const groupTopicDetail = z.strictObject({
  ...head,
  /** Null where its writer took it back. */
  text: z.string().nullable(),
  mentions,
  own: z.boolean(),
  files: z.array(addedFile),
  poll: groupPoll.nullable(),
  entries: z.array(entry),
});
export type GroupTopicDetail = z.infer<typeof groupTopicDetail>;
