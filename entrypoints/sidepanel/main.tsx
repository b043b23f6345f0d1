import { m } from '@marketsafe/words';
import { browser } from 'wxt/browser';
import { DraftDesk, DraftMissing } from '../../components/draft/DraftDesk.tsx';
import { PackagePart } from '../../components/package/PackageExport.tsx';
import { BackendNotice } from '../../components/shared/BackendNotice.tsx';
import { SignInCard } from '../../components/shared/SignInCard.tsx';
import { StoreNotice } from '../../components/shared/StoreNotice.tsx';
import { showPage } from '../../components/shared/show-page.tsx';
import { UndoBar } from '../../components/shared/UndoBar.tsx';
import { SweepHead } from '../../components/sweep/SweepHead.tsx';
import { openTrouble } from '../../utils/database/open-trouble.ts';
import { pageDatabase } from '../../utils/hooks/page-database.ts';
import { useStore } from '../../utils/hooks/use-store.ts';
import { keepLanguage } from '../../utils/language/keep-language.ts';
import { usePackageExport } from '../../utils/packages/use-package-export.ts';
import { useDraft } from '../../utils/panel/use-draft.ts';
import { usePanelDraft } from '../../utils/panel/use-panel-draft.ts';
import type { QueueContext } from '../../utils/queue/queue-rows.ts';
import { useQueueContext } from '../../utils/queue/use-queue-context.ts';
import { useUndo } from '../../utils/queue/use-undo.ts';
import { useSession } from '../../utils/session/use-session.ts';
import { useBackend } from '../../utils/settings/use-backend.ts';
import { useSettings } from '../../utils/settings/use-settings.ts';
import { useSweepHead } from '../../utils/sweep-view/use-sweep-head.ts';
import { routeHash } from '../../utils/workspace/route.ts';
import '../../components/styles.css';

const fixed = new URLSearchParams(location.search).get('draft');
const workspaceUrl = browser.runtime.getURL('/workspace.html');
const settingsUrl = `${workspaceUrl}${routeHash({ section: 'settings' })}`;
const sweepUrl = (sweepId: string) => `${workspaceUrl}${routeHash({ section: 'sweeps', sweepId })}`;
const evidenceUrl = (captureId: string) => `${workspaceUrl}${routeHash({ section: 'evidence', captureId })}`;

function Desk({ draftId, context }: { draftId: string; context: QueueContext }) {
  return (
    <DraftDesk
      {...useDraft(draftId, context)}
      settingsUrl={settingsUrl}
      evidenceUrl={evidenceUrl}
      packagePart={<PackagePart {...usePackageExport([draftId])} />}
    />
  );
}

function SidePanel() {
  const draftId = usePanelDraft(fixed);
  const session = useSession();
  const context = useQueueContext(session.view.state === 'signed-in');
  const { settings } = useSettings();
  const backend = useBackend(settings?.serverUrl);
  return (
    <main className="stack page-body">
      <StoreNotice {...useStore()} />
      <UndoBar {...useUndo()} />
      <SweepHead {...useSweepHead()} sweepUrl={sweepUrl} />
      <SignInCard {...session} session={session.view} now={context.now} onCancel={session.onEnd} />
      <BackendNotice backend={backend} host={settings && new URL(settings.serverUrl).host} />
      {draftId && <Desk key={draftId} draftId={draftId} context={context} />}
      {draftId === null && <DraftMissing />}
    </main>
  );
}

void showPage({
  language: keepLanguage(),
  opened: openTrouble(pageDatabase),
  title: m.desk_title,
  Page: SidePanel,
});
