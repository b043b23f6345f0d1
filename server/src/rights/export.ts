import { RIGHT_FIELD_NAMES, type RightFieldName, type VaultRight } from '@marketsafe/contract';
import { csvOf, type Sheet, xlsxOf } from '@marketsafe/evidence';
import {
  type Language,
  m,
  markKindName,
  rightFieldName,
  rightStatusName,
  rightTypeName,
} from '@marketsafe/words';
import type { Scope } from '../db/database.ts';
import { listVault, type VaultFilter, type VaultPosition } from './vault.ts';

/** Rights that are read at once. */
const PAGE = 2_000;

/** Every right that fits, as a table whose columns an import knows; what is text there stays text in spreadsheets. */
export async function exportVault(
  scope: Scope,
  filter: VaultFilter,
  { format, language }: { format: 'csv' | 'xlsx'; language: Language },
): Promise<{ file: Blob; rights: number }> {
  const rows: string[][] = [];
  let after: VaultPosition | null = null;
  do {
    const { rights }: { rights: VaultRight[] } = await listVault(scope, filter, after, PAGE);
    rows.push(...rights.map((right) => rowOf(right, language)));
    after = rights.length === PAGE ? (rights.at(-1) ?? null) : null;
  } while (after);
  const locale = { locale: language };
  const head = [
    ...RIGHT_FIELD_NAMES.map((field) => rightFieldName(field, language)),
    m.rights_column_status({}, locale),
    m.rights_column_holder({}, locale),
  ];
  const sheet: Sheet = { head, rows };
  const file = format === 'csv' ? csvOf(sheet) : await xlsxOf(sheet, m.rights_title({}, locale));
  return { file, rights: rows.length };
}

function rowOf(right: VaultRight, language: Language): string[] {
  const shown = (field: RightFieldName): string => {
    if (field === 'type') return rightTypeName(right.type, language);
    if (field === 'markKind') return markKindName(right.markKind, language);
    const value = right[field];
    return Array.isArray(value) ? value.join(', ') : (value ?? '');
  };
  return [...RIGHT_FIELD_NAMES.map(shown), rightStatusName(right.status, language), right.holder.name];
}
