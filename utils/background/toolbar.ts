import { browser } from 'wxt/browser';
import type { ReporterDatabase } from '../database/database.ts';
import { type Standing, standing } from '../known/standing.ts';
import { keepLanguage } from '../language/keep-language.ts';
import { keyOfPage, type PageStatus } from '../messages/messages.ts';
import { badgeOf } from '../toolbar/badge.ts';
import { type Icon, iconOf, iconPaths } from '../toolbar/icon.ts';
import { tellTab } from './page-of-tab.ts';

/** Gives a tab its icon and tooltip. A tab that was closed meanwhile needs none. */
export async function showIcon(tabId: number, icon: Icon): Promise<void> {
  await Promise.allSettled([
    browser.action.setIcon({ tabId, path: iconPaths(icon.state) }),
    browser.action.setTitle({ tabId, title: icon.title }),
  ]);
}

/** Gives a tab the icon of its page and of how the listing stands, and its page's button the same. */
export async function showPageIcon(db: ReporterDatabase, tabId: number, page: PageStatus): Promise<void> {
  const key = keyOfPage(page);
  const stands: Standing = key === undefined ? { is: 'new' } : await standing(db, key);
  await keepLanguage();
  await Promise.all([
    showIcon(tabId, iconOf(page, stands, Date.now())),
    key !== undefined && tellTab(tabId, { type: 'standing', listing: key, standing: stands }),
  ]);
}

/** What a tab shows that no content script has spoken for. */
export async function showDefaultTitle(): Promise<void> {
  await keepLanguage();
  const { title } = iconOf({ marketplace: null, kind: 'none' }, { is: 'new' }, Date.now());
  await browser.action.setTitle({ title });
}

/** Sets the badge from what needs somebody on this device. */
export async function showBadge(db: ReporterDatabase): Promise<void> {
  const [ready, urgent, session] = await Promise.all([
    db.lines.where('stage').equals('on-way').count(),
    db.lines.where('urgentAt').above(0).count(),
    db.session.get('session'),
  ]);
  const badge = badgeOf({ ready, urgent, signedOut: session?.state !== 'signed-in' });
  await browser.action.setBadgeBackgroundColor({ color: badge.colour });
  await browser.action.setBadgeText({ text: badge.text });
}
