import type { Role } from '@marketsafe/contract';
import type { Language } from '@marketsafe/words';
import type pg from 'pg';

/** Somebody whom mail reaches, and the language that they read. */
export interface Addressee {
  email: string;
  language: Language;
}

/**
 * Who of an organisation has one of these roles now.
 * @param owner connects as the database's owner, who alone reads where mail reaches somebody
 */
export async function addresseesOf(
  owner: pg.Pool,
  organisationId: string,
  roles: readonly Role[],
): Promise<Addressee[]> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('app.organisation_id', $1, true)", [organisationId]);
    const { rows } = await client.query<{ email: string; language: string | null }>(
      `select person.email, membership.language from app.memberships membership
       join auth."user" person on person.id::text = membership.user_id::text
       where membership.organisation_id = $1 and membership.ended_at is null
         and membership.roles && $2::text[] order by person.email`,
      [organisationId, roles],
    );
    return rows.map(({ email, language }) => ({ email, language: language === 'zh-CN' ? 'zh-CN' : 'en' }));
  } finally {
    await client.query('rollback');
    client.release();
  }
}
