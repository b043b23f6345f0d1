import type { Auth } from './auth.ts';

/**
 * Makes sure a user can sign in with this password: makes the user, or gives an existing one this password.
 * @returns the user's id
 */
export async function ensureUser(
  auth: Auth,
  user: { email: string; name: string; password: string },
): Promise<string> {
  const { internalAdapter, password } = await auth.$context;
  const hash = await password.hash(user.password);
  const existing = await internalAdapter.findUserByEmail(user.email);
  if (existing) {
    await internalAdapter.updatePassword(existing.user.id, hash);
    return existing.user.id;
  }
  const made = await internalAdapter.createUser(
    { email: user.email, name: user.name, emailVerified: true },
    { method: 'email-password' },
  );
  await internalAdapter.linkAccount({
    userId: made.id,
    accountId: made.id,
    providerId: 'credential',
    password: hash,
  });
  return made.id;
}

/** The id of the user with this e-mail address, or null. */
export async function findUserId(auth: Auth, email: string): Promise<string | null> {
  const { internalAdapter } = await auth.$context;
  return (await internalAdapter.findUserByEmail(email))?.user.id ?? null;
}
