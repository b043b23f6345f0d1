import type { Sheet } from '@marketsafe/evidence';
import { m, reasonName } from '@marketsafe/words';
import type { LineRow } from '../database/line-rows.ts';
import { type QueueContext, queueRow } from '../queue/queue-rows.ts';
import type { Names } from './arrange.ts';

/** The table as a sheet, in the language of the moment; times as the device's clock had them, in UTC. */
export function reportSheet(lines: readonly LineRow[], names: Names, context: QueueContext): Sheet {
  const columns: readonly [head: string, cell: (line: LineRow) => string | number | null | undefined][] = [
    [m.shared_number(), ({ number }) => number],
    [m.reports_column_state(), (line) => queueRow(line, context).stateName],
    [m.reports_sheet_note(), (line) => queueRow(line, context).note],
    [m.reports_column_marketplace(), ({ marketplace }) => names.marketplace(marketplace)],
    [m.reports_sheet_item(), ({ itemId }) => itemId],
    [m.reports_sheet_address(), ({ url }) => url],
    [m.reports_column_title(), ({ title }) => title],
    [m.reports_sheet_currency(), ({ price }) => price?.currency],
    [m.reports_sheet_price_from(), ({ price }) => price?.min],
    [m.reports_sheet_price_to(), ({ price }) => price?.max],
    [m.reports_column_seller(), ({ seller }) => seller?.name],
    [m.reports_sheet_seller_id(), ({ seller }) => seller?.id],
    [m.reports_group_brand(), ({ rightId }) => rightId && names.brand(rightId)],
    [m.reports_reason(), ({ reason }) => reason && reasonName(reason)],
    [m.reports_group_sweep(), ({ sweepId }) => sweepId && names.sweep(sweepId)],
    [m.reports_sheet_at(), ({ at }) => new Date(at).toISOString()],
  ];
  return {
    head: columns.map(([head]) => head),
    rows: lines.map((line) => columns.map(([, cell]) => cell(line) ?? null)),
  };
}
