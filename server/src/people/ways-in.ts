import type { MailContent } from '@marketsafe/words';
import { addIdentity, removeIdentity } from '../auth/identities.ts';
import { addPasskey, type Passkey, removePasskey } from '../auth/passkeys.ts';
import type { ProviderPerson } from '../auth/provider.ts';
import { hasWayIn, holdWaysIn } from '../auth/ways-in.ts';
import type { Database } from '../db/database.ts';
import type { Mailer } from '../mail/mail.ts';
import { HttpProblem } from '../problems.ts';
import { type AccountChange, changeAccount } from './account-change.ts';
import { mailLanguage } from './mail-language.ts';

/** What changing the ways in which a person signs in needs. */
interface WaysTools {
  db: Database;
  mail: Mailer;
  /** The provider that is set up; null without one. */
  provider: { issuer: string } | null;
}

/** Whose ways they are. */
interface Owner {
  userId: string;
  email: string;
}

type Told = Extract<MailContent, { kind: 'sign-in-changed' }>['what'];

/** A change, its entries in the audit and the mail that tells its person are committed together. */
async function change(
  { db, mail }: WaysTools,
  { userId, email }: Owner,
  work: (parts: AccountChange) => Promise<{ what: Told; name: string }>,
): Promise<void> {
  const language = await mailLanguage(db, userId);
  await changeAccount(db, userId, async (parts) => {
    const { what, name } = await work(parts);
    const content = { kind: 'sign-in-changed', what, name, at: parts.at.toISOString() } as const;
    await mail.send({ to: email, language, content }, parts.scope);
  });
}

/** @throws HttpProblem where nothing would be left by which the person signs in */
async function requireWayIn({ tables }: AccountChange, userId: string, issuer: string | null): Promise<void> {
  if (!(await hasWayIn(tables, userId, issuer))) throw new HttpProblem('last-way-in');
}

/**
 * Keeps a passkey that was just made.
 * @throws HttpProblem where it is somebody's already
 */
export async function keepPasskey(
  tools: WaysTools,
  owner: Owner,
  passkey: Omit<Passkey, 'createdAt' | 'lastUsedAt'>,
): Promise<void> {
  await change(tools, owner, async ({ tables, at, tell }) => {
    if (!(await addPasskey(tables, passkey, at))) throw new HttpProblem('passkey-there');
    const { passkeyId, synced, name } = passkey;
    await tell({
      action: 'sign-in.passkey-added',
      entity: owner.userId,
      detail: { passkey: passkeyId, synced },
    });
    return { what: 'passkey-added', name };
  });
}

/** @throws HttpProblem where there is none, or it is the last way in */
export async function dropPasskey(tools: WaysTools, owner: Owner, passkeyId: string): Promise<void> {
  const { userId } = owner;
  await change(tools, owner, async (parts) => {
    await holdWaysIn(parts.tables, userId);
    const name = await removePasskey(parts.tables, userId, passkeyId);
    if (name === null) throw new HttpProblem('passkey-not-here');
    await requireWayIn(parts, userId, tools.provider?.issuer ?? null);
    await parts.tell({ action: 'sign-in.passkey-removed', entity: userId, detail: { passkey: passkeyId } });
    return { what: 'passkey-removed', name };
  });
}

/**
 * Ties an account at the provider to a person's.
 * @throws HttpProblem where it signs somebody in already
 */
export async function linkIdentity(tools: WaysTools, owner: Owner, person: ProviderPerson): Promise<void> {
  const { issuer, label } = person;
  await change(tools, owner, async ({ tables, tell }) => {
    const identityId = await addIdentity(tables, owner.userId, person, label);
    if (identityId === null) throw new HttpProblem('identity-taken');
    await tell({
      ...{ action: 'sign-in.provider-linked', entity: owner.userId },
      detail: { identity: identityId, issuer },
    });
    return { what: 'provider-linked', name: label ?? issuer };
  });
}

/** @throws HttpProblem where there is none, or it is the last way in */
export async function unlinkIdentity(tools: WaysTools, owner: Owner, identityId: string): Promise<void> {
  const { userId } = owner;
  await change(tools, owner, async (parts) => {
    await holdWaysIn(parts.tables, userId);
    const removed = await removeIdentity(parts.tables, userId, identityId);
    if (!removed) throw new HttpProblem('identity-not-here');
    await requireWayIn(parts, userId, tools.provider?.issuer ?? null);
    await parts.tell({
      ...{ action: 'sign-in.provider-unlinked', entity: userId, detail: { identity: identityId } },
    });
    return { what: 'provider-unlinked', name: removed.label ?? '' };
  });
}
