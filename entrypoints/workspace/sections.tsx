import { Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { browser } from 'wxt/browser';
import { AskedTextField } from '../../components/draft/AskedTextField.tsx';
import { DraftDesk } from '../../components/draft/DraftDesk.tsx';
import { ExplanationFields } from '../../components/draft/ExplanationFields.tsx';
import { ProcedurePart } from '../../components/draft/ProcedurePart.tsx';
import { ReasonField } from '../../components/draft/ReasonField.tsx';
import { RightField } from '../../components/draft/RightField.tsx';
import { TestBuyFillPart } from '../../components/draft/TestBuyFillPart.tsx';
import { EvidenceViewer } from '../../components/evidence/EvidenceViewer.tsx';
import { HoldChosen } from '../../components/hold/HoldChosen.tsx';
import { ChosenPart, PackagePart } from '../../components/package/PackageExport.tsx';
import { BulkPart } from '../../components/reports/BulkPart.tsx';
import { ListExport } from '../../components/reports/ListExport.tsx';
import { ReportsPanel } from '../../components/reports/ReportsPanel.tsx';
import { ReportTable } from '../../components/reports/ReportTable.tsx';
import { TableFilters } from '../../components/reports/TableFilters.tsx';
import { ViewsPart } from '../../components/reports/ViewsPart.tsx';
import { ReviewSheet } from '../../components/review/ReviewSheet.tsx';
import { BackendNotice } from '../../components/shared/BackendNotice.tsx';
import { InterruptedNotices } from '../../components/shared/InterruptedNotices.tsx';
import { SignInCard } from '../../components/shared/SignInCard.tsx';
import { LinkList } from '../../components/sweep/LinkList.tsx';
import { SweepSection } from '../../components/sweep/SweepSection.tsx';
import { SweepsSection } from '../../components/sweep/SweepsSection.tsx';
import { AboutSection } from '../../components/workspace/AboutSection.tsx';
import { LanguageField } from '../../components/workspace/LanguageField.tsx';
import {
  NotificationPermission,
  ScreenshotPermission,
  SitePermission,
} from '../../components/workspace/PermissionCards.tsx';
import { ProfileField } from '../../components/workspace/ProfileField.tsx';
import { ServerField } from '../../components/workspace/ServerField.tsx';
import { SettingsSection } from '../../components/workspace/SettingsSection.tsx';
import { StoragePart } from '../../components/workspace/StoragePart.tsx';
import { WatchedSection } from '../../components/workspace/WatchedSection.tsx';
import { useEvidence } from '../../utils/evidence-view/use-evidence.ts';
import { browserLanguage } from '../../utils/language/keep-language.ts';
import { usePackageExport } from '../../utils/packages/use-package-export.ts';
import { useInterrupted } from '../../utils/page-card/use-capture.ts';
import { useDraft } from '../../utils/panel/use-draft.ts';
import { useProcedure } from '../../utils/panel/use-procedure.ts';
import { useTestBuyFill } from '../../utils/panel/use-test-buy-fill.ts';
import type { QueueContext } from '../../utils/queue/queue-rows.ts';
import { useChosen } from '../../utils/queue/use-chosen.ts';
import { useChosenHold } from '../../utils/queue/use-hold.ts';
import { useBulk } from '../../utils/reports/use-bulk.ts';
import { useReportTable } from '../../utils/reports/use-report-table.ts';
import { useViews } from '../../utils/reports/use-views.ts';
import { changedView, isNarrowed, sortedBy, WHOLE } from '../../utils/reports/view-store.ts';
import { useReview } from '../../utils/review/use-review.ts';
import type { SessionControl } from '../../utils/session/use-session.ts';
import { checkBackend } from '../../utils/settings/check-backend.ts';
import { readServerAddress } from '../../utils/settings/server-address.ts';
import { useBackend } from '../../utils/settings/use-backend.ts';
import { usePermission } from '../../utils/settings/use-permission.ts';
import { useSettings } from '../../utils/settings/use-settings.ts';
import { useShortcut } from '../../utils/settings/use-shortcut.ts';
import { useStorage } from '../../utils/storage/use-storage.ts';
import { useSweep } from '../../utils/sweep-view/use-sweep.ts';
import { useSweeps } from '../../utils/sweep-view/use-sweeps.ts';
import { routeHash } from '../../utils/workspace/route.ts';
import { useWatchList } from '../../utils/workspace/use-watch-list.ts';

const NOTIFICATIONS = { permissions: ['notifications'] } as const;
const ALL_PAGES = { origins: ['<all_urls>'] };
const { version, host_permissions: marketplacePages = [] } = browser.runtime.getManifest();

/** Drafts and reports as a table. */
export function Reports(props: { session: SessionControl; context: QueueContext; urgent: boolean }) {
  const { session, context, urgent } = props;
  const { settings } = useSettings();
  const backend = useBackend(settings?.serverUrl);
  const table = useReportTable(context, urgent, (draftId) => {
    location.hash = routeHash({ section: 'draft', draftId });
  });
  const { view, arranged, onView } = table;
  const chosen = useChosen();
  const exported = usePackageExport(chosen.ids);
  const holding = useChosenHold(chosen.ids);
  const saved = useViews();
  const bulk = useBulk(chosen.ids, (gone) => chosen.choose(gone, false));
  return (
    <>
      <SignInCard {...session} session={session.view} now={context.now} onCancel={session.onEnd} />
      <BackendNotice backend={backend} host={settings && new URL(settings.serverUrl).host} />
      <InterruptedNotices {...useInterrupted(context.now)} />
      <ReportsPanel
        stage={view.stage}
        counts={table.counts}
        shown={arranged?.lines.length}
        isNarrowed={isNarrowed(view)}
        result={table.result}
        onStage={(stage) => onView({ ...view, stage })}
        onClear={() => onView({ ...WHOLE, stage: view.stage, sort: view.sort })}
        filters={
          <TableFilters
            view={view}
            choices={table.choices}
            onChange={(change) => onView(changedView(view, change))}
          >
            <ViewsPart
              views={saved.views}
              onShow={(viewId) => {
                const found = saved.views.find((each) => each.viewId === viewId);
                if (found) onView(found.view);
              }}
              onSave={(name) => void saved.onSave(name, view)}
              onForget={(viewId) => void saved.onForget(viewId)}
            />
            <ListExport
              count={chosen.ids.length > 0 ? chosen.ids.length : (arranged?.lines.length ?? 0)}
              onCsv={() => table.onExport('csv', chosen.set)}
              onXlsx={() => table.onExport('xlsx', chosen.set)}
            />
          </TableFilters>
        }
        chosenPart={
          chosen.ids.length > 0 && (
            <div className="chosen-parts">
              <BulkPart {...bulk} count={chosen.ids.length} />
              <ChosenPart {...exported} onClear={chosen.clear} />
              <HoldChosen {...holding} />
            </div>
          )
        }
        table={
          arranged && (
            <ReportTable
              {...arranged}
              isGrouped={view.group !== undefined}
              rowOf={table.rowOf}
              sort={view.sort}
              onSort={(by) => onView(sortedBy(view, by))}
              chosen={chosen.set}
              onChoose={chosen.choose}
              thumbs={table.thumbs}
              hrefOf={(draftId) => routeHash({ section: 'draft', draftId })}
              onAction={table.onAction}
            />
          )
        }
      />
    </>
  );
}

/** One draft or report. */
export function Desk({ draftId, context }: { draftId: string; context: QueueContext }) {
  const control = useDraft(draftId, context);
  return (
    <DraftDesk
      {...control}
      fillPart={<TestBuyFillPart {...useTestBuyFill(draftId, control)} />}
      settingsUrl={routeHash({ section: 'settings' })}
      evidenceUrl={(captureId) => routeHash({ section: 'evidence', captureId })}
      procedurePart={<ProcedurePart procedure={useProcedure(draftId)} />}
      packagePart={<PackagePart {...usePackageExport([draftId])} />}
    />
  );
}

/** One capture of a draft or report. */
export function Capture({ captureId }: { captureId: string }) {
  return (
    <EvidenceViewer
      {...useEvidence(captureId)}
      draftUrl={(draftId) => routeHash({ section: 'draft', draftId })}
    />
  );
}

/** All sweeps. */
export function Sweeps() {
  const control = useSweeps((sweepId) => {
    location.hash = routeHash({ section: 'sweeps', sweepId });
  });
  return <SweepsSection {...control} hashOf={(sweepId) => routeHash({ section: 'sweeps', sweepId })} />;
}

/** One sweep. */
export function Sweep({ sweepId, signedIn }: { sweepId: string; signedIn: boolean }) {
  const { list, onText, onFiles, onRight, onReason, onField, onStatement, ...control } = useSweep(
    sweepId,
    signedIn,
  );
  const { sweep, onType } = control;
  return (
    <SweepSection
      {...control}
      reviewUrl={routeHash({ section: 'review', sweepId })}
      allUrl={routeHash({ section: 'sweeps' })}
      links={<LinkList list={list} onText={onText} onFiles={onFiles} />}
      profile={
        sweep && (
          <ProfileField profile={sweep.profile} onProfile={(profile) => control.onChange({ profile })} />
        )
      }
      fields={
        sweep && (
          <>
            <RightField rights={sweep.rights} problem={undefined} onRight={onRight} />
            <ReasonField reasons={sweep.reasons} problem={undefined} onReason={onReason} />
            <ExplanationFields
              explanation={sweep.explanation}
              problem={undefined}
              onExplain={(language, text) => onType({ [language]: text })}
              onStatement={onStatement}
            />
            {sweep.asked.map((field) => (
              <AskedTextField
                key={field.name}
                field={field}
                id={`draft-field-${field.name}`}
                problem={undefined}
                onField={onField}
              />
            ))}
            {sweep.askedEach > 0 && (
              <Notice tone="info">{m.sweep_asked_each({ count: sweep.askedEach })}</Notice>
            )}
          </>
        )
      }
    />
  );
}

/** Open drafts as a contact sheet: of one sweep, or all. */
export function Review({ sweepId, now }: { sweepId: string | null; now: number }) {
  return (
    <ReviewSheet
      {...useReview(sweepId, now)}
      editUrl={(draftId) => routeHash({ section: 'draft', draftId })}
    />
  );
}

/** Removed listings that are looked at again. */
export function Watched({ now }: { now: number }) {
  return <WatchedSection {...useWatchList(now)} />;
}

/** Everything that can be set. */
export function Settings({ session, now }: { session: SessionControl; now: number }) {
  const { settings, failed, change } = useSettings();
  const { view } = session;
  return (
    <SettingsSection
      settings={settings}
      failed={failed}
      account={view.state === 'signed-in' ? view : null}
      signIn={<SignInCard {...session} session={view} now={now} onCancel={session.onEnd} />}
      server={
        settings && (
          <ServerField
            serverUrl={settings.serverUrl}
            read={readServerAddress}
            check={checkBackend}
            onSave={(serverUrl) => change({ serverUrl })}
          />
        )
      }
      language={
        settings && (
          <LanguageField
            choice={settings.language}
            browserLanguage={browserLanguage()}
            onChoose={(language) => void change({ language, languageChosenAt: Date.now() })}
          />
        )
      }
      permissions={
        <>
          <SitePermission permission={usePermission({ origins: marketplacePages })} />
          <ScreenshotPermission permission={usePermission(ALL_PAGES)} />
          <NotificationPermission
            permission={usePermission(NOTIFICATIONS)}
            discreet={settings?.discreet ?? false}
          />
        </>
      }
      shortcut={useShortcut()}
      onDiscreet={(discreet) => void change({ discreet })}
      onSharesDrafts={(sharesDrafts) => void change({ sharesDrafts })}
      onProfile={(profile) => void change({ profile })}
      onKeepDays={(keepDays) => change({ keepDays })}
      onSignOut={session.onEnd}
    />
  );
}

/** What this is and what it keeps. */
export function About() {
  const { settings } = useSettings();
  const stored = useStorage(settings?.keepDays);
  return (
    <AboutSection
      version={version}
      serverUrl={settings?.serverUrl}
      storage={stored.storage}
      space={<StoragePart {...stored} />}
    />
  );
}
