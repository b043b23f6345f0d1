import { emptyFields, REASON_CODES, reasonByCode, reasonsFor, withFields } from '@marketsafe/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseReason, chooseRight, editedLanguages, standingText } from '../../../../utils/panel/prefill.ts';
import { rightRow } from '../../support/rows.ts';

const EMPTY = { explanation: { en: '', zh: '' } };
const statement = (code: (typeof REASON_CODES)[number]) => reasonByCode(code).statement;

describe('choosing a right', () => {
  it('suggests the reason that discloses least, with its statement in both languages', () => {
    const right = rightRow({ type: 'trademark' });
    const [least] = reasonsFor('trademark');
    expect(chooseRight(EMPTY, right)).toEqual({
      rightId: right.rightId,
      reason: least?.code,
      ...least?.statement,
    });
  });

  it('keeps a reason that fits the new right', () => {
    const right = rightRow({ type: 'trademark' });
    const edit = chooseRight({ ...EMPTY, reason: 'counterfeit-features' }, right);
    expect(edit).toEqual({ rightId: right.rightId });
  });

  it('replaces a reason that does not fit the new right', () => {
    const right = rightRow({ type: 'design' });
    const edit = chooseRight(
      { reason: 'counterfeit-features', explanation: statement('counterfeit-features') },
      right,
    );
    expect(edit).toMatchObject({ reason: 'design', ...statement('design') });
  });
});

describe('choosing a reason', () => {
  it('follows with the standing statement while nobody has written anything', () => {
    const first = chooseReason(EMPTY, 'test-buy');
    expect(first).toEqual({ reason: 'test-buy', ...statement('test-buy') });
    const basis = withFields({ ...emptyFields() }, first);
    expect(chooseReason(basis, 'image-theft')).toMatchObject(statement('image-theft'));
  });

  it('decides language by language', () => {
    const basis = {
      reason: 'test-buy' as const,
      explanation: { en: 'We bought it ourselves.', zh: statement('test-buy').zh },
    };
    expect(chooseReason(basis, 'unfair-trademark-use')).toMatchObject({
      en: 'We bought it ourselves.',
      zh: statement('unfair-trademark-use').zh,
    });
  });

  it('leaves a text empty that was emptied on purpose', () => {
    const basis = { reason: 'test-buy' as const, explanation: { en: '', zh: statement('test-buy').zh } };
    expect(chooseReason(basis, 'unfair-trademark-use').en).toBe('');
  });

  it('never overwrites what somebody wrote', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
        fc.constantFrom(undefined, ...REASON_CODES),
        fc.constantFrom(...REASON_CODES),
        (text, before, after) => {
          const edit = chooseReason({ reason: before, explanation: { en: text, zh: text } }, after);
          expect(edit).toEqual({ reason: after, en: text, zh: text });
        },
      ),
    );
  });
});

describe('the standing statement', () => {
  it('is offered only where the text is another one', () => {
    expect(editedLanguages(EMPTY)).toEqual([]);
    expect(editedLanguages({ reason: 'design', explanation: statement('design') })).toEqual([]);
    expect(
      editedLanguages({ reason: 'design', explanation: { ...statement('design'), zh: '自己写的' } }),
    ).toEqual(['zh']);
  });

  it('comes back in the language asked for and leaves the other alone', () => {
    const basis = { reason: 'design' as const, explanation: { en: 'Mine', zh: '我的' } };
    expect(standingText(basis, 'en')).toEqual({ en: statement('design').en });
  });
});
