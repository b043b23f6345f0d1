import { PRODUCT_NAME } from '@marketsafe/words';
import { browser } from 'wxt/browser';
import { PageCard } from '../../components/page/PageCard.tsx';
import { ShortList } from '../../components/queue/ShortList.tsx';
import { AppFooter } from '../../components/shared/AppFooter.tsx';
import { AppHeader } from '../../components/shared/AppHeader.tsx';
import { BackendNotice } from '../../components/shared/BackendNotice.tsx';
import { InterruptedNotices } from '../../components/shared/InterruptedNotices.tsx';
import { SignInCard } from '../../components/shared/SignInCard.tsx';
import { StoreNotice } from '../../components/shared/StoreNotice.tsx';
import { showPage } from '../../components/shared/show-page.tsx';
import { UndoBar } from '../../components/shared/UndoBar.tsx';
import { openTrouble } from '../../utils/database/open-trouble.ts';
import { pageDatabase } from '../../utils/hooks/page-database.ts';
import { useStore } from '../../utils/hooks/use-store.ts';
import { useActiveTab } from '../../utils/page-card/use-active-tab.ts';
import { useInterrupted } from '../../utils/page-card/use-capture.ts';
import { usePageCard } from '../../utils/page-card/use-page-card.ts';
import { openListPanel, openPanel } from '../../utils/panel/open-panel.ts';
import { useQueueContext } from '../../utils/queue/use-queue-context.ts';
import { useShortList } from '../../utils/queue/use-short-list.ts';
import { useUndo } from '../../utils/queue/use-undo.ts';
import { useSession } from '../../utils/session/use-session.ts';
import { useBackend } from '../../utils/settings/use-backend.ts';
import { useSettings } from '../../utils/settings/use-settings.ts';
import { useShortcut } from '../../utils/settings/use-shortcut.ts';

const title = () => PRODUCT_NAME;

function Popup() {
  const active = useActiveTab();
  const session = useSession();
  const context = useQueueContext(session.view.state === 'signed-in');
  const open = (draftId: string) => void openPanel(draftId, active?.windowId).then(() => window.close());
  const page = usePageCard(active, context, open);
  const list = () => {
    if (active) void openListPanel(active.tabId, active.windowId).then(() => window.close());
  };
  const reports = useShortList(context);
  const { settings } = useSettings();
  const backend = useBackend(settings?.serverUrl);
  const host = settings && new URL(settings.serverUrl).host;
  return (
    <div className="stack page-body">
      <AppHeader account={session.view.state === 'signed-in' ? session.view.name : null} />
      <main className="stack">
        <PageCard {...page} shortcut={useShortcut().keys} onList={list} />
        <SignInCard {...session} session={session.view} now={context.now} onCancel={session.onEnd} />
        <InterruptedNotices {...useInterrupted(context.now)} />
        <StoreNotice {...useStore()} />
        <UndoBar {...useUndo()} />
        <ShortList
          {...reports}
          allUrl={browser.runtime.getURL('/workspace.html#/queue')}
          urgentUrl={browser.runtime.getURL('/workspace.html#/queue/urgent')}
          onOpen={open}
        />
        <BackendNotice backend={backend} host={host} />
      </main>
      <AppFooter
        settingsUrl={browser.runtime.getURL('/workspace.html#/settings')}
        host={host}
        backend={backend}
        version={browser.runtime.getManifest().version}
      />
    </div>
  );
}

/** Draws the popup once what it shows is read. */
export function showPopup(ready: Promise<void>): void {
  void showPage({ language: ready, opened: openTrouble(pageDatabase), title, Page: Popup });
}
