import {
  LANGUAGES,
  MARK_KINDS,
  RIGHT_FIELD_NAMES,
  RIGHT_TYPES,
  type RightFieldName,
} from '@marketsafe/contract';
import { m, markKindName, rightFieldName, rightTypeName } from '@marketsafe/words';

/** Columns without which no row is a right. */
export const NEEDED_COLUMNS: readonly RightFieldName[] = ['type', 'mark', 'place', 'number', 'owner'];

/** Other heads that people write over a column, between commas. */
const ALSO: Readonly<Partial<Record<RightFieldName, typeof m.rights_heads_type>>> = {
  type: m.rights_heads_type,
  mark: m.rights_heads_mark,
  place: m.rights_heads_place,
  number: m.rights_heads_number,
  owner: m.rights_heads_owner,
  niceClasses: m.rights_heads_nice_classes,
  filedOn: m.rights_heads_filed_on,
  registeredOn: m.rights_heads_registered_on,
  renewedOn: m.rights_heads_renewed_on,
  expiresOn: m.rights_heads_expires_on,
  note: m.rights_heads_note,
};

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const HEADS: ReadonlyMap<string, RightFieldName> = new Map(
  RIGHT_FIELD_NAMES.flatMap((field) =>
    [
      field,
      ...LANGUAGES.flatMap((language) => [
        rightFieldName(field, language),
        ...(ALSO[field]?.({}, { locale: language }).split(',') ?? []),
      ]),
    ].map((head): [string, RightFieldName] => [plain(head), field]),
  ),
);

/** The field that a column's head names, in any language. */
export function fieldOfHead(head: string): RightFieldName | undefined {
  return HEADS.get(plain(head));
}

/** The value that a text names, by its code or by its word in any language; the text itself where it names none. */
function named<Value extends string>(
  values: readonly Value[],
  nameOf: (value: Value, language: (typeof LANGUAGES)[number]) => string,
): (text: string) => string {
  const names = new Map(
    values.flatMap((value) =>
      [value, ...LANGUAGES.map((language) => nameOf(value, language))].map((name): [string, Value] => [
        plain(name),
        value,
      ]),
    ),
  );
  return (text) => names.get(plain(text)) ?? text;
}

export const typeNamed = named(RIGHT_TYPES, rightTypeName);
export const markKindNamed = named(MARK_KINDS, markKindName);
