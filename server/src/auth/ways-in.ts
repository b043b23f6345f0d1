import type { SignInTables } from '../db/sign-in-tables.ts';

/**
 * Keeps everything by which a person signs in as it is until the transaction ends: two who each take one away would leave none.
 */
export async function holdWaysIn(tables: SignInTables, userId: string): Promise<void> {
  await tables('select from "auth"."user" where "id" = $1 for update', [userId]);
}

/**
 * Whether somebody can still sign in by themselves.
 * @param issuer the provider that is set up here: accounts at others open nothing
 */
export async function hasWayIn(
  tables: SignInTables,
  userId: string,
  issuer: string | null,
): Promise<boolean> {
  const [row] = await tables<{ left: boolean }>(
    `select exists (select from "auth"."passkey" where "userId" = $1)
       or exists (select from "auth"."identity" where "userId" = $1 and "issuer" = $2)
       or exists (select from "auth"."account" where "userId" = $1 and coalesce("password", '') <> '' and "providerId" = 'credential')
       as "left"`,
    [userId, issuer],
  );
  return row?.left === true;
}
