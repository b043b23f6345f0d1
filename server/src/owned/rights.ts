import { type Mandate, RIGHT_FIELD_NAMES, type RightFieldName, type VaultRight } from '@marketsafe/contract';
import {
  type Language,
  m,
  mandateStateName,
  marketplaceName,
  markKindName,
  powerName,
  rightFieldName,
  rightStatusName,
  rightTypeName,
} from '@marketsafe/words';
import { mandateOf, readMandates } from '../mandates/reach.ts';
import { listVault, type VaultPosition } from '../rights/vault.ts';
import { coded, column, ownedTable } from './table.ts';

/** Rights that are read at once. */
const PAGE = 500;

function fieldOf(right: VaultRight, field: RightFieldName, language: Language): string {
  if (field === 'type') return rightTypeName(right.type, language);
  if (field === 'markKind') return markKindName(right.markKind, language);
  const value = right[field];
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}

/** The organisation's own rights, with all that stands on them. */
export const ownedRights = ownedTable<VaultRight>(
  [
    ...RIGHT_FIELD_NAMES.map((field) => ({
      heading: (language: Language) => rightFieldName(field, language),
      cell: (right: VaultRight, language: Language) => fieldOf(right, field, language),
    })),
    ...coded(m.rights_column_status, ({ status }: VaultRight) => status, rightStatusName),
    column(m.owned_id, ({ rightId }) => rightId),
  ],
  async ({ db }, caller, after) => {
    const { organisationId } = caller;
    const from = after === null ? null : (JSON.parse(after) as VaultPosition);
    const { rights } = await db.inOrganisation(caller, (scope) =>
      listVault(scope, { organisationId }, from, PAGE),
    );
    const last = rights.length === PAGE ? rights.at(-1) : undefined;
    const place = last && { brand: last.brand, mark: last.mark, rightId: last.rightId };
    return { rows: rights, next: place ? JSON.stringify(place) : null };
  },
);

/** The mandates that the organisation gave or was given. */
export const ownedMandates = ownedTable<Mandate>(
  [
    column(m.rights_column_holder, ({ holder }) => holder.name),
    column(m.owned_representative, ({ representative }) => representative.name),
    ...coded(
      m.counter_column_state,
      ({ state }: Mandate) => state,
      (code, language) => mandateStateName(code as Mandate['state'], language),
    ),
    column(m.mandates_valid_from, ({ validFrom }) => validFrom),
    column(m.owned_to, ({ validTo }) => validTo),
    column(m.owned_powers, ({ powers }, language) =>
      powers.map((power) => powerName(power, language)).join(', '),
    ),
    column(m.owned_marketplaces, ({ marketplaces }, language) =>
      (marketplaces ?? []).map((id) => marketplaceName(id, language)).join(', '),
    ),
    column(m.owned_rights, ({ rightIds }) => (rightIds ?? []).join(' ')),
    column(m.owned_signed, ({ signedName, signedTitle }) =>
      [signedName, signedTitle].filter(Boolean).join(', '),
    ),
    column(m.owned_id, ({ mandateId }) => mandateId),
  ],
  async ({ db }, caller) => {
    const rows = await readMandates(db, caller);
    return { rows: rows.map((row) => mandateOf(row, caller)), next: null };
  },
);
