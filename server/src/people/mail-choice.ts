import { MAIL_NEWS, type MailChoice } from '@marketsafe/contract';
import type { Database, Scope } from '../db/database.ts';
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
    return read(scope, caller);
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
  return { threads: !off.includes('threads'), translations: !off.includes('translations') };
}
