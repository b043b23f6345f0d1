import { describe, expect, it } from 'vitest';
import { chooseAll, chooseSpan, chosenOf, NO_CHOICE, toggle } from '../../../../utils/cards/choice.ts';
import { choiceKeyOf } from '../../../../utils/cards/choice-keys.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e'];

describe('choosing listings of a page', () => {
  it('takes one and gives it back', () => {
    const one = toggle(NO_CHOICE, 'b');
    expect(chosenOf(one, ORDER)).toEqual(['b']);
    expect(chosenOf(toggle(one, 'b'), ORDER)).toEqual([]);
  });

  it('takes a span from the one that was taken last, in either direction, and keeps the others', () => {
    const from = toggle(toggle(NO_CHOICE, 'a'), 'd');
    expect(chosenOf(chooseSpan(from, ORDER, 'b'), ORDER)).toEqual(['a', 'b', 'c', 'd']);
    expect(chosenOf(chooseSpan(from, ORDER, 'e'), ORDER)).toEqual(['a', 'd', 'e']);
  });

  it('takes one where a span has no beginning, or begins at what is no longer there', () => {
    expect(chosenOf(chooseSpan(NO_CHOICE, ORDER, 'c'), ORDER)).toEqual(['c']);
    expect(chosenOf(chooseSpan(toggle(NO_CHOICE, 'gone'), ORDER, 'c'), ORDER)).toEqual(['c']);
  });

  it('keeps page order and what is still there, whatever was chosen when', () => {
    expect(chosenOf(chooseAll(NO_CHOICE, ['e', 'gone', 'a']), ORDER)).toEqual(['a', 'e']);
  });

  it('leaves keys to the browser that are held with another', () => {
    const none = { ctrlKey: false, metaKey: false, altKey: false };
    expect(choiceKeyOf({ ...none, key: 'X' })).toBe('choose');
    expect(choiceKeyOf({ ...none, key: 'a', ctrlKey: true })).toBeUndefined();
    expect(choiceKeyOf({ ...none, key: 'q' })).toBeUndefined();
  });
});
