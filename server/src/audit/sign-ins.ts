import type { SignInWay } from '@marketsafe/contract';
import type { Auth } from '../auth/auth.ts';
import { findUserId } from '../auth/users.ts';
import type { Database } from '../db/database.ts';
import type { AuditLog } from './log.ts';

/** From where somebody signs in, and how. */
interface Attempt {
  way: SignInWay;
  address: string;
}

interface Tools {
  db: Database;
  auditLog: AuditLog;
}

/**
 * Writes into the audit of the account's organisation that somebody failed to sign in to it, and from where.
 * @returns whether there is such an account: an attempt at one that there is not concerns nobody's data
 */
export async function recordFailedSignIn(
  { auth, db, auditLog }: Tools & { auth: Auth },
  email: string,
  { way, address }: Attempt,
): Promise<boolean> {
  const userId = await findUserId(auth, email.toLowerCase());
  const membership = userId === null ? undefined : await db.findMembership(userId, null);
  if (userId === null || !membership) return false;
  await auditLog.add(membership.organisation_id, {
    action: 'sign-in.failed',
    actorUserId: null,
    entity: userId,
    detail: { address, way },
  });
  return true;
}

/**
 * Writes into the audit of the organisation that the session acts for that somebody signed in. The session goes out after it, or not at
 * all. A person who acts for nobody (any more) concerns nobody's data.
 */
export async function recordSignIn(
  { db, auditLog }: Tools,
  userId: string,
  { way, address }: Attempt,
): Promise<void> {
  const membership = await db.findMembership(userId, null);
  if (!membership) return;
  await auditLog.add(membership.organisation_id, {
    action: 'sign-in.done',
    actorUserId: userId,
    entity: userId,
    detail: { address, way },
  });
}
