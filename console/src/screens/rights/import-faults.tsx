import type { ImportFault } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { faultWords, m, rightFieldName } from '@marketsafe/words';
import { VirtualTable } from '../../components/virtual-table.tsx';

const ROW = 44;

/** Everything that keeps rows from being registered, by row; only what is in sight is drawn. */
export function ImportFaults({ faults }: { faults: readonly ImportFault[] }) {
  const rows = faults.map((fault, index) => ({ index, fault }));
  return (
    <Card title={m.rights_import_faults()}>
      <VirtualTable
        caption={m.rights_import_faults()}
        captionHidden
        rows={rows}
        rowHeight={ROW}
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
    </Card>
  );
}
