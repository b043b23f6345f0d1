import type { MarketplaceId, ReasonCode } from '@marketsafe/contract';
import { csvOf, xlsxOf } from '@marketsafe/evidence';
import { formatPrice, m, marketplaceName, reasonName } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useMemo } from 'react';
import type { LineRow } from '../database/line-rows.ts';
import type { TableView } from '../database/view-rows.ts';
import { downloadFile } from '../hooks/download.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { calendarDay } from '../hooks/time.ts';
import { type ActionResult, useAttempt } from '../hooks/use-attempt.ts';
import { type QueueAction, type QueueContext, type QueueRow, queueRow } from '../queue/queue-rows.ts';
import { actOnReport } from '../queue/report-actions.ts';
import { keptRights } from '../reference/rights.ts';
import { type Arranged, arrange, countStages } from './arrange.ts';
import { reportNames } from './report-names.ts';
import { reportSheet } from './report-sheet.ts';
import { useLines } from './use-lines.ts';
import { type ThumbsControl, useThumbs } from './use-thumbs.ts';
import { useTableView, WHOLE } from './view-store.ts';

/** One row of the table in words. */
interface ReportRow extends QueueRow {
  url: string;
  price: string | null;
  seller: string | null;
  sweep: string | null;
  reason: string | null;
  captureId: string | null;
}

/** What can be chosen of what the device has. */
interface Choice<Value extends string> {
  value: Value;
  label: string;
}

export interface ReportTableControl {
  view: TableView;
  onView: (view: TableView) => void;
  /** How many there are in each part; undefined until all of them have been read. */
  counts: Record<TableView['stage'], number> | undefined;
  /** Undefined while nothing has been read. */
  arranged: Arranged | undefined;
  /** A line in words: asked for what is in sight only. */
  rowOf: (line: LineRow) => ReportRow;
  choices: { marketplaces: Choice<MarketplaceId>[]; sweeps: Choice<string>[]; reasons: Choice<ReasonCode>[] };
  thumbs: ThumbsControl;
  result: ActionResult;
  onAction: (action: QueueAction, row: QueueRow) => void;
  /** Saves these rows, or all that are shown where none are given, as a list for a spreadsheet. */
  onExport: (kind: 'csv' | 'xlsx', draftIds: ReadonlySet<string>) => void;
}

function distinct<Value>(values: readonly (Value | undefined)[]): Value[] {
  return [...new Set(values)].filter((value): value is Value => value !== undefined);
}

function rowOf(line: LineRow, context: QueueContext, sweep: string | undefined): ReportRow {
  return {
    ...queueRow(line, context),
    url: line.url,
    price: line.price ? formatPrice(line.price) : null,
    seller: line.seller?.name ?? line.seller?.id ?? null,
    sweep: sweep ?? null,
    reason: line.reason ? reasonName(line.reason) : null,
    captureId: line.captureId ?? null,
  };
}

/** The table of all drafts and reports, live. `open` shows one and is called in the click's own turn. */
export function useReportTable(
  context: QueueContext,
  urgent: boolean,
  open: (draftId: string) => void,
): ReportTableControl {
  const { view, change } = useTableView();
  useEffect(() => {
    // A link to what needs somebody shows all of that.
    if (urgent) change({ ...WHOLE, stage: 'urgent' });
  }, [urgent, change]);
  const known = useLines();
  const named = useLiveQuery(async () => {
    const [rights, sweeps] = await Promise.all([keptRights(pageDatabase), pageDatabase.sweeps.toArray()]);
    return { rights: rights ?? [], sweeps };
  }, []);
  const { result, attempt } = useAttempt();
  const thumbs = useThumbs();
  const names = useMemo(() => reportNames(named ?? { rights: [], sweeps: [] }, context), [named, context]);
  const lines = known?.lines;
  const isSound = known !== undefined && (known.sound || known.lines.length > 0);
  const arranged = useMemo(() => lines && arrange(lines, view, names), [lines, view, names]);
  const counts = useMemo(() => (lines && known?.complete ? countStages(lines) : undefined), [lines, known]);
  const choices = useMemo(() => {
    const all = lines ?? [];
    const byLabel = (one: Choice<string>, other: Choice<string>) => names.compare(one.label, other.label);
    return {
      marketplaces: distinct(all.map(({ marketplace }) => marketplace))
        .map((value) => ({ value, label: marketplaceName(value) }))
        .sort(byLabel),
      sweeps: distinct(all.map(({ sweepId }) => sweepId))
        .map((value) => ({ value, label: names.sweep(value) ?? value }))
        .sort(byLabel),
      reasons: distinct(all.map(({ reason }) => reason))
        .map((value) => ({ value, label: reasonName(value) }))
        .sort(byLabel),
    };
  }, [lines, names]);
  return {
    view,
    onView: change,
    // That there is nothing is said only where it was looked up.
    counts: isSound ? counts : undefined,
    arranged: isSound ? arranged : undefined,
    rowOf: (line) => rowOf(line, context, line.sweepId && names.sweep(line.sweepId)),
    choices,
    thumbs,
    result,
    onExport: (kind, draftIds) =>
      void attempt(async () => {
        const shown = arranged?.lines ?? [];
        const wanted = draftIds.size > 0 ? (lines ?? []).filter((line) => draftIds.has(line.draftId)) : shown;
        const sheet = reportSheet(wanted, names, context);
        const name = `reports-${calendarDay(context.now)}.${kind}`;
        downloadFile(kind === 'csv' ? csvOf(sheet) : await xlsxOf(sheet, m.reports_sheet_name()), name);
        return () => m.reports_sheet_done({ name, count: wanted.length });
      }),
    onAction: (action, row) => {
      if (action !== 'open') void attempt(() => actOnReport(action, row, context.signedIn));
      if (action === 'open' || action === 'edit') open(row.draftId);
    },
  };
}
