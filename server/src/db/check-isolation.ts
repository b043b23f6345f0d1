import type pg from 'pg';

interface TableRow {
  name: string;
  enabled: boolean;
  forced: boolean;
  policies: number;
  first_key: string | null;
  /** Policies that allow a write without asking whether the caller is staff. */
  open_writes: number;
  has_organisation: boolean;
}

/**
 * Refuses to go on unless row-level security keeps every table closed, and unless the program's role is one that cannot pass it.
 * Tables of schema `app` keep organisations apart: row-level security enabled and forced, at least one policy, `organisation_id`
 * first in the key. Tables of schema `program` are the same for everybody: they hold nothing of an organisation, and no policy
 * lets anybody but the program's staff write. Tables of schema `intake` keep applications apart, by `application_id`.
 * @throws naming every table or role that is open
 */
export async function checkIsolation(pool: pg.Pool): Promise<void> {
  const organisations = await tablesOf(pool, 'app');
  const program = await tablesOf(pool, 'program');
  const intake = await tablesOf(pool, 'intake');
  const open = [
    ...organisations.flatMap((table) =>
      faultsOf('app', table, [
        ...(table.first_key === 'organisation_id' ? [] : ['its key does not begin with organisation_id']),
      ]),
    ),
    ...program.flatMap((table) =>
      faultsOf('program', table, [
        ...(table.has_organisation ? ['it has a column organisation_id'] : []),
        ...(table.open_writes === 0 ? [] : ['it has a policy that lets anybody write']),
      ]),
    ),
    ...intake.flatMap((table) =>
      faultsOf('intake', table, [
        ...(table.first_key === 'application_id' || table.name === 'links'
          ? []
          : ['its key does not begin with application_id']),
      ]),
    ),
  ];

  const roles = await pool.query<{ name: string }>(`
    select r.rolname as name from pg_roles r where r.rolname in ('marketsafe_app', 'marketsafe_staff', 'marketsafe_auth', 'marketsafe_jobs', 'marketsafe_search', 'marketsafe_visitor', 'marketsafe_agent', 'marketsafe_liaison', 'marketsafe_desk', 'marketsafe_applicant')
      and (r.rolsuper or r.rolbypassrls or exists (
        select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('app', 'program', 'intake') and c.relowner = r.oid))`);
  open.push(...roles.rows.map((role) => `role ${role.name} can pass row-level security`));

  if (open.length > 0) {
    throw new Error(
      `The server does not start because organisations would not be kept apart:\n- ${open.join('\n- ')}`,
    );
  }
}

/** The one condition under which a policy of schema `program` may let somebody write. */
const STAFF = 'app.is_program_staff()';

async function tablesOf(pool: pg.Pool, schema: 'app' | 'program' | 'intake'): Promise<TableRow[]> {
  const tables = await pool.query<TableRow>(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
      (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary) as first_key,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polcmd <> 'r'
        and array_remove(array[pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)], null)
          not in (array['${STAFF}'], array['${STAFF}', '${STAFF}'])) as open_writes,
      exists (select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped) as has_organisation
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relkind in ('r', 'p') order by 1`,
    [schema],
  );
  return tables.rows;
}

function faultsOf(schema: string, table: TableRow, more: readonly string[]): string[] {
  const faults = [
    ...(table.enabled && table.forced ? [] : ['row-level security is not forced']),
    ...(table.policies > 0 ? [] : ['it has no policy']),
    ...more,
  ];
  return faults.length > 0 ? [`${schema}.${table.name}: ${faults.join(', ')}`] : [];
}
