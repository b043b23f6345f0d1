import type pg from 'pg';

interface TableRow {
  name: string;
  enabled: boolean;
  forced: boolean;
  policies: number;
  first_key: string | null;
}

/**
 * Refuses to go on unless every table of schema `app` keeps organisations apart: row-level security enabled and forced, at least
 * one policy, `organisation_id` first in its key; and unless the program's role is one that cannot pass those policies.
 * @throws naming every table or role that is open
 */
export async function checkIsolation(pool: pg.Pool): Promise<void> {
  const tables = await pool.query<TableRow>(`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
      (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary) as first_key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'app' and c.relkind in ('r', 'p') order by 1`);
  const open = tables.rows.flatMap((table) => {
    const faults = [
      ...(table.enabled && table.forced ? [] : ['row-level security is not forced']),
      ...(table.policies > 0 ? [] : ['it has no policy']),
      ...(table.first_key === 'organisation_id' ? [] : ['its key does not begin with organisation_id']),
    ];
    return faults.length > 0 ? [`app.${table.name}: ${faults.join(', ')}`] : [];
  });

  const roles = await pool.query<{ name: string }>(`
    select r.rolname as name from pg_roles r where r.rolname in ('marketsafe_app', 'marketsafe_auth')
      and (r.rolsuper or r.rolbypassrls or exists (
        select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'app' and c.relowner = r.oid))`);
  open.push(...roles.rows.map((role) => `role ${role.name} can pass row-level security`));

  if (open.length > 0) {
    throw new Error(
      `The server does not start because organisations would not be kept apart:\n- ${open.join('\n- ')}`,
    );
  }
}
