import { expect, it } from 'vitest';
import { mentionedIn, mentionParts, mentionToken } from '../../../../contract/src/group/mentions.ts';
import { MOST_MENTIONS, newGroupEntry } from '../../../../contract/src/index.ts';

const id = (last: string, kind = 'o') => `${kind}:00000000-0000-4000-8000-00000000000${last}`;

it('finds whom a text mentions, each once, and keeps what stands between', () => {
  const text = `${mentionToken(id('1'))} and ${mentionToken(id('2', 'p'))}${mentionToken(id('1'))}!`;
  expect(mentionedIn(text)).toEqual([id('1'), id('2', 'p')]);
  expect(mentionParts(text)).toEqual([
    { id: id('1') },
    { text: ' and ' },
    { id: id('2', 'p') },
    { id: id('1') },
    { text: '!' },
  ]);
  for (const plain of ['@Aurora', '@[x]', `@[o:${'0'.repeat(36)}]`, 'a@[b', '']) {
    expect(mentionedIn(plain)).toEqual([]);
    expect(
      mentionParts(plain)
        .map((part) => ('text' in part ? part.text : ''))
        .join(''),
    ).toBe(plain);
  }
});

it('takes so many mentions and no more, the same one counting once', () => {
  const post = (text: string) =>
    newGroupEntry.safeParse({
      ...{ entryId: id('0').slice(2), kind: 'post', topicId: id('0').slice(2), text, named: false },
    }).success;
  const tokens = (count: number) =>
    Array.from({ length: count }, (_, nth) =>
      mentionToken(`o:00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`),
    ).join(' ');
  expect(post(tokens(MOST_MENTIONS))).toBe(true);
  expect(post(tokens(MOST_MENTIONS + 1))).toBe(false);
  expect(post(mentionToken(id('1')).repeat(40))).toBe(true);
});
