import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { dueOf } from '../retention/due.ts';
import { placeHold } from '../retention/holds.ts';
import { proposeDeletion } from '../retention/propose.ts';
import { demoId } from './plan.ts';

/**
 * Of the claims of the demo program whose time is over, one of each organisation is held, one is proposed to be deleted and waits for a second
 * person, and the others are due. What was done before stays as it is.
 */
export async function retainDemo(
  db: Database,
  organisations: Iterable<string>,
  staff: Caller | undefined,
): Promise<void> {
  if (!staff) return;
  for (const organisationId of organisations) {
    const [held, proposed] = await db.asStaff(staff.userId, (scope) =>
      dueOf(scope, organisationId, { most: 2 }),
    );
    if (held) {
      const holdId = demoId(`hold ${organisationId}`);
      const reason = 'Named in the letter of the seller’s counsel; kept until the matter is over.';
      await placeHold(db, staff, { holdId, on: { number: held.number }, reason });
    }
    if (proposed) {
      const proposalId = demoId(`deletion ${organisationId}`);
      await proposeDeletion(db, staff, { proposalId, organisationId, claimIds: [proposed.claimId] });
    }
  }
}
