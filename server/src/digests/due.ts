import type { DigestPace } from '@marketsafe/contract';
import type { Language } from '@marketsafe/words';
import type pg from 'pg';

/** Somebody whose digest is due. */
export interface DueDigest {
  organisationId: string;
  userId: string;
  email: string;
  language: Language;
  pace: Exclude<DigestPace, 'never'>;
  /** The claims of the whole organisation: they answer for it. Otherwise those that they filed. */
  whole: boolean;
  /** One of the program's people, who are told what waits for them. */
  staff: boolean;
  /** The change up to which the last one went; null before the first. */
  after: number | null;
  /** When that was, as the database writes it: to the microsecond. */
  since: string | null;
}

/** Hour of the day at which daily and weekly digests go out, UTC: morning in Europe, afternoon in China. */
const HOUR = 6;
/** People who are looked after in one round. */
const TOGETHER = 200;

/**
 * Whose digest is due: of those who want one at once, when something happened that has been gathered long enough; of the others once a day,
 * or once a week on Monday, from six o'clock UTC on. The program's people are told once a day who want it at once. A person who has none yet is due at once, so that it is known from where on to tell.
 * `$1` milliseconds of gathering, `$2` the hour.
 */
const DUE = `with people as (
    select membership.organisation_id, membership.user_id, person.email,
      case when membership.language = 'zh-CN' then 'zh-CN' else 'en' end as language,
      membership.roles && array['manager', 'signatory'] as whole,
      organisation.kind = 'program' as staff,
      case when organisation.kind = 'program' and told.digest = 'at-once' then 'daily' else coalesce(told.digest, 'daily') end as pace,
      told.digest_after, told.digest_at
    from app.memberships membership
    join app.organisations organisation on organisation.organisation_id = membership.organisation_id
    join auth."user" person on person.id::text = membership.user_id::text
    left join app.told told on told.organisation_id = membership.organisation_id and told.user_id = membership.user_id
    where membership.ended_at is null and (organisation.kind in ('rights_holder', 'representative')
        or organisation.kind = 'program' and membership.roles && array['analyst', 'program_lead'])
  )
  select organisation_id as "organisationId", user_id as "userId", email, language, pace, whole, staff, digest_after::int8 as after,
    digest_at::text as since
  from people
  where pace <> 'never' and (
    digest_after is null
    or pace = 'daily' and digest_at < date_trunc('day', now() - make_interval(hours => $2)) + make_interval(hours => $2)
    or pace = 'weekly' and digest_at < date_trunc('week', now() - make_interval(hours => $2)) + make_interval(hours => $2)
    or pace = 'at-once' and exists (
      select from app.changes change where change.organisation_id = people.organisation_id and change.sequence > people.digest_after
        and change.at <= now() - $1 * interval '1 millisecond'
        and (change.kind = 'answer' or (change.kind = 'claim' and change.detail->>'state' in ('needs_info', 'countered')))))
  order by digest_at nulls first limit ${TOGETHER}`;

/** @param owner connects as the database's owner: who takes part, and where mail reaches them */
export async function dueDigests(owner: pg.Pool, gather: number): Promise<DueDigest[]> {
  const { rows } = await owner.query<Omit<DueDigest, 'after'> & { after: string | number | null }>(DUE, [
    gather,
    HOUR,
  ]);
  return rows.map((row) => ({ ...row, after: row.after === null ? null : Number(row.after) }));
}
