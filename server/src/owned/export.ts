import { MAX_SHEET_ROWS, type OwnedFormat, type OwnedKind } from '@marketsafe/contract';
import { csvStream, xlsxStream } from '@marketsafe/evidence';
import { type Language, ownedKindName } from '@marketsafe/words';
import type { AuditLog } from '../audit/log.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { ownedAnswers, ownedCounters } from './answers.ts';
import { ownedClaims } from './claims.ts';
import { ownedPeople } from './people.ts';
import { ownedMandates, ownedRights } from './rights.ts';
import { ownedSellerEntries, ownedSellers } from './sellers.ts';
import type { OwnedTable, OwnedTools } from './table.ts';

/** Every kind, as a table. */
export const OWNED_TABLES: Readonly<Record<OwnedKind, OwnedTable>> = {
  claims: ownedClaims,
  answers: ownedAnswers,
  'counter-notices': ownedCounters,
  rights: ownedRights,
  mandates: ownedMandates,
  sellers: ownedSellers,
  'seller-entries': ownedSellerEntries,
  people: ownedPeople,
};

/** Which table, how. */
export interface OwnedOrder {
  kind: OwnedKind;
  format: OwnedFormat;
  language: Language;
}

/**
 * What the caller's organisation owns of one kind, as a file that is written while it is read. Whoever may read it on the screens may take it
 * along; the audit has it before the first byte, and that it broke off.
 * @throws HttpProblem `table-too-long` for more rows than a workbook has
 */
export async function openOwned(
  tools: OwnedTools & { auditLog: AuditLog },
  caller: Caller,
  { kind, format, language }: OwnedOrder,
) {
  const table = OWNED_TABLES[kind];
  const rows = await table.count(tools, caller);
  if (format === 'xlsx' && rows !== null && rows > MAX_SHEET_ROWS) {
    throw new HttpProblem('table-too-long', { params: { rows: MAX_SHEET_ROWS } });
  }
  const note = (action: 'owned.exported' | 'owned.export-broken-off') =>
    tools.auditLog.add(caller.organisationId, {
      ...{ action, actorUserId: caller.userId, entity: caller.organisationId },
      detail: { kind, format, rows },
    });
  await note('owned.exported');
  const source = table.source(tools, caller, language);
  const stream = format === 'csv' ? csvStream(source) : xlsxStream(source, ownedKindName(kind, language));
  return { ...stream, rows, brokeOff: () => note('owned.export-broken-off') };
}
