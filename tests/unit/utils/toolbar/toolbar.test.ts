import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WALLS } from '@marketsafe/contract';
import { type StandingCodes, setLanguage } from '@marketsafe/words';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PageStatus } from '../../../../utils/messages/messages.ts';
import { badgeOf } from '../../../../utils/toolbar/badge.ts';
import { type IconState, iconOf, iconOfFailure, iconPaths } from '../../../../utils/toolbar/icon.ts';

const LISTING: PageStatus = { marketplace: '1688', kind: 'listing', itemId: '1' };
const NEW = { is: 'new' } as const;
const SENT = { is: 'sent', number: 'MS-0000-0001', state: 'in_review', at: 0, by: null } as const;
const STATES: IconState[] = ['none', 'listing', 'draft', 'reported', 'known', 'blocked'];

describe('the toolbar icon', () => {
  it.each<[IconState, PageStatus, StandingCodes]>([
    ['none', { marketplace: null, kind: 'none' }, NEW],
    ['none', { marketplace: 'alibaba', kind: 'search' }, NEW],
    ['listing', LISTING, NEW],
    ['draft', LISTING, { is: 'draft', at: 0 }],
    ['reported', LISTING, { is: 'on-its-way', at: 0, parked: false }],
    ['reported', LISTING, SENT],
    ['reported', LISTING, { ...SENT, by: 'Marco Lead' }],
    ['known', LISTING, { ...SENT, state: 'duplicate', sameAs: 'MS-0000-0002' }],
    ['known', LISTING, { is: 'draft-elsewhere', at: 0, by: 'Marco Lead' }],
    ['known', LISTING, { is: 'watched', at: 0 }],
    ['known', LISTING, { is: 'not-infringing', at: 0 }],
    ['known', LISTING, { is: 'perhaps', listingKey: 'tmall:1', other: SENT }],
    ['blocked', { ...LISTING, kind: 'wall', wall: 'login' }, NEW],
  ])('is %s', (state, page, standing) => {
    expect(iconOf(page, standing, 0).state).toBe(state);
  });

  it('says who reported the listing, when, under which number, and what became of it', () => {
    const standing = { ...SENT, by: 'Marco Lead', state: 'removed' } as const;
    expect(iconOf(LISTING, standing, 3 * 86_400_000).title).toBe(
      'Reported by Marco Lead 3 days ago as MS-0000-0001: removed. If the listing is back, capture it again.',
    );
  });

  it('names the other claim where one is its duplicate', () => {
    const standing = { ...SENT, state: 'duplicate', sameAs: 'MS-0000-0002' } as const;
    expect(iconOf(LISTING, standing, 0).title).toContain('MS-0000-0002');
  });

  it.each(WALLS)('says in a sentence of its own why a %s wall cannot be captured as the listing', (wall) => {
    const titles = WALLS.map((each) => iconOf({ ...LISTING, kind: 'wall', wall: each }, NEW, 0).title);
    expect(iconOf({ ...LISTING, kind: 'wall', wall }, NEW, 0).title).toMatch(/\.$/);
    expect(new Set(titles).size).toBe(WALLS.length);
  });

  it('says beside it that the page keeps its button away', () => {
    const { state, title } = iconOf({ ...LISTING, button: 'absent' }, NEW, 0);
    expect({ state, title }).toEqual({
      state: 'listing',
      title: `${iconOf(LISTING, NEW, 0).title} The page removes, changes or may cover its capture button.`,
    });
  });

  it('says it in the language of the worker', () => {
    setLanguage('zh-CN');
    onTestFinished(() => setLanguage('en'));
    const titles = [
      iconOf(LISTING, NEW, 0),
      iconOf(LISTING, { is: 'draft', at: 0 }, 0),
      iconOf(LISTING, SENT, 0),
      iconOf({ ...LISTING, kind: 'wall', wall: 'removed' }, NEW, 0),
      iconOf({ marketplace: null, kind: 'none' }, NEW, 0),
      iconOfFailure({ outcome: 'failed', code: 'page-changed' }),
    ].map(({ title }) => title);
    for (const title of titles) expect(title).toMatch(/\p{Script=Han}.*。$/u);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('says of a short link that the listing is behind it', () => {
    const icon = iconOf({ marketplace: 'taobao', kind: 'none', shortLink: true }, NEW, 0);
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
