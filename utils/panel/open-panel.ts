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
