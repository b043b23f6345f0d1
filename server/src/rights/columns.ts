import type { RightFields } from '@marketsafe/contract';
import type { Selectable } from 'kysely';
import type { Tables } from '../db/tables.ts';

type Row = Selectable<Tables['app.rights']>;

/** The column of each field that people fill in. */
const RIGHT_COLUMNS = {
  type: 'type',
  brand: 'brand',
  mark: 'mark',
  markKind: 'mark_kind',
  place: 'place',
  number: 'number',
  owner: 'owner',
  niceClasses: 'nice_classes',
  filedOn: 'filed_on',
  registeredOn: 'registered_on',
  renewedOn: 'renewed_on',
  expiresOn: 'expires_on',
  note: 'note',
} as const satisfies Record<keyof RightFields, keyof Row>;

type FieldRow = Pick<Row, (typeof RIGHT_COLUMNS)[keyof RightFields]>;

/** Fields as columns, only those that are given. Classes are kept in their order. */
export function columnsOfRight<Given extends Partial<RightFields>>(fields: Given): Partial<FieldRow> {
  const ordered = fields.niceClasses && { niceClasses: [...fields.niceClasses].sort((a, b) => a - b) };
  return Object.fromEntries(
    Object.entries({ ...fields, ...ordered }).map(([name, value]) => [
      RIGHT_COLUMNS[name as keyof RightFields],
      value,
    ]),
  );
}

/** Columns as fields. */
export function fieldsOfRight(row: FieldRow): RightFields {
  return {
    type: row.type,
    brand: row.brand,
    mark: row.mark,
    markKind: row.mark_kind,
    place: row.place,
    number: row.number,
    owner: row.owner,
    niceClasses: row.nice_classes,
    filedOn: row.filed_on,
    registeredOn: row.registered_on,
    renewedOn: row.renewed_on,
    expiresOn: row.expires_on,
    note: row.note,
  };
}
