import { describe, expect, it } from 'vitest';
import { editOf, fieldsOf, withFields } from '../../../../utils/panel/draft-form.ts';
import { draftRow } from '../../support/rows.ts';

describe('the fields of a draft', () => {
  const draft = draftRow({
    explanation: { en: 'one', zh: '一' },
    declarations: { goodFaith: true, accurate: false, authorised: false },
  });

  it('lay over the draft one by one', () => {
    expect(withFields(draft, { zh: '二', accurate: true })).toEqual({
      ...draft,
      explanation: { en: 'one', zh: '二' },
      declarations: { goodFaith: true, accurate: true, authorised: false },
    });
  });

  it('touch nothing that they do not name', () => {
    expect(editOf(draft, {})).toEqual({});
    expect(editOf(draft, { reason: 'design' })).toEqual({ reason: 'design' });
  });

  it('are only those that an edit really changes', () => {
    expect(
      fieldsOf(draft, { explanation: { en: 'one', zh: '三' }, declarations: { ...draft.declarations } }),
    ).toEqual({ zh: '三' });
  });

  it('hold an unticked declaration and an emptied text as changes', () => {
    const fields = fieldsOf(draft, {
      explanation: { en: '', zh: '一' },
      declarations: { goodFaith: false, accurate: false, authorised: false },
    });
    expect(fields).toEqual({ en: '', goodFaith: false });
    expect(withFields(draft, fields)).toMatchObject({
      explanation: { en: '' },
      declarations: { goodFaith: false },
    });
  });
});
