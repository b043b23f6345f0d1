import type { Auth } from '../auth/auth.ts';
import { findUserId } from '../auth/users.ts';
import type { Database } from '../db/database.ts';
import type { AuditLog } from './log.ts';

/**
 * Writes into the audit of the account's organisation that somebody failed to sign in to it, and from where.
 * @returns whether there is such an account: an attempt at one that there is not concerns nobody's data
 */
export async function recordFailedSignIn(
  { auth, db, auditLog }: { auth: Auth; db: Database; auditLog: AuditLog },
  email: string,
  address: string,
): Promise<boolean> {
  const userId = await findUserId(auth, email.toLowerCase());
  const membership = userId === null ? undefined : await db.findMembership(userId, null);
  if (userId === null || !membership) return false;
  await auditLog.add(membership.organisation_id, {
    action: 'sign-in.failed',
    actorUserId: null,
    entity: userId,
    detail: { address },
  });
  return true;
}
