import { vi } from 'vitest';
import { ReportTable } from '../../../components/reports/ReportTable.tsx';

type Row = ReturnType<Parameters<typeof ReportTable>[0]['rowOf']>;

/** A line of the queue as a row of the table. */
export function tableRow(row: Omit<Row, 'url' | 'price' | 'seller' | 'sweep' | 'reason' | 'captureId'>): Row {
  return {
    url: 'https://www.aliexpress.com/',
    price: null,
    seller: null,
    sweep: null,
    reason: null,
    captureId: null,
    ...row,
  };
}

/** The table with these rows. */
export function tableOf(rows: readonly Row[], group?: string | null) {
  return (
    <ReportTable
      groups={[{ key: group ?? null, label: group ?? null, lines: rows.map(({ draftId }) => ({ draftId })) }]}
      isGrouped={group !== undefined}
      lines={rows.map(({ draftId }) => ({ draftId }))}
      rowOf={(line) => rows.find(({ draftId }) => draftId === line.draftId) as Row}
      sort={{ by: 'at', down: true }}
      onSort={vi.fn()}
      chosen={new Set()}
      onChoose={vi.fn()}
      thumbs={{ urlOf: () => null, onSeen: vi.fn() }}
      hrefOf={(draftId) => `#/draft/${draftId}`}
      onAction={vi.fn()}
    />
  );
}
