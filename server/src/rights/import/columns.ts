import {
  LANGUAGES,
  MARK_KINDS,
  RIGHT_FIELD_NAMES,
  RIGHT_TYPES,
  type RightFieldName,
} from '@marketsafe/contract';
import { markKindName, rightFieldName, rightTypeName } from '@marketsafe/words';

/** Columns without which no row is a right. */
export const NEEDED_COLUMNS: readonly RightFieldName[] = ['type', 'mark', 'place', 'number', 'owner'];

/** Other heads that people write over a column. */
const ALSO: Readonly<Partial<Record<RightFieldName, readonly string[]>>> = {
  type: ['right type', 'ip type', '类型', '权利类型'],
  mark: ['trademark', 'mark name', 'title', '商标', '商标名称', '名称'],
  place: ['country', 'jurisdiction', 'office', '国家', '国家/地区', '注册地'],
  number: ['registration number', 'reg. no.', 'registration no', '注册号', '登记号', '专利号'],
  owner: ['registrant', 'proprietor', 'holder', '权利人', '注册人'],
  niceClasses: ['classes', 'class', 'nice class', 'nice classes', '类别', '国际分类'],
  filedOn: ['filing date', 'filed', '申请日', '申请日期'],
  registeredOn: ['registration date', 'registered', '注册日', '注册日期'],
  renewedOn: ['renewal date', 'renewed', '续展日'],
  expiresOn: ['expiry date', 'expiry', 'expires', 'expiration date', '到期日', '有效期至'],
  note: ['notes', 'remarks', '备注'],
};

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const HEADS: ReadonlyMap<string, RightFieldName> = new Map(
  RIGHT_FIELD_NAMES.flatMap((field) =>
    [field, ...LANGUAGES.map((language) => rightFieldName(field, language)), ...(ALSO[field] ?? [])].map(
      (head): [string, RightFieldName] => [plain(head), field],
    ),
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
