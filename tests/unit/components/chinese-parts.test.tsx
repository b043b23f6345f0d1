import { setLanguage } from '@marketsafe/words';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DraftMissing } from '../../../components/draft/DraftDesk.tsx';
import { PictureFigure } from '../../../components/draft/PictureFigure.tsx';
import { HoldChosen } from '../../../components/hold/HoldChosen.tsx';
import { HoldPart } from '../../../components/hold/HoldPart.tsx';
import { HoldReasonForm } from '../../../components/hold/HoldReasonForm.tsx';
import {
  ChosenPart,
  type PackageExportProps,
  PackagePart,
} from '../../../components/package/PackageExport.tsx';
import { PageCard, type PageCardProps } from '../../../components/page/PageCard.tsx';
import { ShortList } from '../../../components/queue/ShortList.tsx';
import { BulkPart } from '../../../components/reports/BulkPart.tsx';
import { ListExport } from '../../../components/reports/ListExport.tsx';
import { ReportsPanel } from '../../../components/reports/ReportsPanel.tsx';
import { TableFilters } from '../../../components/reports/TableFilters.tsx';
import { ViewsPart } from '../../../components/reports/ViewsPart.tsx';
import { AppFooter } from '../../../components/shared/AppFooter.tsx';
import { AppHeader } from '../../../components/shared/AppHeader.tsx';
import { BackendNotice } from '../../../components/shared/BackendNotice.tsx';
import { FailureBoundary } from '../../../components/shared/FailureBoundary.tsx';
import { InterruptedNotices } from '../../../components/shared/InterruptedNotices.tsx';
import { SignInCard } from '../../../components/shared/SignInCard.tsx';
import { UndoBar } from '../../../components/shared/UndoBar.tsx';
import { AboutSection } from '../../../components/workspace/AboutSection.tsx';
import { KeepDaysField } from '../../../components/workspace/KeepDaysField.tsx';
import { LanguageField } from '../../../components/workspace/LanguageField.tsx';
import { ScreenshotPermission, SitePermission } from '../../../components/workspace/PermissionCards.tsx';
import { ServerField } from '../../../components/workspace/ServerField.tsx';
import { SettingsSection } from '../../../components/workspace/SettingsSection.tsx';
import { StoragePart } from '../../../components/workspace/StoragePart.tsx';
import { WorkspaceFrame } from '../../../components/workspace/WorkspaceFrame.tsx';
import { summarisePage } from '../../../utils/page-card/page-summary.ts';
import { latinLeft } from '../support/latin-left.ts';
import { tableOf, tableRow } from '../support/report-table.tsx';

beforeEach(() => setLanguage('zh-CN'));
afterEach(() => setLanguage('en'));

/** Words in Latin letters on a page in Chinese. Elements are made by a function: their words are those of the moment. */
function left(...make: (() => ReactElement)[]): string[] {
  return make.flatMap((one) => latinLeft(renderToStaticMarkup(one())));
}

const AGE = '5分钟前';
const RESULT = { tone: 'good', sentence: '已保存。' } as const;
const done = async () => true;

function card(change: Partial<PageCardProps>): () => ReactElement {
  const props: PageCardProps = {
    page: { state: 'known', summary: summarisePage({ kind: 'listing', marketplace: 'taobao', itemId: '1' }) },
    held: null,
    onList: vi.fn(),
    standing: { sentence: '', seller: null, listed: null, again: 'no' },
    running: false,
    progress: null,
    profile: 'quick',
    result: null,
    shortcut: undefined,
    onCapture: vi.fn(),
    onStop: vi.fn(),
    onOpen: vi.fn(),
  };
  return () => <PageCard {...props} {...change} />;
}

describe('the page card in Chinese', () => {
  test('whatever the page is', () => {
    const shown = (status: Parameters<typeof summarisePage>[0]) =>
      card({ page: { state: 'known', summary: summarisePage(status) } });
    const walls = (['captcha', 'login', 'region', 'removed', 'empty-shell'] as const).flatMap((wall) => [
      shown({ kind: 'wall', marketplace: 'taobao', itemId: '1', wall }),
      shown({ kind: 'wall', marketplace: 'taobao', wall }),
    ]);
    expect(
      left(
        ...walls,
        shown({ kind: 'search', marketplace: 'taobao' }),
        shown({ kind: 'store', marketplace: 'taobao' }),
        shown({ kind: 'none', marketplace: 'taobao', shortLink: true }),
        shown({ kind: 'none', marketplace: 'taobao' }),
      ),
    ).toEqual([]);
    expect(latinLeft(renderToStaticMarkup(shown({ kind: 'none', marketplace: null })()), ['Lazada'])).toEqual(
      [],
    );
  });

  test('whatever is under way or already held', () => {
    const held = { state: 'draft', title: '极光夹克', age: AGE, number: null, stateName: '草稿' } as const;
    expect(
      left(
        card({ page: { state: 'asking' } }),
        card({ page: { state: 'unknown', sentence: '后台没有响应。' } }),
        card({ shortcut: 'Ctrl' }),
        card({ profile: 'full' }),
        card({ running: true }),
        card({ running: true, progress: { done: 3, of: 12 } }),
        card({ result: RESULT }),
        card({ held }),
        card({ held: { ...held, state: 'finished' }, profile: 'full' }),
        card({ held: { ...held, state: 'finished', number: '7' } }),
      ),
    ).toEqual([]);
  });
});

