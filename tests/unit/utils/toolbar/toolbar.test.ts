import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WALLS } from '@marketsafe/contract';
import { setLanguage } from '@marketsafe/words';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PageStatus } from '../../../../utils/messages/messages.ts';
import { badgeOf } from '../../../../utils/toolbar/badge.ts';
import { type IconState, iconOf, iconOfFailure, iconPaths } from '../../../../utils/toolbar/icon.ts';

const LISTING: PageStatus = { marketplace: '1688', kind: 'listing', itemId: '1' };
const STATES: IconState[] = ['none', 'listing', 'draft', 'reported', 'blocked'];

describe('the toolbar icon', () => {
  it.each<[IconState, PageStatus, { state: 'draft' | 'finished' } | undefined]>([
    ['none', { marketplace: null, kind: 'none' }, undefined],
    ['none', { marketplace: 'alibaba', kind: 'search' }, undefined],
    ['listing', LISTING, undefined],
    ['draft', LISTING, { state: 'draft' }],
    ['reported', LISTING, { state: 'finished' }],
    ['blocked', { ...LISTING, kind: 'wall', wall: 'login' }, undefined],
  ])('is %s', (state, page, draft) => {
    expect(iconOf(page, draft).state).toBe(state);
  });

  it.each(WALLS)('says in a sentence of its own why a %s wall cannot be captured as the listing', (wall) => {
    const titles = WALLS.map((each) => iconOf({ ...LISTING, kind: 'wall', wall: each }, undefined).title);
    expect(iconOf({ ...LISTING, kind: 'wall', wall }, undefined).title).toMatch(/\.$/);
    expect(new Set(titles).size).toBe(WALLS.length);
  });

  it('says beside it that the page keeps its button away', () => {
    const { state, title } = iconOf({ ...LISTING, button: 'absent' }, undefined);
    expect({ state, title }).toEqual({
      state: 'listing',
      title: `${iconOf(LISTING, undefined).title} The page removes, changes or may cover its capture button.`,
    });
  });

  it('says it in the language of the worker', () => {
    setLanguage('zh-CN');
    onTestFinished(() => setLanguage('en'));
    const titles = [
      iconOf(LISTING, undefined),
      iconOf(LISTING, { state: 'draft' }),
      iconOf(LISTING, { state: 'finished' }),
      iconOf({ ...LISTING, kind: 'wall', wall: 'removed' }, undefined),
      iconOf({ marketplace: null, kind: 'none' }, undefined),
      iconOfFailure({ outcome: 'failed', code: 'page-changed' }),
    ].map(({ title }) => title);
    for (const title of titles) expect(title).toMatch(/\p{Script=Han}.*。$/u);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('says of a short link that the listing is behind it', () => {
    const icon = iconOf({ marketplace: 'taobao', kind: 'none', shortLink: true }, undefined);
    expect(icon).toMatchObject({ state: 'none', title: expect.stringContaining('short link') });
  });

  it.each(STATES)('has its pictures for %s', (state) => {
    for (const path of Object.values(iconPaths(state))) {
      expect(existsSync(join(import.meta.dirname, '../../../../public', path)), path).toBe(true);
    }
  });
});

describe('the badge', () => {
  it.each([
    ['', { ready: 0, urgent: 0, signedOut: true }],
    ['', { ready: 3, urgent: 0, signedOut: false }],
    ['3', { ready: 0, urgent: 3, signedOut: false }],
    ['99+', { ready: 0, urgent: 100, signedOut: false }],
    ['1', { ready: 8, urgent: 0, signedOut: true }],
    ['3', { ready: 1, urgent: 2, signedOut: true }],
  ])('says “%s”', (text, waiting) => {
    expect(badgeOf(waiting).text).toBe(text);
  });
});
