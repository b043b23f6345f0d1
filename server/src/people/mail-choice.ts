import { MAIL_NEWS, type MailChoice } from '@marketsafe/contract';
import type { Database, Scope } from '../db/database.ts';
import type { OptOutChoice } from '../mail/opt-out.ts';
import type { Caller } from '../organisations/service.ts';

/** What news the caller gets by mail as one of the organisation that they act for. */
export function readMailChoice(db: Database, caller: Caller): Promise<MailChoice> {
  return db.inOrganisation(ownIdentity(caller), (scope) => read(scope, caller));
}

/** Chooses it; what concerns the account itself always comes. */
export function chooseMail(db: Database, caller: Caller, choice: MailChoice): Promise<MailChoice> {
  return db.inOrganisation(ownIdentity(caller), async (scope) => {
    await scope
      .updateTable('app.memberships')
      .set({ mail_off: MAIL_NEWS.filter((one) => !choice[one]) })
      .where('organisation_id', '=', caller.organisationId)
      .where('user_id', '=', caller.userId)
      .execute();
    await scope
      .insertInto('app.told')
      .values({ organisation_id: caller.organisationId, user_id: caller.userId, digest: choice.digest })
      .onConflict((conflict) =>
        conflict.columns(['organisation_id', 'user_id']).doUpdateSet({ digest: choice.digest }),
      )
      .execute();
    return read(scope, caller);
  });
}

/** Stops mails that somebody follows the link of, as one of the organisation that they came for. */
export async function stopMail(db: Database, { from, ...person }: OptOutChoice): Promise<void> {
  await db.inOrganisation(person, async (scope) => {
    const there = await scope
      .selectFrom('app.memberships')
      .select('mail_off')
      .where('organisation_id', '=', person.organisationId)
      .where('user_id', '=', person.userId)
      .executeTakeFirst();
    if (!there) return;
    if (from === 'digest') {
      await scope
        .insertInto('app.told')
        .values({ organisation_id: person.organisationId, user_id: person.userId, digest: 'never' })
        .onConflict((conflict) =>
          conflict.columns(['organisation_id', 'user_id']).doUpdateSet({ digest: 'never' }),
        )
        .execute();
      return;
    }
    await scope
      .updateTable('app.memberships')
      .set({ mail_off: [...MAIL_NEWS] })
      .where('organisation_id', '=', person.organisationId)
      .where('user_id', '=', person.userId)
      .execute();
  });
}

function ownIdentity({ organisationId, userId }: Caller) {
  return { organisationId, userId };
}

async function read(scope: Scope, { organisationId, userId }: Caller): Promise<MailChoice> {
  const { mail_off: off } = await scope
    .selectFrom('app.memberships')
    .select('mail_off')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  const told = await scope
    .selectFrom('app.told')
    .select('digest')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return {
    ...{ threads: !off.includes('threads'), translations: !off.includes('translations') },
    digest: told?.digest ?? 'daily',
  };
}