describe('the queue and what can be done with its lines, in Chinese', () => {
  test('every filter while it is empty, and while it is being read', () => {
    const counts = { all: 0, urgent: 0, draft: 0, 'on-way': 0, sent: 0, parked: 0 };
    const panel =
      (stage: keyof typeof counts, shown: number | undefined = 0, isNarrowed = false) =>
      () => (
        <ReportsPanel
          {...{ stage, shown, isNarrowed, result: RESULT }}
          counts={shown === undefined ? undefined : counts}
          onStage={vi.fn()}
          onClear={vi.fn()}
          filters={
            <TableFilters
              view={{ search: '' }}
              choices={{ marketplaces: [], sweeps: [{ value: 's', label: '夹克' }], reasons: [] }}
              onChange={vi.fn()}
            >
              <ViewsPart
                views={[{ viewId: 'v', name: '夹克' }]}
                onShow={vi.fn()}
                onSave={vi.fn()}
                onForget={vi.fn()}
              />
              <ListExport count={5} onCsv={vi.fn()} onXlsx={vi.fn()} />
            </TableFilters>
          }
          chosenPart={null}
          table={null}
        />
      );
    const stages = Object.keys(counts) as (keyof typeof counts)[];
    const asked = [panel('all', undefined), panel('all', 0, true), panel('all', 5, true)];
    expect(left(...stages.map((stage) => panel(stage)), ...asked)).toEqual([]);
  });

  test('what is done to everything that is chosen', () => {
    const none = { summary: undefined, rights: [], reasons: [], progress: null, busy: false, result: null };
    const asked = { onRight: vi.fn(), onReason: vi.fn(), onStatements: vi.fn(), onFinish: vi.fn() };
    const lacks = [{ count: 9, sentence: '请选择权利。' }];
    const full = {
      summary: { drafts: 12, ready: 3, lacks },
      rights: [{ brand: '极光', rights: [{ rightId: 'r', label: '商标' }] }],
      reasons: [{ code: 'design', label: '外观设计', least: true }],
      progress: { done: 1, of: 3 },
      result: RESULT,
    };
    const part =
      (change: object, onUndo: (() => void) | null = null) =>
      () => <BulkPart {...none} {...asked} {...change} count={12} onUndo={onUndo} onDelete={vi.fn()} />;
    const states = [part({}), part(full, vi.fn()), part({ summary: { drafts: 0, ready: 0, lacks: [] } })];
    expect(left(...states)).toEqual([]);
  });

  test('a line with every action, where lines can be chosen', () => {
    const item = {
      draftId: 'a',
      state: 'parked',
      stateName: '待处理',
      title: null,
      marketplace: '淘宝网',
      itemId: '1',
      age: AGE,
      number: '7',
      note: null,
      held: true,
      actions: ['open', 'edit', 'retry', 'export', 'delete'],
    } as const;
    const short = (count: number) => () => (
      <ShortList
        list={{ urgent: count === 0 ? [] : [item], urgentCount: count, newest: count === 0 ? [] : [item] }}
        allUrl="workspace.html"
        urgentUrl="workspace.html"
        onOpen={vi.fn()}
      />
    );
    const tables = [undefined, null, '山野户外'].map((group) => () => tableOf([tableRow(item)], group));
    expect(left(...tables, short(0), short(1), short(9))).toEqual([]);
  });

  test('legal holds, from asking to releasing', () => {
    const holding = { result: null, onHold: done, onRelease: done };
    const hold = { reason: '案件12', since: '2026年5月3日', by: null };
    expect(
      left(
        () => <HoldPart hold={null} {...holding} />,
        () => <HoldPart hold={hold} {...holding} />,
        () => <HoldPart hold={{ ...hold, by: '张伟' }} {...holding} />,
        () => <HoldChosen held={1} free={2} onUndo={vi.fn()} {...holding} />,
        () => <HoldReasonForm onReason={async () => undefined} onCancel={vi.fn()} />,
      ),
    ).toEqual([]);
  });

  test('the export of packages, with all that a package may lack', () => {
    const lacks = (['receipt', 'time-stamp', 'authority', 'unfinished'] as const).map((lack) => ({
      lack,
      count: 1,
      all: 2,
    }));
    const props: PackageExportProps = {
      count: 2,
      lacks,
      progress: { done: 1, of: 2 },
      result: RESULT,
      onExport: vi.fn(),
      onCancel: vi.fn(),
    };
    const alone = lacks.map((lack) => ({ ...lack, all: 1 }));
    expect(
      left(
        () => <PackagePart {...props} count={1} lacks={alone} progress={null} />,
        () => <ChosenPart {...props} onClear={vi.fn()} />,
      ),
    ).toEqual([]);
  });
});

