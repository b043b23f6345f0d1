import { Badge, Button, ForeignText } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { type QueueAction, type QueueItem, STATE_TONES } from '../queue/queue-item.ts';

/** Heights in pixels: every row has the same, so that any of ten thousand is found without looking at the others. */
const ROW_HEIGHT = 64;
const GROUP_HEIGHT = 40;

/** Of the table, in pixels, until it has been measured. */
const FIRST_HEIGHT = 600;

/** Rows that are drawn above and below those in sight. */
const OVERSCAN = 6;

type SortColumn = 'title' | 'price' | 'seller' | 'marketplace' | 'state' | 'at';

interface TableItem extends QueueItem {
  url: string;
  price: string | null;
  seller: string | null;
  sweep: string | null;
  reason: string | null;
  captureId: string | null;
}

/** A line as the table needs it before it is in sight. */
interface Line {
  draftId: string;
  captureId?: string;
}

interface Group<Of extends Line> {
  key: string | null;
  label: string | null;
  lines: readonly Of[];
}

interface ReportTableProps<Of extends Line, Row extends TableItem> {
  groups: readonly Group<Of>[];
  isGrouped: boolean;
  /** All that is shown, in its order. */
  lines: readonly Of[];
  rowOf: (line: Of) => Row;
  sort: { by: SortColumn; down: boolean };
  onSort: (by: SortColumn) => void;
  chosen: ReadonlySet<string>;
  onChoose: (draftIds: readonly string[], chosen: boolean) => void;
  thumbs: {
    urlOf: (captureId: string) => string | null | undefined;
    onSeen: (ids: readonly string[]) => void;
  };
  /** Address of a draft's own screen, from `#` on. */
  hrefOf: (draftId: string) => string;
  onAction: (action: QueueAction, item: Row) => void;
}

type Item<Of extends Line> = { group: Group<Of> } | { line: Of; at: number };

const COLUMNS = {
  title: m.reports_column_title,
  price: m.reports_column_price,
  seller: m.reports_column_seller,
  marketplace: m.reports_column_marketplace,
  state: m.reports_column_state,
  at: m.reports_column_age,
} satisfies Record<SortColumn, unknown>;

const ORDER = Object.keys(COLUMNS) as SortColumn[];

