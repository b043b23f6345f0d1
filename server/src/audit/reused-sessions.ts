import type { ExtensionSessions, Reused } from '../auth/extension-sessions.ts';
import type { Database } from '../db/database.ts';
import type { AuditLog } from './log.ts';

/** How often it is looked whether something is still to be written, in milliseconds. */
const LOOK_EVERY = 60_000;

/** What it works with. */
interface Tools {
  db: Database;
  auditLog: AuditLog;
  extensionSessions: ExtensionSessions;
  onProblem: (error: unknown, message: string) => void;
}

/** Writes of extensions' sessions that somebody else may have a token of, into the audit of the organisation they acted for. */
export interface SessionRecorder {
  /** Writes down the sessions that were ended because a replaced token came again; what cannot be written now is written later. */
  reused(): void;
  /** Writes down that a token came without the key of its device. Nobody waits for it. */
  refused(session: { userId: string; organisationId: string | null }, address: string): void;
  close(): Promise<void>;
}

/** Begins with what an earlier run of the server left. */
export function recordSessions({ db, auditLog, extensionSessions, onProblem }: Tools): SessionRecorder {
  async function organisationOf({ userId, organisationId }: Pick<Reused, 'userId' | 'organisationId'>) {
    return organisationId ?? (await db.findMembership(userId, null))?.organisation_id;
  }

  async function record(session: Reused): Promise<void> {
    const organisationId = await organisationOf(session);
    // Somebody who belongs nowhere is in nobody's audit.
    if (organisationId === undefined) return;
    const { sessionId, userId, deviceId, address } = session;
    await auditLog.add(organisationId, {
      ...{ action: 'session.reused', actorUserId: null, entity: userId },
      detail: { session: sessionId, device: deviceId, address },
    });
  }

  async function recordRefusal(
    session: { userId: string; organisationId: string | null },
    address: string,
  ): Promise<void> {
    const organisationId = await organisationOf(session);
    if (organisationId === undefined) return;
    await auditLog.add(organisationId, {
      ...{ action: 'session.proof-refused', actorUserId: null, entity: session.userId },
      detail: { address },
    });
  }

  let writing = Promise.resolve();
  const reused = () => {
    writing = writing
      .then(() => extensionSessions.recordReused(record))
      .catch((error: unknown) => onProblem(error, 'ended sign-ins are not in the audit yet'));
  };
  const looker = setInterval(reused, LOOK_EVERY);
  looker.unref();
  reused();

  return {
    reused,
    refused(session, address) {
      void recordRefusal(session, address).catch((error: unknown) =>
        onProblem(error, 'a refused token is not in the audit'),
      );
    },
    async close() {
      clearInterval(looker);
      await writing;
    },
  };
}