describe('what every page shares, in Chinese', () => {
  test('the sign-in in every state', () => {
    const ways = { onBegin: vi.fn(), onOpenApproval: vi.fn(), onCancel: vi.fn() };
    const reasons = ['never', 'signed-out', 'expired', 'denied'] as const;
    const pending = { state: 'pending', userCode: '1234-5678', expiresAt: 10 } as const;
    expect(
      left(
        ...reasons.flatMap((reason) =>
          [true, false].map((busy) => () => (
            <SignInCard
              session={{ state: 'signed-out', reason }}
              busy={busy}
              problem={null}
              now={0}
              {...ways}
            />
          )),
        ),
        ...[0, 20].map((now) => () => (
          <SignInCard session={pending} busy={false} problem={null} now={now} {...ways} />
        )),
      ),
    ).toEqual([]);
  });

  test('header, footer and notices', () => {
    const backends = ['checking', 'reachable', 'unreachable', 'foreign', 'offline'] as const;
    const deleted = { title: null, marketplace: '淘宝网', itemId: '1', here: true, count: 1 };
    const undo = { problem: null, onUndo: vi.fn(), onDismiss: vi.fn() };
    const interrupted = [{ captureId: 'a', itemId: '1', url: 'https://a.example', age: AGE }];
    const failed = new FailureBoundary({ children: null });
    failed.state = { failed: true };
    expect(
      left(
        () => <AppHeader account="张伟" />,
        ...backends.flatMap((backend) => [
          () => <AppFooter settingsUrl="#" host="127.0.0.1" backend={backend} version="1" />,
          () => <BackendNotice backend={backend} host="127.0.0.1" />,
        ]),
        () => <InterruptedNotices captures={interrupted} onDismiss={vi.fn()} />,
        () => <UndoBar deleted={deleted} {...undo} />,
        () => <UndoBar deleted={{ ...deleted, title: '极光夹克' }} {...undo} />,
        () => <UndoBar deleted={{ ...deleted, count: 12 }} {...undo} />,
        () => <>{failed.render()}</>,
      ),
    ).toEqual([]);
  });

  test('pictures and the desk without a draft', () => {
    const picture = (method: 'pixels' | 'rendered', url: string | null | undefined) => () => (
      <PictureFigure picture={{ sha256: 'a', method }} url={url} itemId="1" />
    );
    expect(
      left(
        () => <DraftMissing />,
        picture('pixels', 'blob:x'),
        picture('rendered', 'blob:x'),
        picture('rendered', null),
        picture('pixels', undefined),
      ),
    ).toEqual([]);
  });
});

describe('the workspace in Chinese', () => {
  test('its frame and everything that can be set', () => {
    const permission = (granted: boolean, notice: 'refused' | 'kept' | null) => ({
      granted,
      notice,
      request: vi.fn(),
      revoke: vi.fn(),
    });
    const change = async () => undefined;
    const settings = (keys: string, manual: boolean, signedIn: boolean) => () => (
      <WorkspaceFrame section="settings" account={null} hashOf={(section) => `#/${section}`}>
        <SettingsSection
          settings={{ discreet: true, sharesDrafts: true, keepDays: 30, profile: 'full' }}
          language={<LanguageField choice="browser" browserLanguage="zh-CN" onChoose={vi.fn()} />}
          failed={manual}
          account={signedIn ? { name: '张伟', organisation: '极光' } : null}
          signIn={null}
          server={<ServerField serverUrl="" read={vi.fn()} check={vi.fn()} onSave={done} />}
          permissions={
            <>
              <SitePermission permission={permission(false, 'refused')} />
              <ScreenshotPermission permission={permission(manual, manual ? 'kept' : 'refused')} />
            </>
          }
          shortcut={{ keys, others: [{ command: 'sweep-watch', keys }], manual, change }}
          onDiscreet={vi.fn()}
          onSharesDrafts={vi.fn()}
          onProfile={vi.fn()}
          onKeepDays={done}
          onSignOut={vi.fn()}
        />
        <KeepDaysField keepDays={30} onSave={done} />
      </WorkspaceFrame>
    );
    expect(left(settings('', true, true), settings('Ctrl', false, false))).toEqual([]);
  });

  test('what it is and what it keeps', () => {
    const none = { files: 0, bytes: 0 };
    const some = { files: 2, bytes: 40 };
    const empty = { draft: none, unsent: none, sent: none, hold: none, deleted: none, none };
    const full = { draft: some, unsent: some, sent: some, hold: some, deleted: some, none: some };
    const sizes = { usedBytes: 1_400, freeBytes: 2_000_000 };
    const space = (evidence: typeof empty, persisted: boolean) => (
      <StoragePart
        storage={{ evidence, due: evidence.sent, next: 1_790_000_000_000, ...sizes, persisted }}
        result={null}
        onCleanUp={vi.fn()}
      />
    );
    const about = (part: ReactElement) => () => (
      <AboutSection version="1" serverUrl="" storage={{ drafts: 1, reports: 2 }} space={part} />
    );
    expect(
      left(
        about(space(empty, true)),
        about(space(full, false)),
        about(<StoragePart storage={undefined} result={null} onCleanUp={vi.fn()} />),
      ),
    ).toEqual([]);
  });
});
