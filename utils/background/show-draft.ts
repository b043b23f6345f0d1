import { browser } from 'wxt/browser';
import { openPanel } from '../panel/open-panel.ts';
import { rememberPanelDraft } from '../panel/panel-draft.ts';

const PANEL_PAGE = '/sidepanel.html';

/** The two browsers' ways to ask whether a panel is open; the polyfill's types know neither. */
interface PanelQueries {
  runtime: { getContexts?: (filter: { contextTypes: string[]; windowIds: number[] }) => Promise<unknown[]> };
  sidebarAction?: { isOpen?: (target: { windowId: number }) => Promise<boolean> };
}

async function isPanelOpen(windowId: number): Promise<boolean> {
  const { runtime, sidebarAction } = browser as unknown as PanelQueries;
  if (sidebarAction?.isOpen) return sidebarAction.isOpen({ windowId });
  const panels = await runtime.getContexts?.({ contextTypes: ['SIDE_PANEL'], windowIds: [windowId] });
  return (panels?.length ?? 0) > 0;
}

/**
 * Shows a draft where the user can see it: an open panel turns to it, a tab that shows it comes to the front, otherwise the panel is
 * opened, or a tab where the browser opens no panel without a gesture.
 */
export async function showDraft(draftId: string, tabId: number): Promise<void> {
  await rememberPanelDraft(draftId);
  const { windowId } = await browser.tabs.get(tabId);
  if (windowId === undefined || (await isPanelOpen(windowId))) return;
  const url = `${browser.runtime.getURL(PANEL_PAGE)}?draft=${draftId}`;
  const [shown] = await browser.tabs.query({ url });
  if (shown?.id === undefined) await openPanel(draftId, windowId);
  else await browser.tabs.update(shown.id, { active: true });
}
