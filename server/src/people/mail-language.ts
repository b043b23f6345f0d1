import type { Language } from '@marketsafe/contract';
import type { Database } from '../db/database.ts';

/** The language in which somebody gets mail: the one that they chose last; English where they chose none. */
export async function mailLanguage(db: Database, userId: string): Promise<Language> {
  const row = await db.inOrganisation({ organisationId: '', userId }, (scope) =>
    scope
      .selectFrom('app.memberships')
      .select('language')
      .where('user_id', '=', userId)
      .where('language', 'is not', null)
      .orderBy('language_chosen_at', 'desc')
      .executeTakeFirst(),
  );
  const choice = row?.language ?? 'browser';
  return choice === 'browser' ? 'en' : choice;
}
