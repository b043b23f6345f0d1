import { emptyFields, REASON_CODES, reasonByCode, withFields } from '@marketsafe/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseReason, offeredLanguages, takeStatement } from '../../../../utils/panel/statements.ts';

const EMPTY = { explanation: { en: '', zh: '' } };
const statement = (code: (typeof REASON_CODES)[number]) => reasonByCode(code).statement;

describe('choosing a reason', () => {
  it.each(REASON_CODES)('states nothing for the person: %s', (reason) => {
    expect(chooseReason(EMPTY, reason)).toEqual({ reason });
  });

  it('takes away a standing statement that was taken over for another reason, language by language', () => {
    const basis = {
      reason: 'test-buy' as const,
      explanation: { en: 'We bought it ourselves.', zh: statement('test-buy').zh },
    };
    expect(chooseReason(basis, 'unfair-trademark-use')).toEqual({ reason: 'unfair-trademark-use', zh: '' });
    expect(chooseReason(basis, 'test-buy')).toEqual({ reason: 'test-buy' });
  });

  it('never changes what somebody wrote', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(undefined, ...REASON_CODES),
        fc.constantFrom(...REASON_CODES),
        (text, before, after) => {
          const edit = chooseReason({ reason: before, explanation: { en: text, zh: text } }, after);
          expect(edit).toEqual({ reason: after });
        },
      ),
    );
  });
});

describe('the standing statement', () => {
  it('is offered only for a chosen reason, and where another text stands', () => {
    expect(offeredLanguages(EMPTY)).toEqual([]);
    expect(offeredLanguages({ ...EMPTY, reason: 'design' })).toEqual(['en', 'zh']);
    expect(offeredLanguages({ reason: 'design', explanation: statement('design') })).toEqual([]);
    expect(
      offeredLanguages({ reason: 'design', explanation: { ...statement('design'), zh: '自己写的' } }),
    ).toEqual(['zh']);
  });

  it('is taken over in the language asked for and leaves the other alone', () => {
    const basis = withFields({ ...emptyFields() }, { reason: 'design', en: 'Mine', zh: '我的' });
    expect(takeStatement(basis, 'en')).toEqual({ en: statement('design').en });
    expect(takeStatement({}, 'en')).toEqual({});
  });
});
