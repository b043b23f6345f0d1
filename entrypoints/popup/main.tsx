import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import { PageCard } from '../../components/page/PageCard.tsx';
import { QueuePanel } from '../../components/queue/QueuePanel.tsx';
import { AppFooter } from '../../components/shared/AppFooter.tsx';
import { AppHeader } from '../../components/shared/AppHeader.tsx';
import { BackendNotice } from '../../components/shared/BackendNotice.tsx';
import { FailureBoundary } from '../../components/shared/FailureBoundary.tsx';
import { InterruptedNotices } from '../../components/shared/InterruptedNotices.tsx';
import { SignInCard } from '../../components/shared/SignInCard.tsx';
import { UndoBar } from '../../components/shared/UndoBar.tsx';
import { openPanel } from '../../utils/ui/open-panel.ts';
import { useActiveTab } from '../../utils/ui/use-active-tab.ts';
import { useBackend } from '../../utils/ui/use-backend.ts';
import { useInterrupted } from '../../utils/ui/use-capture.ts';
import { usePageCard } from '../../utils/ui/use-page-card.ts';
import { useQueue } from '../../utils/ui/use-queue.ts';
import { useQueueContext } from '../../utils/ui/use-queue-context.ts';
import { useSession } from '../../utils/ui/use-session.ts';
import { useSettings } from '../../utils/ui/use-settings.ts';
import { useShortcut } from '../../utils/ui/use-shortcut.ts';
import { useUndo } from '../../utils/ui/use-undo.ts';
import '../../components/styles.css';

function Popup() {
  const active = useActiveTab();
  const session = useSession();
  const context = useQueueContext(session.view.state === 'signed-in');
  const open = (draftId: string) => void openPanel(draftId, active?.windowId).then(() => window.close());
  const page = usePageCard(active, context, open);
  const queue = useQueue(context, open);
  const { settings } = useSettings();
  const backend = useBackend(settings?.serverUrl);
  const host = settings && new URL(settings.serverUrl).host;
  return (
    <div className="stack page-body">
      <AppHeader account={session.view.state === 'signed-in' ? session.view.name : null} />
      <main className="stack">
        <PageCard {...page} shortcut={useShortcut().keys} />
        <SignInCard {...session} session={session.view} now={context.now} onCancel={session.onEnd} />
        <BackendNotice backend={backend} host={host} />
        <InterruptedNotices {...useInterrupted(context.now)} />
        <UndoBar {...useUndo()} />
        <QueuePanel heading="h2" {...queue} />
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

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <FailureBoundary>
        <Popup />
      </FailureBoundary>
    </StrictMode>,
  );
}
