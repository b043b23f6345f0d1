import { m } from '@marketsafe/words';
import { browser } from 'wxt/browser';
import { CaptureAll, VisitProgress } from '../../components/cards/CaptureAll.tsx';
import { CardDrafts } from '../../components/cards/CardActions.tsx';
import { CardList } from '../../components/cards/CardList.tsx';
import { DraftDesk, DraftMissing } from '../../components/draft/DraftDesk.tsx';
import { ProcedurePart } from '../../components/draft/ProcedurePart.tsx';
import { TestBuyFillPart } from '../../components/draft/TestBuyFillPart.tsx';
import { PackagePart } from '../../components/package/PackageExport.tsx';
import { BackendNotice } from '../../components/shared/BackendNotice.tsx';
import { SignInCard } from '../../components/shared/SignInCard.tsx';
import { StoreNotice } from '../../components/shared/StoreNotice.tsx';
import { showPage } from '../../components/shared/show-page.tsx';
import { UndoBar } from '../../components/shared/UndoBar.tsx';
import { SweepHead } from '../../components/sweep/SweepHead.tsx';
import { choiceKeyOf } from '../../utils/cards/choice-keys.ts';
import { useCardDrafts } from '../../utils/cards-view/use-card-drafts.ts';
import { useCards } from '../../utils/cards-view/use-cards.ts';
import { useListTab } from '../../utils/cards-view/use-list-tab.ts';
import { useVisitOrder, useVisitProgress } from '../../utils/cards-view/use-visit.ts';
import { openTrouble } from '../../utils/database/open-trouble.ts';
import { pageDatabase } from '../../utils/hooks/page-database.ts';
import { useStore } from '../../utils/hooks/use-store.ts';
import { keepLanguage } from '../../utils/language/keep-language.ts';
import { usePackageExport } from '../../utils/packages/use-package-export.ts';
import { type ActiveTab, useActiveTab } from '../../utils/page-card/use-active-tab.ts';
import { useDraft } from '../../utils/panel/use-draft.ts';
import { usePanelDraft } from '../../utils/panel/use-panel-draft.ts';
import { useProcedure } from '../../utils/panel/use-procedure.ts';
import { useTestBuyFill } from '../../utils/panel/use-test-buy-fill.ts';
import type { QueueContext } from '../../utils/queue/queue-rows.ts';
import { useQueueContext } from '../../utils/queue/use-queue-context.ts';
import { useUndo } from '../../utils/queue/use-undo.ts';
import { useSession } from '../../utils/session/use-session.ts';
import { useBackend } from '../../utils/settings/use-backend.ts';
import { useSettings } from '../../utils/settings/use-settings.ts';
import { useSweepHead } from '../../utils/sweep-view/use-sweep-head.ts';
import { routeHash } from '../../utils/workspace/route.ts';
import '../../components/styles.css';

const parameters = new URLSearchParams(location.search);
const fixed = parameters.get('draft');
/** A tab whose listings are shown, where this page is a tab itself. */
const listTab = Number(parameters.get('cards')) || undefined;
const workspaceUrl = browser.runtime.getURL('/workspace.html');
const settingsUrl = `${workspaceUrl}${routeHash({ section: 'settings' })}`;
const sweepUrl = (sweepId: string) => `${workspaceUrl}${routeHash({ section: 'sweeps', sweepId })}`;
const evidenceUrl = (captureId: string) => `${workspaceUrl}${routeHash({ section: 'evidence', captureId })}`;

function Desk({ draftId, context }: { draftId: string; context: QueueContext }) {
  const control = useDraft(draftId, context);
  return (
    <DraftDesk
      {...control}
      fillPart={<TestBuyFillPart {...useTestBuyFill(draftId, control)} />}
      settingsUrl={settingsUrl}
      evidenceUrl={evidenceUrl}
      procedurePart={<ProcedurePart procedure={useProcedure(draftId)} />}
      packagePart={<PackagePart {...usePackageExport([draftId])} />}
    />
  );
}

/** The listings of the page in front. */
function Cards({ tab, now }: { tab: Pick<ActiveTab, 'tabId' | 'visit'>; now: number }) {
  const { chosen, ...cards } = useCards(tab, now);
  const drafts = useCardDrafts(chosen);
  const order = useVisitOrder(chosen);
  return (
    <CardList
      {...cards}
      keyOf={choiceKeyOf}
      actions={
        <>
          <CaptureAll {...order} />
          <CardDrafts {...drafts} />
        </>
      }
    />
  );
}

function SidePanel() {
  const draftId = usePanelDraft(fixed);
  const active = useActiveTab();
  const list = useListTab(active, listTab);
  const cards = fixed === null ? list : undefined;
  const session = useSession();
  const context = useQueueContext(session.view.state === 'signed-in');
  const { settings } = useSettings();
  const backend = useBackend(settings?.serverUrl);
  return (
    <main className="stack page-body">
      <StoreNotice {...useStore()} />
      <UndoBar {...useUndo()} />
      <SweepHead {...useSweepHead()} sweepUrl={sweepUrl} />
      <VisitProgress {...useVisitProgress()} />
      <SignInCard {...session} session={session.view} now={context.now} onCancel={session.onEnd} />
      <BackendNotice backend={backend} host={settings && new URL(settings.serverUrl).host} />
      {cards && <Cards key={cards.tabId} tab={cards} now={context.now} />}
      {!cards && draftId && <Desk key={draftId} draftId={draftId} context={context} />}
      {!cards && draftId === null && <DraftMissing />}
    </main>
  );
}

void showPage({
  language: keepLanguage(),
  opened: openTrouble(pageDatabase),
  title: m.desk_title,
  Page: SidePanel,
});
