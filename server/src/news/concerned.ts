import type { Language, ThreadEvent } from '@marketsafe/words';
import type pg from 'pg';

/** A row of `mail.news`. */
export interface NewsRow {
  news_id: string;
  organisation_id: string;
  kind: 'thread' | 'translation';
  about: 'claim' | 'right' | null;
  event: ThreadEvent | null;
  subject_id: string;
  actor_id: string;
}

/** Somebody whom news concerns, where mail reaches them, and the language that they read. */
export interface Concerned {
  userId: string;
  /** As one of whose people. */
  organisationId: string;
  email: string;
  language: Language;
}

/** People who act for an organisation now, but not who did it, nor who does not want news of this kind by mail. */
const PEOPLE = `select distinct on (membership.user_id) membership.user_id as "userId", membership.organisation_id as "organisationId", person.email,
    case when membership.language = 'zh-CN' then 'zh-CN' else 'en' end as language
  from app.memberships membership
  join app.organisations organisation on organisation.organisation_id = membership.organisation_id
  join auth."user" person on person.id::text = membership.user_id::text`;
const WANTED = `membership.ended_at is null and membership.user_id <> $3`;

const OF_TRANSLATION = `${PEOPLE}
  join app.translations asked on asked.organisation_id = membership.organisation_id and asked.asked_by = membership.user_id
  where asked.organisation_id = $1 and asked.translation_id = $2 and ${WANTED} and not 'translations' = any(membership.mail_off)`;

const OF_THREAD = `with thread as (
    select thread.level, thread.kind, claim.assignee, claim.submitted_by as own,
      (select coalesce(array_agg(entry.author_id), '{}') from app.thread_entries entry where entry.organisation_id = thread.organisation_id
        and entry.kind = thread.kind and entry.subject_id = thread.subject_id) as writers
    from app.threads thread
    left join app.claims claim on thread.kind = 'claim' and claim.organisation_id = thread.organisation_id
      and claim.claim_id = thread.subject_id
    where thread.organisation_id = $1 and thread.subject_id = $2 and thread.kind = $4
  ), staff as (
    select membership.user_id, membership.roles, membership.user_id = any(thread.writers) or membership.user_id = thread.assignee as on_it
    from thread, app.memberships membership
    join app.organisations program on program.organisation_id = membership.organisation_id
    where program.kind = 'program' and membership.ended_at is null and membership.roles && array['analyst', 'program_lead']
  )
  ${PEOPLE} cross join thread
  where ${WANTED} and not 'threads' = any(membership.mail_off) and (
    membership.organisation_id = $1 and (
      membership.user_id = any(thread.writers) or membership.user_id = thread.own
      or thread.kind = 'right' and membership.roles && array['manager', 'signatory'])
    or organisation.kind = 'program' and exists (
      select from staff where staff.user_id = membership.user_id and (staff.on_it
        or thread.level <> 'analyst' and 'program_lead' = any(staff.roles)
        or thread.level = 'analyst' and 'analyst' = any(staff.roles) and not exists (select from staff any_of where any_of.on_it))))`;

/**
 * Whom a piece of news concerns now, but not who did it, nor who does not want it by mail.
 * Of a translation: who asked for it. Of a thread: who wrote in it, who filed the claim or answers for the rights, the claim's analyst, the
 * program's leads once it has risen to them, and every analyst while none of the program's people is on it.
 * @param client connects as the database's owner, who reads what staff read
 */
export async function concernedBy(client: pg.ClientBase, news: NewsRow): Promise<Concerned[]> {
  const values = [news.organisation_id, news.subject_id, news.actor_id];
  const { rows } =
    news.kind === 'translation'
      ? await client.query<Concerned>(OF_TRANSLATION, values)
      : await client.query<Concerned>(OF_THREAD, [...values, news.about]);
  return rows;
}
