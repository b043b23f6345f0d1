import {
  IMPORT_TYPES,
  INVENTORY_FIELDS,
  type InventoryLine,
  type InventoryTable,
  inventoryTable,
  MAX_INVENTORY_LINES,
  MAX_QUANTITY,
} from '@marketsafe/contract';
import { Button, Card, Check, Dialog, Field, FieldGroup, FileButton, Notice, Table } from '@marketsafe/looks';
import { faultWords, formatNumber, formatSeries, inventoryFieldName, m } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { order } from '../../api/client.ts';
import { ApiFailure } from '../../api/failure.ts';
import { RAIDS } from '../../api/raid-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useRaidForm } from './raid-fields.tsx';

/** Lines that are drawn at first, and with each press more. */
const SHOWN = 100;
const PATIENCE_MS = 120_000;
const [CSV, XLSX] = IMPORT_TYPES;

/** The seized goods, line by line, by hand or out of a table. */
export function InventoryTab() {
  const { draft, readOnly } = useRaidForm();
  const { inventory, files } = draft.content;
  const [editing, setEditing] = useState<InventoryLine | null>(null);
  const [most, setMost] = useState(SHOWN);
  const keep = (line: InventoryLine) => {
    const there = inventory.some(({ lineId }) => lineId === line.lineId);
    draft.change({
      inventory: there
        ? inventory.map((one) => (one.lineId === line.lineId ? line : one))
        : [...inventory, line],
    });
    setEditing(null);
  };
  return (
    <Card title={m.raids_tab_inventory()}>
      {!readOnly && <ImportTable />}
      {inventory.length === 0 && <p className="soft">{m.raids_inventory_none()}</p>}
      {inventory.length > 0 && (
        <Table
          caption={m.raids_tab_inventory()}
          captionHidden
          rows={inventory.slice(0, most)}
          keyOf={({ lineId }) => lineId}
          columns={[
            ...(['bag', 'description', 'brand'] as const).map((field) => ({
              key: field,
              heading: inventoryFieldName(field),
              ...(field === 'description' && { kind: 'header' as const }),
              cell: (line: InventoryLine) => <bdi>{line[field]}</bdi>,
            })),
            {
              key: 'quantity',
              heading: inventoryFieldName('quantity'),
              kind: 'number',
              cell: ({ quantity, unit }) =>
                quantity === null ? '' : `${formatNumber(quantity)} ${unit}`.trim(),
            },
            {
              key: 'photos',
              heading: m.raids_photos(),
              kind: 'number',
              cell: ({ photos }) => formatNumber(photos.length),
            },
            ...(readOnly
              ? []
              : [
                  {
                    key: 'change',
                    heading: m.raids_change(),
                    cell: (line: InventoryLine) => (
                      <span className="line">
                        <Button
                          size="small"
                          aria-haspopup="dialog"
                          aria-label={m.raids_line_change_of({ name: line.description })}
                          onClick={() => setEditing(line)}
                        >
                          {m.raids_change()}
                        </Button>
                        <Button
                          size="small"
                          aria-label={m.raids_line_drop_of({ name: line.description })}
                          onClick={() =>
                            draft.change({ inventory: inventory.filter((one) => one.lineId !== line.lineId) })
                          }
                        >
                          {m.raids_drop()}
                        </Button>
                      </span>
                    ),
                  },
                ]),
          ]}
        />
      )}
      {inventory.length > most && (
        <Button onClick={() => setMost(most + SHOWN)}>
          {m.raids_lines_more({ count: inventory.length - most })}
        </Button>
      )}
      {!readOnly && (
        <div className="actions">
          <Button
            aria-haspopup="dialog"
            unavailable={inventory.length >= MAX_INVENTORY_LINES}
            onClick={() =>
              setEditing({
                ...{ lineId: crypto.randomUUID(), bag: '', description: '', brand: '', quantity: null },
                ...{ unit: '', photos: [] },
              })
            }
          >
            {m.raids_line_add()}
          </Button>
        </div>
      )}
      {editing && (
        <LineDialog
          line={editing}
          photos={files.filter(({ role }) => role === 'inventory')}
          onKeep={keep}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}

const LIMITS = { bag: 60, description: 500, brand: 200, unit: 40 } as const;

function LineDialog(props: {
  line: InventoryLine;
  photos: readonly { sha256: string; name: string }[];
  onKeep: (line: InventoryLine) => void;
  onClose: () => void;
}) {
  const [line, setLine] = useState(props.line);
  const [typed, setTyped] = useState(props.line.quantity === null ? '' : String(props.line.quantity));
  const [tried, setTried] = useState(false);
  const count = typed.trim() === '' ? null : /^\d{1,10}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const quantityProblem =
    count === null
      ? m.rights_form_needed()
      : Number.isNaN(count)
        ? faultWords({ path: '', code: 'wrong-type', params: {} })
        : count > MAX_QUANTITY
          ? faultWords({ path: '', code: 'too-large', params: { maximum: MAX_QUANTITY } })
          : null;
  const descriptionProblem = line.description.trim() === '' ? m.rights_form_needed() : null;
  const text = (field: keyof typeof LIMITS, problem: string | null = null) => (
    <Field label={inventoryFieldName(field)} problem={tried ? problem : null}>
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          maxLength={LIMITS[field]}
          value={line[field]}
          onChange={(event) => setLine({ ...line, [field]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <Dialog title={m.raids_line_title()} onClose={props.onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (quantityProblem === null && descriptionProblem === null)
            props.onKeep({ ...line, quantity: count });
        }}
      >
        {text('bag')}
        {text('description', descriptionProblem)}
        {text('brand')}
        <Field label={inventoryFieldName('quantity')} problem={tried ? quantityProblem : null}>
          {(control) => (
            <input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {text('unit')}
        {props.photos.length > 0 && (
          <FieldGroup legend={m.raids_photos()}>
            {props.photos.map(({ sha256, name }) => (
              <Check
                key={sha256}
                checked={line.photos.includes(sha256)}
                onCheck={(on) =>
                  setLine({
                    ...line,
                    photos: on ? [...line.photos, sha256] : line.photos.filter((one) => one !== sha256),
                  })
                }
              >
                <bdi>{name}</bdi>
              </Check>
            ))}
          </FieldGroup>
        )}
        <div className="actions">
          <Button type="submit" kind="main">
            {m.raids_line_keep()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Takes lines out of a table: first what it comes to, with everything that is wrong, then all of them at once. */
function ImportTable() {
  const { raidId, draft } = useRaidForm();
  const [looked, setLooked] = useState<InventoryTable | null>(null);
  const look = useMutation({
    mutationFn: async (file: File) => {
      const type = /\.xlsx$/i.test(file.name) ? XLSX : CSV;
      const answer = await order(`${RAIDS}/${raidId}/inventory`, null, AbortSignal.timeout(PATIENCE_MS), {
        ...{ method: 'POST', headers: { 'content-type': type }, body: file },
      });
      const read = inventoryTable.safeParse(await answer.json());
      if (!read.success) throw new ApiFailure('garbled', { status: 200 });
      return read.data;
    },
    onSuccess: setLooked,
  });
  const { inventory } = draft.content;
  const keyOf = ({ bag, description, brand, quantity, unit }: InventoryLine) =>
    JSON.stringify([bag, description, brand, quantity, unit]);
  const there = new Set(inventory.map(keyOf));
  const ids = new Set(inventory.map(({ lineId }) => lineId));
  const isFresh = (line: InventoryLine) => !there.has(keyOf(line)) && !ids.has(line.lineId);
  const fresh = (looked?.lines ?? []).filter(isFresh);
  const removed = (looked?.removed ?? []).filter(isFresh);
  const fits = inventory.length + fresh.length + removed.length <= MAX_INVENTORY_LINES;
  const take = (lines: readonly InventoryLine[]) => {
    draft.change({ inventory: [...inventory, ...lines] });
    setLooked(null);
  };
  return (
    <FieldGroup legend={m.raids_table()}>
      <p className="soft">
        {m.raids_table_about({
          columns: formatSeries(INVENTORY_FIELDS.map((field) => inventoryFieldName(field))),
        })}
      </p>
      <FileButton
        accept=".csv,.xlsx"
        onFiles={([file]) => {
          setLooked(null);
          if (file) look.mutate(file);
        }}
      >
        {m.raids_table_choose()}
      </FileButton>
      {look.isPending && <p role="status">{m.raids_table_reading()}</p>}
      {look.error && <FailureNotice error={look.error} />}
      {looked && (
        <div className="stack" role="status">
          {looked.missingColumns.length > 0 ? (
            <Notice tone="bad">
              {m.raids_table_columns({
                columns: formatSeries(looked.missingColumns.map((field) => inventoryFieldName(field))),
              })}
            </Notice>
          ) : (
            <p>
              {m.raids_table_found({
                ...{ rows: formatNumber(looked.rows), fresh: formatNumber(fresh.length) },
                same: formatNumber(
                  looked.duplicates +
                    looked.lines.length -
                    fresh.length +
                    looked.removed.length -
                    removed.length,
                ),
              })}
            </p>
          )}
          {looked.before && (
            <Notice tone="info" title={m.raids_table_before({ name: looked.before.by })}>
              <TimeText utc={looked.before.at} />
              {removed.length > 0 && <p>{m.raids_table_removed({ count: formatNumber(removed.length) })}</p>}
            </Notice>
          )}
          {looked.unknownColumns.length > 0 && (
            <p className="soft">{m.raids_table_unknown({ columns: formatSeries(looked.unknownColumns) })}</p>
          )}
          {looked.faults.length > 0 && (
            <Table
              narrow
              caption={m.raids_table_faults({ count: looked.faults.length })}
              rows={looked.faults.slice(0, SHOWN)}
              keyOf={({ row, field, code }) => `${row} ${field} ${code}`}
              columns={[
                { key: 'row', heading: m.raids_table_row(), kind: 'number', cell: ({ row }) => row },
                {
                  key: 'field',
                  heading: m.raids_table_column(),
                  cell: ({ field }) => inventoryFieldName(field),
                },
                { key: 'value', heading: m.raids_table_value(), cell: ({ value }) => <bdi>{value}</bdi> },
                {
                  key: 'fault',
                  heading: m.raids_table_fault(),
                  cell: ({ code, params }) => faultWords({ path: '', code, params }),
                },
              ]}
            />
          )}
          {!fits && (
            <Notice tone="bad">{m.raids_table_too_many({ most: formatNumber(MAX_INVENTORY_LINES) })}</Notice>
          )}
          <div className="actions">
            {fresh.length > 0 && fits && (
              <Button kind="main" onClick={() => take(fresh)}>
                {m.raids_table_take({ count: fresh.length })}
              </Button>
            )}
            {removed.length > 0 && fits && (
              <Button onClick={() => take(removed)}>
                {m.raids_table_take_back({ count: formatNumber(removed.length) })}
              </Button>
            )}
            <Button onClick={() => setLooked(null)}>{m.raids_table_leave()}</Button>
          </div>
        </div>
      )}
    </FieldGroup>
  );
}