/** Every draft and report as a row with its picture; only those in sight are drawn. */
export function ReportTable<Of extends Line, Row extends TableItem>(props: ReportTableProps<Of, Row>) {
  const { groups, isGrouped, lines, chosen, onChoose, thumbs } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(() => itemsOf(groups, isGrouped, closed), [groups, isGrouped, closed]);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isGroup(items[index]) ? GROUP_HEIGHT : ROW_HEIGHT),
    overscan: OVERSCAN,
    // The first rows are drawn before the window has been measured.
    initialRect: { width: 0, height: FIRST_HEIGHT },
    getItemKey: (index) => keyOf(items[index]),
  });
  const shown = virtual.getVirtualItems();
  const seen = shown.flatMap(({ index }) => {
    const item = items[index];
    return item && 'line' in item && item.line.captureId !== undefined ? [item.line.captureId] : [];
  });
  const { onSeen } = thumbs;
  const seenKey = seen.join(' ');
  useEffect(() => onSeen(seenKey === '' ? [] : seenKey.split(' ')), [seenKey, onSeen]);
  useEffect(() => {
    if (items.length >= 0) virtual.measure();
  }, [items, virtual]);

  // Shift takes everything from the last one that was chosen.
  const anchor = useRef<string | null>(null);
  const choose = (draftId: string, isChosen: boolean, isRange: boolean) => {
    const from = lines.findIndex((line) => line.draftId === anchor.current);
    const to = lines.findIndex((line) => line.draftId === draftId);
    anchor.current = draftId;
    if (!isRange || from < 0 || to < 0) return onChoose([draftId], isChosen);
    const range = lines.slice(Math.min(from, to), Math.max(from, to) + 1);
    return onChoose(
      range.map((line) => line.draftId),
      isChosen,
    );
  };
  const allChosen = lines.length > 0 && lines.every(({ draftId }) => chosen.has(draftId));
  const ids = (of: readonly Of[]) => of.map(({ draftId }) => draftId);

  return (
    <div ref={scroller} className="report-table">
      <table aria-label={m.queue_section()} aria-rowcount={lines.length + 1}>
        <thead>
          <tr className="report-row report-head" aria-rowindex={1}>
            <td>
              <input
                type="checkbox"
                className="check-box"
                aria-label={m.reports_choose_all({ count: lines.length })}
                checked={allChosen}
                onChange={() => onChoose(ids(lines), !allChosen)}
              />
            </td>
            <th scope="col">
              <span className="visually-hidden">{m.reports_column_picture()}</span>
            </th>
            {ORDER.map((column) => (
              <SortHead key={column} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
            <th scope="col">
              <span className="visually-hidden">{m.reports_column_actions()}</span>
            </th>
          </tr>
        </thead>
        <tbody className="report-body" style={{ blockSize: virtual.getTotalSize() }}>
          {shown.map(({ index, key, start, size }) => {
            const item = items[index];
            if (!item) return null;
            const place = { transform: `translateY(${start}px)`, blockSize: size };
            if ('group' in item) {
              const { group } = item;
              return (
                <GroupRow
                  key={key}
                  style={place}
                  group={group}
                  isOpen={!closed.has(group.key ?? '')}
                  isChosen={group.lines.every(({ draftId }) => chosen.has(draftId))}
                  onToggle={() => setClosed((before) => toggled(before, group.key ?? ''))}
                  onChoose={(isChosen) => onChoose(ids(group.lines), isChosen)}
                />
              );
            }
            const row = props.rowOf(item.line);
            return (
              <ReportRow
                key={key}
                style={place}
                rowIndex={item.at + 2}
                item={row}
                href={props.hrefOf(row.draftId)}
                thumb={row.captureId === null ? null : thumbs.urlOf(row.captureId)}
                isChosen={chosen.has(row.draftId)}
                onChoose={(isChosen, isRange) => choose(row.draftId, isChosen, isRange)}
                onAction={(action) => props.onAction(action, row)}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function itemsOf<Of extends Line>(
  groups: readonly Group<Of>[],
  isGrouped: boolean,
  closed: ReadonlySet<string>,
): Item<Of>[] {
  const items: Item<Of>[] = [];
  let at = 0;
  for (const group of groups) {
    if (isGrouped) items.push({ group });
    const isOpen = !isGrouped || !closed.has(group.key ?? '');
    for (const line of group.lines) {
      if (isOpen) items.push({ line, at });
      at += 1;
    }
  }
  return items;
}

function isGroup<Of extends Line>(item: Item<Of> | undefined): boolean {
  return item !== undefined && 'group' in item;
}

function keyOf<Of extends Line>(item: Item<Of> | undefined): string {
  if (!item) return '';
  return 'group' in item ? `group ${item.group.key ?? ''}` : item.line.draftId;
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(key)) after.add(key);
  return after;
}

function SortHead(props: {
  column: SortColumn;
  sort: { by: SortColumn; down: boolean };
  onSort: (by: SortColumn) => void;
}) {
  const { column, sort, onSort } = props;
  const order = sort.down ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={sort.by === column ? order : 'none'}>
      <button type="button" className="report-sort" onClick={() => onSort(column)}>
        {COLUMNS[column]()}
        {sort.by === column && <span aria-hidden="true">{sort.down ? ' ↓' : ' ↑'}</span>}
      </button>
    </th>
  );
}

function GroupRow<Of extends Line>(props: {
  style: { transform: string; blockSize: number };
  group: Group<Of>;
  isOpen: boolean;
  isChosen: boolean;
  onToggle: () => void;
  onChoose: (chosen: boolean) => void;
}) {
  const { style, group, isOpen, isChosen, onToggle, onChoose } = props;
  const label = group.label ?? m.reports_group_none();
  const count = group.lines.length;
  return (
    <tr className="report-group" style={style}>
      <td>
        <input
          type="checkbox"
          className="check-box"
          aria-label={m.reports_choose_group({ group: label, count })}
          checked={isChosen}
          onChange={() => onChoose(!isChosen)}
        />
      </td>
      <td>
        <button type="button" className="report-sort" aria-expanded={isOpen} onClick={onToggle}>
          <span aria-hidden="true">{isOpen ? '▾ ' : '▸ '}</span>
          <ForeignText text={label} /> <span className="soft">{m.reports_group_count({ count })}</span>
        </button>
      </td>
    </tr>
  );
}

interface ReportRowProps {
  style: { transform: string; blockSize: number };
  rowIndex: number;
  item: TableItem;
  href: string;
  thumb: string | null | undefined;
  isChosen: boolean;
  onChoose: (chosen: boolean, isRange: boolean) => void;
  onAction: (action: QueueAction) => void;
}

/** What can be done in the row itself; everything else is on the report's own screen and among what can be done with many. */
const ACTIONS = {
  edit: m.shared_edit,
  retry: m.shared_retry,
  delete: m.shared_delete,
} satisfies Partial<Record<QueueAction, unknown>>;

function isInRow(action: QueueAction): action is keyof typeof ACTIONS {
  return Object.hasOwn(ACTIONS, action);
}

function ReportRow(props: ReportRowProps) {
  const { style, rowIndex, item, href, thumb, isChosen, onChoose, onAction } = props;
  const title = item.title ?? m.shared_listing({ itemId: item.itemId });
  const titleId = useId();
  const isRange = useRef(false);
  const noteShift = (event: { shiftKey: boolean }) => {
    isRange.current = event.shiftKey;
  };
  const actions = item.actions.filter(isInRow).slice(0, 2);
  const facts = [item.number ?? item.itemId, item.sweep, item.reason].filter(Boolean).join(' · ');
  return (
    <tr
      className={isChosen ? 'report-row report-row-chosen' : 'report-row'}
      data-row={item.draftId}
      aria-rowindex={rowIndex}
      style={style}
    >
      <td>
        <input
          type="checkbox"
          className="check-box row-check"
          aria-label={m.queue_choose({ title })}
          checked={isChosen}
          onClick={noteShift}
          onKeyDown={(event: KeyboardEvent) => noteShift(event)}
          onChange={(event) => onChoose(event.target.checked, isRange.current)}
        />
      </td>
      <td>
        {thumb ? (
          <img className="report-thumb" src={thumb} alt="" width={48} height={48} />
        ) : (
          <span className="report-thumb report-thumb-none" />
        )}
      </td>
      <td className="report-title">
        <a href={href} id={titleId} className="report-line">
          {item.title === null ? title : <ForeignText text={item.title} />}
        </a>
        <span className="report-line soft small">{facts}</span>
      </td>
      <td className="report-line number">
        {item.price ?? <span className="soft">{m.reports_no_value()}</span>}
      </td>
      <td className="report-line">
        {item.seller === null ? (
          <span className="soft">{m.reports_no_value()}</span>
        ) : (
          <ForeignText text={item.seller} />
        )}
      </td>
      <td className="report-line">{item.marketplace}</td>
      <td className="report-state">
        <span className="line">
          <Badge tone={STATE_TONES[item.state]}>{item.stateName}</Badge>
          {item.held && <Badge tone="warn">{m.shared_on_hold()}</Badge>}
        </span>
        {item.note !== null && (
          <span className="report-line small soft" dir="auto" title={item.note}>
            {item.note}
          </span>
        )}
      </td>
      <td className="report-line soft small">{item.age}</td>
      <td className="report-actions">
        {actions.map((action) => (
          <Button
            key={action}
            kind={action === 'delete' ? 'danger' : 'plain'}
            size="small"
            aria-describedby={titleId}
            onClick={() => onAction(action)}
          >
            {ACTIONS[action]()}
          </Button>
        ))}
      </td>
    </tr>
  );
}
