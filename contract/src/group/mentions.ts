import { z } from 'zod';

/** Most that one entry mentions. */
export const MOST_MENTIONS = 10;

const ID = '[op]:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const TOKEN = new RegExp(`@\\[(${ID})\\]`, 'g');

/**
 * Who can be mentioned: an organisation (`o:`), or a person who chose to be named (`p:`), by the first entry of the working group that shows them.
 * No other id of theirs is given to members.
 */
export const groupMention = z.strictObject({
  id: z.string().regex(new RegExp(`^${ID}$`)),
  organisation: z.string(),
  /** Null: the organisation as a whole. */
  name: z.string().nullable(),
  ours: z.boolean(),
});
export type GroupMention = z.infer<typeof groupMention>;

/** `GET /v1/group/mentionable`: whoever showed themselves in the working group and reads it. */
export const groupMentionable = z.strictObject({ mentionable: z.array(groupMention) });

/** Who is mentioned in a text, each once, in the order of the text. */
export function mentionedIn(text: string): string[] {
  return [...new Set([...text.matchAll(TOKEN)].map(([, id = '']) => id))];
}

/** How somebody is mentioned in a text as it is kept: by their id, never by their name. */
export function mentionToken(id: string): string {
  return `@[${id}]`;
}

/** A text as it is kept, in its parts: what was written, and whoever is mentioned between. */
export function mentionParts(text: string): ({ text: string } | { id: string })[] {
  return text
    .split(TOKEN)
    .map((part, place) => (place % 2 === 0 ? { text: part } : { id: part }))
    .filter((part) => !('text' in part) || part.text !== '');
}
