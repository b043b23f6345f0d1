import { type GroupMention, type GroupMentioned, mentionParts, mentionToken } from '@marketsafe/contract';
import { groupAuthorName } from '@marketsafe/words';

/** Somebody who can be mentioned, under the name by which one writes them. */
export interface Offered {
  id: string;
  name: string;
}

/** Names of all who can be mentioned, each once: two of the same name are counted. */
export function offeredBy(mentionable: readonly GroupMention[]): Offered[] {
  const seen = new Map<string, number>();
  return mentionable.map(({ id, organisation, name }) => {
    const plain = groupAuthorName({ organisation, name, ours: false }).replace(/\s+/g, ' ').trim();
    const count = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, count);
    return { id, name: count === 1 ? plain : `${plain} (${count})` };
  });
}

/** Before an `@` that mentions somebody stands no sign of an address of mail. */
const AT = /(?<![\w.+-])@/g;
/** Letters and digits that end no name where one follows: in scripts without spaces a name may. */
const GOES_ON = /^[\p{Script=Latin}\p{N}]{2}$/u;

/** What was typed, with tokens in the place of names; whom it mentions; and what after an `@` is nobody's name. */
export function withTokens(
  typed: string,
  offered: readonly Offered[],
): { text: string; mentioned: Offered[]; unknown: string[] } {
  const longestFirst = [...offered].sort((one, other) => other.name.length - one.name.length);
  const mentioned = new Map<string, Offered>();
  const unknown = new Set<string>();
  let text = '';
  let done = 0;
  for (const { index } of typed.matchAll(AT)) {
    if (index < done) continue;
    const rest = typed.slice(index + 1);
    const found = longestFirst.find(({ name }) => begins(rest, name));
    if (found) {
      mentioned.set(found.id, found);
      text += typed.slice(done, index) + mentionToken(found.id);
      done = index + 1 + found.name.length;
    } else {
      const word = /^[^\s@,.;:!?，。；：！？、]+/u.exec(rest)?.[0];
      if (word) unknown.add(word);
    }
  }
  return { text: text + typed.slice(done), mentioned: [...mentioned.values()], unknown: [...unknown] };
}

function begins(rest: string, name: string): boolean {
  if (rest.slice(0, name.length).toLowerCase() !== name.toLowerCase()) return false;
  return !GOES_ON.test(name.slice(-1) + rest.slice(name.length, name.length + 1));
}

/** The `@` before the caret by which somebody is being mentioned, and what was typed after it. */
export function typingAt(typed: string, caret: number): { at: number; query: string } | null {
  const before = typed.slice(0, caret);
  const at = [...before.matchAll(AT)].at(-1)?.index;
  if (at === undefined) return null;
  const query = before.slice(at + 1);
  return query.length > 60 || query.includes('\n') || query.startsWith(' ') ? null : { at, query };
}

/** Most names that are offered at once. */
const MOST_OFFERED = 8;

/** Whose name holds what was typed; those first whose name begins with it. */
export function fitting(offered: readonly Offered[], query: string): Offered[] {
  const wanted = query.toLowerCase();
  const place = ({ name }: Offered) => name.toLowerCase().indexOf(wanted);
  return offered
    .filter((one) => place(one) >= 0)
    .sort((one, other) => Math.min(1, place(one)) - Math.min(1, place(other)))
    .slice(0, MOST_OFFERED);
}

/** A part of a text as it is shown. */
type ShownPart = { text: string; mention: GroupMentioned | null };

/** A text as it is shown: names in the place of tokens. A token of nobody stays as it stands. */
export function shownParts(text: string, mentions: readonly GroupMentioned[]): ShownPart[] {
  return mentionParts(text).map((part) => {
    if ('text' in part) return { text: part.text, mention: null };
    const mention = mentions.find(({ id }) => id === part.id) ?? null;
    return { text: mention ? `@${groupAuthorName(mention)}` : mentionToken(part.id), mention };
  });
}
