import type { OwnAccount } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { ApiTokens } from '../auth/api-tokens.ts';
import type { ExtensionSessions } from '../auth/extension-sessions.ts';
import type { OwnSessions } from '../auth/own-sessions.ts';
import type { Session } from '../auth/sessions.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { ownOrganisations } from './own.ts';

/** What an account's own page works with. */
interface AccountTools {
  db: Database;
  sessions: OwnSessions;
  extensionSessions: ExtensionSessions;
  apiTokens: ApiTokens;
}

/** Where a person is signed in, and which programs act for them. */
export async function describeAccount(
  { db, sessions, extensionSessions, apiTokens }: AccountTools,
  { userId, email, sessionId }: Session,
): Promise<OwnAccount> {
  const names = new Map(
    (await ownOrganisations(db, userId)).map(({ organisationId, name }) => [organisationId, name]),
  );
  const nameOf = (organisationId: string | null) =>
    (organisationId === null ? undefined : names.get(organisationId)) ?? null;
  return {
    email,
    sessions: (await sessions.list(userId)).map((row) => ({
      sessionId: row.sessionId,
      kind: row.scope === null ? 'console' : 'extension',
      userAgent: row.userAgent,
      address: row.address,
      organisation: nameOf(row.organisationId),
      deviceId: row.deviceId,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      current: row.sessionId === sessionId,
    })),
    reused: (await extensionSessions.reusedOf(userId)).map((row) => ({
      sessionId: row.sessionId,
      userAgent: row.userAgent,
      organisation: nameOf(row.organisationId),
      address: row.address,
      endedAt: row.endedAt.toISOString(),
    })),
    tokens: (await apiTokens.list(userId)).map((row) => ({
      tokenId: row.tokenId,
      name: row.name,
      prefix: row.prefix,
      organisation: nameOf(row.organisationId),
      scopes: [...row.scopes],
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    })),
  };
}

/**
 * Ends one of a person's sessions. A lost device's key ends with it: what it has signed and comes in from now on says so.
 * @throws HttpProblem where it has ended already
 */
export async function endSession(
  { db, sessions }: Pick<AccountTools, 'db' | 'sessions'>,
  { userId }: Session,
  sessionId: string,
  lost: boolean,
): Promise<void> {
  const ended = await sessions.end(userId, sessionId);
  if (!ended) throw new HttpProblem('session-unknown');
  const first = (await ownOrganisations(db, userId))[0]?.organisationId;
  const organisationId = ended.organisationId ?? first;
  if (organisationId === undefined) return;
  const deviceId = lost ? ended.deviceId : null;
  await db.inOrganisation({ organisationId, userId }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const at = new Date();
    const known =
      deviceId !== null &&
      (await scope
        .selectFrom('app.devices')
        .select('device_id')
        .where('organisation_id', '=', organisationId)
        .where('device_id', '=', deviceId)
        .executeTakeFirst());
    if (known && deviceId !== null) {
      await scope
        .insertInto('app.device_revocations')
        .values({ organisation_id: organisationId, device_id: deviceId, revoked_by: userId, revoked_at: at })
        .onConflict((there) => there.doNothing())
        .execute();
    }
    await appendAudit(scope, ledger, {
      ...{ action: 'session.ended', at, actorUserId: userId, entity: userId },
      detail: { session: sessionId, device: known ? deviceId : null },
    });
  });
}
