import { describe, expect, it } from 'vitest';
import { firstPanelDraft } from '../../../../utils/panel/panel-draft.ts';
import { NOW } from '../../support/rows.ts';

describe('the draft a panel opens with', () => {
  it('is the one a click has just asked for', () => {
    const remembered = { draftId: 'asked', at: NOW - 1_000 };
    expect(firstPanelDraft({ remembered, ofPage: 'of-page', now: NOW })).toBe('asked');
  });

  it('is otherwise that of the listing in front', () => {
    const remembered = { draftId: 'asked', at: NOW - 3_600_000 };
    expect(firstPanelDraft({ remembered, ofPage: 'of-page', now: NOW })).toBe('of-page');
  });

  it('is otherwise the last one opened, or none', () => {
    const remembered = { draftId: 'asked', at: NOW - 3_600_000 };
    expect(firstPanelDraft({ remembered, ofPage: undefined, now: NOW })).toBe('asked');
    expect(firstPanelDraft({ remembered: undefined, ofPage: undefined, now: NOW })).toBeUndefined();
  });
});
