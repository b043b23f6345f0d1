import { type MarketplaceId, recogniseAddress } from '@marketsafe/contract';
import {
  isValuePath,
  leafSchema,
  type Procedure,
  type ProcedureBook,
  type ProcedureChangeRow,
  type ProcedureHistory,
  type ProcedureRecord,
  pathKey,
  procedureFor,
  RELEASED_PROCEDURES,
  type ReleaseBeside,
  recordOf,
  SCOPE_IDS,
  type ScopeId,
  type Sourced,
  type ValueAt,
  type ValuePath,
  valuesOf,
} from '@marketsafe/contract/procedures';
import type { Selectable } from 'kysely';
import type { Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { RELEASE } from './release.ts';

type ChangeRow = Selectable<Tables['program.procedure_changes']>;

/** Where one value stands: its scope, and its path in it. */
export interface ValuePlace extends ValuePath {
  scope: ScopeId;
}

/** What the release says at a place; null where it says nothing. */
export function releasedAt({ scope, ...path }: ValuePlace): Sourced<unknown> | null {
  const wanted = pathKey(path);
  return valuesOf(RELEASED_PROCEDURES[scope] ?? {}).find((value) => pathKey(value) === wanted)?.leaf ?? null;
}

/** What is stored of a value, where this version still knows its place and form. */
function leafOf(place: ValuePlace, stored: unknown): Sourced<unknown> | null {
  if (stored === null) return null;
  const parsed = leafSchema(place).safeParse(stored);
  return parsed.success ? parsed.data : null;
}

/** The place of a row; null of one that this version does not know any more, whose release's own value holds. */
function placeOf({ scope, part, item, field }: ChangeRow): ValuePlace | null {
  if (!SCOPE_IDS.includes(scope as ScopeId) || !isValuePath({ part, item, field })) return null;
  return { scope: scope as ScopeId, part: part as ValuePath['part'], item, field };
}

/** The last change of every value that was ever changed. */
async function lastChanges(scope: Scope): Promise<ChangeRow[]> {
  return scope
    .selectFrom('program.procedure_changes')
    .selectAll()
    .distinctOn(['scope', 'part', 'item', 'field'])
    .orderBy('scope')
    .orderBy('part')
    .orderBy('item')
    .orderBy('field')
    .orderBy('sequence', 'desc')
    .execute();
}

/** The last change of one value; undefined where it was never changed. */
export async function lastChangeAt(scope: Scope, place: ValuePlace): Promise<ChangeRow | undefined> {
  return scope
    .selectFrom('program.procedure_changes')
    .selectAll()
    .where('scope', '=', place.scope)
    .where('part', '=', place.part)
    .where('item', '=', place.item)
    .where('field', '=', place.field)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** One change by its number. */
export async function findChange(scope: Scope, sequence: number): Promise<ChangeRow | undefined> {
  return scope
    .selectFrom('program.procedure_changes')
    .selectAll()
    .where('sequence', '=', sequence)
    .executeTakeFirst();
}

/** What holds now: the release's values, and above them the program's. The version changes with either. */
export async function readBook(scope: Scope): Promise<{ version: string; book: ProcedureBook }> {
  const changes = await lastChanges(scope);
  const above = new Map<ScopeId, ValueAt[]>();
  for (const row of changes) {
    const place = placeOf(row);
    const leaf = place && leafOf(place, row.leaf);
    if (!place || !leaf) continue;
    above.set(place.scope, [...(above.get(place.scope) ?? []), { ...place, leaf }]);
  }
  const book: Partial<Record<ScopeId, ProcedureRecord>> = { ...RELEASED_PROCEDURES };
  for (const [id, values] of above)
    book[id] = recordOf([...valuesOf(RELEASED_PROCEDURES[id] ?? {}), ...values.map(withoutScope)]);
  const last = Math.max(0, ...changes.map(({ sequence }) => Number(sequence)));
  return { version: `${RELEASE}.${last}`, book };
}

/** The procedure of the marketplace, and country's site, on which a listing is. */
export function procedureOf(
  target: { marketplace: MarketplaceId; canonicalUrl: string },
  book: ProcedureBook,
): Procedure {
  const site = recogniseAddress(target.canonicalUrl)?.scope ?? null;
  return procedureFor(target.marketplace, { site, book });
}

function withoutScope({ part, item, field, leaf }: ValueAt): ValueAt {
  return { part, item, field, leaf };
}

/** What holds now for people outside of the program: who of its people looked at a source is not told. */
export function forParticipants(book: ProcedureBook): ProcedureBook {
  return Object.fromEntries(
    Object.entries(book).map(([id, record]) => [
      id,
      recordOf(
        valuesOf(record).map((value) =>
          value.leaf.verified === null
            ? value
            : { ...value, leaf: { ...value.leaf, verified: { ...value.leaf.verified, by: null } } },
        ),
      ),
    ]),
  );
}

/** Most changes that a history shows. */
const MOST_CHANGES = 500;

/** One change as it is told. */
export function changeOf(row: ChangeRow): ProcedureChangeRow | null {
  const place = placeOf(row);
  if (!place) return null;
  return {
    sequence: Number(row.sequence),
    ...place,
    leaf: leafOf(place, row.leaf),
    before: leafOf(place, row.before),
    why: row.why,
    at: row.at.toISOString(),
    by: row.changed_by_name,
    undoes: row.undoes === null ? null : Number(row.undoes),
  };
}

/** Whether two values are the same in everything. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What the program changed, the newest first, and where this release says something else than the one over which a value was set. */
export async function readHistory(scope: Scope): Promise<ProcedureHistory> {
  const rows = await scope
    .selectFrom('program.procedure_changes')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(MOST_CHANGES)
    .execute();
  const beside = (await lastChanges(scope)).flatMap((row): ReleaseBeside[] => {
    const place = placeOf(row);
    if (!place || row.leaf === null) return [];
    const released = releasedAt(place);
    const releasedThen = leafOf(place, row.released);
    const isNews =
      !isSame(released, releasedThen) && !isSame(released?.value, leafOf(place, row.leaf)?.value);
    return isNews ? [{ ...place, released, releasedThen }] : [];
  });
  return { changes: rows.flatMap((row) => changeOf(row) ?? []), beside };
}
