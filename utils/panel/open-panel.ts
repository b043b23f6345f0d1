import { browser } from 'wxt/browser';
import { rememberPanelDraft } from './panel-draft.ts';

/** The two browsers' panels; each has one of them, and the polyfill's types know neither by these names. */
interface PanelApis {
  sidePanel?: { open?: (target: { windowId: number }) => Promise<void> };
  sidebarAction?: { open?: () => Promise<void> };
}

function panelTab(draftId: string): Promise<unknown> {
  return browser.tabs.create({ url: browser.runtime.getURL(`/sidepanel.html?draft=${draftId}`) });
}

function openBeside(windowId: number | undefined): Promise<void> | undefined {
  const { sidePanel, sidebarAction } = browser as unknown as PanelApis;
  if (sidePanel?.open && windowId !== undefined) return sidePanel.open({ windowId });
  return sidebarAction?.open?.();
}

/**
 * Shows the listings of a tab in the panel beside it, or in a tab where the browser has no panel or refuses to open it. Must be called in
 * the click's own turn, as `openPanel`.
 */
export async function openListPanel(tabId: number, windowId: number): Promise<void> {
  try {
    const opened = openBeside(windowId);
    if (opened === undefined) throw new Error('this browser has no panel');
    await opened;
  } catch {
    await browser.tabs.create({ url: browser.runtime.getURL(`/sidepanel.html?cards=${tabId}`) });
  }
}

/**
 * Shows a draft in the panel beside the page, or in a tab where the browser has no panel or refuses to open it. Must be called in the
 * click's own turn, before any await: browsers open panels for a user's gesture only. `windowId` must be known beforehand.
 */
export async function openPanel(draftId: string, windowId: number | undefined): Promise<void> {
  let opened: Promise<void> | undefined;
  try {
    opened = openBeside(windowId);
  } catch {
    opened = undefined;
  }
  await rememberPanelDraft(draftId);
  try {
    if (opened === undefined) await panelTab(draftId);
    else await opened;
  } catch {
    await panelTab(draftId);
  }
}
