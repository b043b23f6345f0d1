import type { ImportFault } from '@marketsafe/contract';
import { Card, Table } from '@marketsafe/looks';
import { faultWords, m, rightFieldName } from '@marketsafe/words';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';

const ROW = 44;

/** Everything that keeps rows from being registered, by row; only what is in sight is drawn. */
export function ImportFaults({ faults }: { faults: readonly ImportFault[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useWindowVirtualizer({
    count: faults.length,
    scrollMargin: frame.current?.offsetTop ?? 0,
    estimateSize: () => ROW,
    overscan: 10,
    initialRect: { width: 0, height: 500 },
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const margin = virtual.options.scrollMargin;
  return (
    <Card title={m.rights_import_faults()}>
      <div ref={frame}>
        <Table
          caption={m.rights_import_faults()}
          captionHidden
          rows={items.flatMap(({ index }) => {
            const fault = faults[index];
            return fault ? [{ index, fault }] : [];
          })}
          part={{
            above: first === undefined ? 0 : first.start - margin,
            below: last === undefined ? 0 : virtual.getTotalSize() - (last.end - margin),
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
      </div>
    </Card>
  );
}
