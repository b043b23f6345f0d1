import { mentionToken } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import {
  fitting,
  offeredBy,
  shownParts,
  typingAt,
  withTokens,
} from '../../../../../console/src/screens/group/mention-text.ts';

const mention = (organisation: string, name: string | null, nth: number) => ({
  id: `${name === null ? 'o' : 'p'}:00000000-0000-4000-8000-00000000000${nth}`,
  ...{ organisation, name, ours: false },
});
const AURORA = mention('Aurora', null, 1);
const OUTDOOR = mention('Aurora Outdoor', null, 2);
const CHINESE = mention('极光', null, 3);
const ANA = mention('Aurora', 'Ana', 4);
const offered = offeredBy([AURORA, OUTDOOR, CHINESE, ANA]);
const read = (typed: string) => withTokens(typed, offered);

describe('what was typed', () => {
  it.each([
    ['@Aurora, look', `${mentionToken(AURORA.id)}, look`],
    ['see @aurora outdoor', `see ${mentionToken(OUTDOOR.id)}`],
    ['请@极光看一下', `请${mentionToken(CHINESE.id)}看一下`],
    ['@Ana, Aurora knows', `${mentionToken(ANA.id)} knows`],
    ['(@Aurora)@极光', `(${mentionToken(AURORA.id)})${mentionToken(CHINESE.id)}`],
    ['@Aurora @Aurora', `${mentionToken(AURORA.id)} ${mentionToken(AURORA.id)}`],
  ])('%s is kept by ids', (typed, kept) => {
    expect(read(typed).text).toBe(kept);
  });

  it.each(['mail@Aurora', 'first.last@aurora.example', '@Auroras', '@ Aurora', '@'])(
    '%s mentions nobody and stays as it is',
    (typed) => {
      expect(read(typed)).toMatchObject({ text: typed, mentioned: [] });
    },
  );

  it('says who is told, each once, and what is nobody’s name', () => {
    const { mentioned, unknown } = read('@Aurora and @Aurora, @Borealis. @极光');
    expect(mentioned.map(({ name }) => name)).toEqual(['Aurora', '极光']);
    expect(unknown).toEqual(['Borealis']);
  });

  it('keeps two of the same name apart', () => {
    const twins = offeredBy([AURORA, { ...AURORA, id: OUTDOOR.id }]);
    expect(twins.map(({ name }) => name)).toEqual(['Aurora', 'Aurora (2)']);
    expect(withTokens('@Aurora (2)', twins).text).toBe(mentionToken(OUTDOOR.id));
  });
});

describe('while one types', () => {
  it('offers names that hold what stands after the @, those that begin with it first', () => {
    expect(typingAt('look, @Aur', 10)).toEqual({ at: 6, query: 'Aur' });
    for (const typed of ['me@Aur', 'no', '@ Aur', `@${'x'.repeat(61)}`, '@a\nb'])
      expect(typingAt(typed, typed.length)).toBeNull();
    expect(fitting(offered, 'out').map(({ name }) => name)).toEqual(['Aurora Outdoor']);
    expect(fitting(offered, 'au').map(({ name }) => name)).toEqual([
      'Aurora',
      'Aurora Outdoor',
      'Ana, Aurora',
    ]);
    expect(fitting(offered, 'Aurora, look')).toEqual([]);
  });
});

it('shows names in the place of ids, and leaves an id of nobody as it stands', () => {
  const text = `${mentionToken(ANA.id)}? ${mentionToken(CHINESE.id)}`;
  const parts = shownParts(text, [{ ...ANA, me: true }]);
  expect(parts.map((part) => part.text)).toEqual(['@Ana, Aurora', '? ', mentionToken(CHINESE.id)]);
  expect(parts[0]?.mention?.me).toBe(true);
});
