import type { OwnAccount } from '@marketsafe/contract';
import { appendAudit } from '../audit/service.ts';
import type { ApiTokens } from '../auth/api-tokens.ts';
import type { ExtensionSessions } from '../auth/extension-sessions.ts';
import type { Identities } from '../auth/identities.ts';
import { endOwnSession, type OwnSessions } from '../auth/own-sessions.ts';
import type { Passkeys } from '../auth/passkeys.ts';
import type { PasswordStore } from '../auth/password-store.ts';
import type { Session } from '../auth/sessions.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { changeAccount } from './account-change.ts';
import { ownOrganisations } from './own.ts';

/** What an account's own page works with. */
interface AccountTools {
  db: Database;
  sessions: OwnSessions;
  extensionSessions: ExtensionSessions;
  apiTokens: ApiTokens;
  passkeys: Passkeys;
  identities: Identities;
  passwords: PasswordStore;
  /** Issuer of the provider that is set up; null without one. */
  issuer: string | null;
}

/** By what a person signs in, where they are signed in, and which programs act for them. */
export async function describeAccount(
  { db, sessions, extensionSessions, apiTokens, passkeys, identities, passwords, issuer }: AccountTools,
  { userId, email, sessionId }: Session,
): Promise<OwnAccount> {
  const names = new Map(
    (await ownOrganisations(db, userId)).map(({ organisationId, name }) => [organisationId, name]),
  );
  const nameOf = (organisationId: string | null) =>
    (organisationId === null ? undefined : names.get(organisationId)) ?? null;
  return {
    email,
    hasPassword: await passwords.has(userId),
    passkeys: (await passkeys.of(userId)).map(({ passkeyId, name, synced, createdAt, lastUsedAt }) => ({
      ...{ passkeyId, name, synced },
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    identities: (await identities.of(userId)).map((row) => ({
      identityId: row.identityId,
      label: row.label,
      usable: row.issuer === issuer,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    })),
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
 * Ends one of a person's sessions. A lost device's key ends with it: what it has signed and comes in from now on says so, and whoever
 * finds the device signs in on it with a new key. Session, key and audit are one transaction.
 * @throws HttpProblem where it has ended already
 */
export async function endSession(
  db: Database,
  { userId }: Session,
  sessionId: string,
  lost: boolean,
): Promise<void> {
  await changeAccount(db, userId, async ({ scope, tables, at, organisationIds, enter }) => {
    const ended = await endOwnSession(tables, userId, sessionId);
    if (!ended) throw new HttpProblem('session-unknown');
    const organisationId = ended.organisationId ?? organisationIds[0];
    if (organisationId === undefined) return;
    const ledger = await enter(organisationId);
    const deviceId = lost ? ended.deviceId : null;
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
