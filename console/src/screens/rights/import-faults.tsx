import type { ImportFault } from '@marketsafe/contract';
import { Card, Table } from '@marketsafe/looks';
import { faultWords, m, rightFieldName } from '@marketsafe/words';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';

const ROW = 44;

/** Everything that keeps rows from being registered, by row; only what is in sight is drawn. */
export function ImportFaults({ faults }: { faults: readonly ImportFault[] }) {
  const frame = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: faults.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 10,
    initialRect: { width: 0, height: 500 },
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  return (
    <Card title={m.rights_import_faults()}>
      <section ref={frame} className="import-faults" aria-label={m.rights_import_fault_rows()}>
        <Table
          caption={m.rights_import_faults()}
          captionHidden
          rows={items.flatMap(({ index }) => {
            const fault = faults[index];
            return fault ? [{ index, fault }] : [];
          })}
          part={{
            above: first?.start ?? 0,
            below: last === undefined ? 0 : virtual.getTotalSize() - last.end,
            first: first?.index ?? 0,
            count: faults.length,
            measure: virtual.measureElement,
          }}
          keyOf={({ index }) => String(index)}
          columns={[
            {
              key: 'row',
              heading: m.rights_import_column_row(),
              kind: 'header',
              cell: ({ fault }) => fault.row,
            },
            {
              key: 'field',
              heading: m.rights_import_column_field(),
              cell: ({ fault }) => (fault.field === null ? '' : rightFieldName(fault.field)),
            },
            {
              key: 'value',
              heading: m.rights_import_column_value(),
              cell: ({ fault }) => <bdi>{fault.value}</bdi>,
            },
            {
              key: 'fault',
              heading: m.rights_import_column_fault(),
              cell: ({ fault: { field, code, params, value } }) =>
                value === '' ? m.rights_form_needed() : faultWords({ path: `/${field}`, code, params }),
            },
          ]}
        />
      </section>
    </Card>
  );
}
