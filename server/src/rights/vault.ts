import type {
  RightEvent,
  VaultQuery,
  VaultRight,
  VaultRightDetail,
  VaultSummary,
} from '@marketsafe/contract';
import { type SqlBool, sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { fieldsOfRight } from './columns.ts';
import { filesOfRight } from './files.ts';
import { dayInUtc } from './register.ts';
import { registrationOf, registrationRows } from './registrations.ts';

/** Position in the list after which a page begins. */
export interface VaultPosition {
  brand: string;
  mark: string;
  rightId: string;
}

/** What a list is narrowed to. Without an organisation, everything that the transaction may see. */
export interface VaultFilter extends Omit<VaultQuery, 'cursor' | 'holder'> {
  organisationId?: string | undefined;
}

function vaultRows(scope: Scope) {
  return scope
    .selectFrom('app.rights as right')
    .innerJoin('app.organisations as holder', 'holder.organisation_id', 'right.organisation_id')
    .selectAll('right')
    .select('holder.name as holder_name')
    .select((select) =>
      select
        .selectFrom('app.right_files as file')
        .select((count) => count.fn.countAll<number>().as('files'))
        .whereRef('file.organisation_id', '=', 'right.organisation_id')
        .whereRef('file.right_id', '=', 'right.right_id')
        .where('file.removed_at', 'is', null)
        .as('files'),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof vaultRows>['executeTakeFirstOrThrow']>>;

function vaultRightOf(row: Row): VaultRight {
  return {
    rightId: row.right_id,
    ...fieldsOfRight(row),
    status: row.status,
    holder: { organisationId: row.organisation_id, name: row.holder_name },
    files: Number(row.files),
    revision: row.revision,
    registeredAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    retiredAt: row.retired_at?.toISOString() ?? null,
    refusal: row.refusal_cause && { cause: row.refusal_cause, text: row.refusal_text ?? '' },
  };
}

/** A text to look for, with what `like` takes for wildcards as it is. */
function anywhere(text: string): string {
  return `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
}

/** The day so many days from today. */
function dayAhead(days: number): string {
  return dayInUtc(new Date(Date.now() + days * 86_400_000));
}

function conditions({ organisationId, q, status, type, place, expires }: VaultFilter) {
  const all = [
    ...(organisationId === undefined
      ? []
      : [sql<SqlBool>`"right".organisation_id = ${organisationId}::uuid`]),
    status === 'retired'
      ? sql<SqlBool>`"right".retired_at is not null`
      : sql<SqlBool>`"right".retired_at is null`,
    ...(status === undefined || status === 'retired' ? [] : [sql<SqlBool>`"right".status = ${status}`]),
    ...(type === undefined ? [] : [sql<SqlBool>`"right".type = ${type}`]),
    ...(place === undefined ? [] : [sql<SqlBool>`"right".place = ${place}`]),
    ...(expires === undefined ? [] : [expiring(expires)]),
  ];
  const wanted = q?.trim() ?? '';
  if (wanted !== '') {
    const like = anywhere(wanted);
    all.push(sql<SqlBool>`("right".brand ilike ${like} or "right".mark ilike ${like} or "right".owner ilike ${like}
      or "right".number ilike ${like} or holder.name ilike ${like}
      or strpos("right".number_normal, app.normal_number("right".place, ${wanted})) > 0)`);
  }
  return sql.join(all, sql` and `) as ReturnType<typeof sql<SqlBool>>;
}

function expiring(expires: NonNullable<VaultQuery['expires']>) {
  const today = dayInUtc();
  if (expires === 'never') return sql<SqlBool>`"right".expires_on is null`;
  if (expires === 'expired') return sql<SqlBool>`"right".expires_on < ${today}::date`;
  return sql<SqlBool>`"right".expires_on between ${today}::date and ${dayAhead(Number(expires))}::date`;
}

/** Up to `limit` rights by brand, mark and id, after a position, and how many there are in all. */
export async function listVault(
  scope: Scope,
  filter: VaultFilter,
  after: VaultPosition | null,
  limit: number,
): Promise<{ rights: VaultRight[]; total: number }> {
  const fitting = conditions(filter);
  let page = vaultRows(scope)
    .where(fitting)
    .orderBy('right.brand')
    .orderBy('right.mark')
    .orderBy('right.right_id')
    .limit(limit);
  if (after) {
    const { brand, mark, rightId } = after;
    page = page.where(
      sql<SqlBool>`("right".brand, "right".mark, "right".right_id) > (${brand}, ${mark}, ${rightId}::uuid)`,
    );
  }
  const rows = await page.execute();
  const { total } = await scope
    .selectFrom('app.rights as right')
    .innerJoin('app.organisations as holder', 'holder.organisation_id', 'right.organisation_id')
    .select((select) => select.fn.countAll<string>().as('total'))
    .where(fitting)
    .executeTakeFirstOrThrow();
  return { rights: rows.map(vaultRightOf), total: Number(total) };
}

/** One right with its files and its history; undefined where the organisation has none of this id. */
export async function findVaultRight(
  scope: Scope,
  target: { organisationId: string; rightId: string },
): Promise<Omit<VaultRightDetail, 'may' | 'claims'> | undefined> {
  const { organisationId, rightId } = target;
  const row = await vaultRows(scope)
    .where('right.organisation_id', '=', organisationId)
    .where('right.right_id', '=', rightId)
    .executeTakeFirst();
  if (!row) return undefined;
  const events = await scope
    .selectFrom('app.right_events')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('right_id', '=', rightId)
    .orderBy('sequence', 'desc')
    .execute();
  const registrations = await registrationRows(scope)
    .where('registration.organisation_id', '=', organisationId)
    .where('registration.right_id', '=', rightId)
    .execute();
  return {
    ...vaultRightOf(row),
    files: await filesOfRight(scope, target),
    registrations: registrations.map(registrationOf),
    events: events.map(
      (event): RightEvent => ({
        sequence: event.sequence,
        at: event.at.toISOString(),
        actor: { name: event.actor_name, role: event.actor_role, organisation: event.actor_organisation },
        kind: event.kind,
        changes: event.changes,
        text: event.text,
        status: event.status,
        checked: event.checked,
        setAside: event.set_aside,
      }),
    ),
    retiredReason: row.retired_reason,
    decided: row.decided_at && { at: row.decided_at.toISOString(), by: row.decided_by_name ?? '' },
  };
}

/** How many rights there are of which kind, of one organisation or of all that the transaction may see. */
export async function summariseVault(scope: Scope, organisationId?: string): Promise<VaultSummary> {
  const today = dayInUtc();
  const count = (condition: ReturnType<typeof sql>) => sql<string>`count(*) filter (where ${condition})`;
  const soon = (days: number) => count(sql`expires_on between ${today}::date and ${dayAhead(days)}::date`);
  let query = scope
    .selectFrom('app.rights')
    .select((select) => select.fn.countAll<string>().as('all'))
    .select(count(sql`status = 'unverified'`).as('unverified'))
    .select(count(sql`status = 'verified'`).as('verified'))
    .select(count(sql`status = 'rejected'`).as('rejected'))
    .select(count(sql`expires_on < ${today}::date`).as('expired'))
    .select([soon(7).as('within7'), soon(30).as('within30'), soon(90).as('within90')])
    .select(sql<string[] | null>`array_agg(distinct place order by place)`.as('places'))
    .where('retired_at', 'is', null);
  if (organisationId !== undefined) query = query.where('organisation_id', '=', organisationId);
  const { places, ...counts } = await query.executeTakeFirstOrThrow();
  const numbers = Object.entries(counts).map(([name, value]) => [name, Number(value)]);
  return { ...(Object.fromEntries(numbers) as Omit<VaultSummary, 'places'>), places: places ?? [] };
}
