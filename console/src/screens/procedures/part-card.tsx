import type { PartName } from '@marketsafe/contract/procedures';
import { Card, Pair, Pairs, Table } from '@marketsafe/looks';
import { procedureFieldName, procedurePartName } from '@marketsafe/words';
import { ValueCell, ValueSource, type ValueToChange } from '../../components/procedures/value-cell.tsx';
import { fieldsOf, itemTitle, type ShownItem, type ShownPart } from './items.ts';

type OnChange = ((value: ValueToChange) => void) | null;

/** Parts of few fields, whose items stand below each other in a table. */
const TABLES: readonly PartName[] = ['clocks', 'reasons'];

/** Fields that name an item: they stand as its heading. */
const NAMING = ['event', 'name', 'class'];

/** One part of a procedure: a table, a list of sentences, or names with their values. */
export function PartCard({ shown, onChange }: { shown: ShownPart; onChange: OnChange }) {
  const { part, items } = shown;
  const fields = fieldsOf(part);
  return (
    <Card title={procedurePartName(part)} className="procedure-part">
      {fields.length === 1 ? (
        <Sentences items={items} onChange={onChange} />
      ) : TABLES.includes(part) ? (
        <ItemsTable part={part} items={items} onChange={onChange} />
      ) : (
        items.map((item) => (
          <ItemPairs
            key={item.item}
            part={part}
            item={item}
            alone={items.length === 1 && item.item === 'it'}
            onChange={onChange}
          />
        ))
      )}
    </Card>
  );
}

function Sentences({ items, onChange }: { items: readonly ShownItem[]; onChange: OnChange }) {
  return (
    <ul className="bullets">
      {items.flatMap(({ item, values }) =>
        values.map((value) => (
          <li key={`${item} ${value.field}`}>
            <ValueCell value={value} onChange={onChange} />
          </li>
        )),
      )}
    </ul>
  );
}

function ItemsTable({ part, items, onChange }: ShownPart & { onChange: OnChange }) {
  const cell = (item: ShownItem, field: string) => {
    const value = item.values.find((each) => each.field === field);
    return value && <ValueCell value={value} onChange={onChange} />;
  };
  // What an item says besides stands below its first value, and a column that holds nothing says nothing.
  const fields = fieldsOf(part).filter(
    (field) => field !== 'says' && items.some(({ values }) => values.some((value) => value.field === field)),
  );
  return (
    <Table
      className="procedure-table"
      caption={procedurePartName(part)}
      captionHidden
      rows={items}
      keyOf={({ item }) => item}
      columns={fields.map((field) => ({
        key: field,
        heading: procedureFieldName(field),
        cell: (item: ShownItem) => (
          <>
            {cell(item, field)}
            {field === fields[0] && cell(item, 'says')}
          </>
        ),
      }))}
    />
  );
}

function ItemPairs(props: { part: PartName; item: ShownItem; alone: boolean; onChange: OnChange }) {
  const { part, item, alone, onChange } = props;
  const naming = alone
    ? undefined
    : item.values.find(({ field, leaf }) => NAMING.includes(field) && leaf.value !== null);
  return (
    <section className="stack-small procedure-item">
      {!alone && (
        <div className="procedure-value">
          <h3>{itemTitle({ part, ...item })}</h3>{' '}
          {naming && <ValueSource value={naming} onChange={onChange} />}
        </div>
      )}
      <Pairs>
        {item.values
          .filter((value) => value !== naming)
          .map((value) => (
            <Pair key={value.field} name={procedureFieldName(value.field)}>
              <ValueCell value={value} onChange={onChange} />
            </Pair>
          ))}
      </Pairs>
    </section>
  );
}
