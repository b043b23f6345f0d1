import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { grantedScopes, scopeText, type TokenOrder, type TokenScope } from '@marketsafe/contract';
import type pg from 'pg';
import type { SignInTables } from '../db/sign-in-tables.ts';

/** A token as it is sent. Its beginning says what it is, to people and to whoever searches for leaked secrets. */
export const API_TOKEN = /^mst_[\w-]{43}$/;
/** Characters of it that are kept, to recognise it by. */
const PREFIX_LENGTH = 10;
const DAY = 24 * 60 * 60 * 1000;

/** Whom a token acts for, and how far. */
interface TokenHolder {
  tokenId: string;
  userId: string;
  email: string;
  organisationId: string;
  scopes: readonly TokenScope[];
}

/** A token as its person sees it. */
interface TokenRow {
  tokenId: string;
  name: string;
  prefix: string;
  organisationId: string;
  scopes: readonly TokenScope[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

/** Tokens of programs that act for a person in one organisation. */
export interface ApiTokens {
  /** Whom it acts for now, or null; notes that it was used, to five minutes. */
  find(token: string): Promise<TokenHolder | null>;
  list(userId: string): Promise<TokenRow[]>;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** @param pool connections of the sign-in library, beside whose tables these are */
export function createApiTokens(pool: pg.Pool): ApiTokens {
  return {
    async find(token) {
      const { rows } = await pool.query<Omit<TokenHolder, 'scopes'> & { scopes: string; stale: boolean }>(
        `select token."id" as "tokenId", token."userId", token."organisationId", token."scopes", person."email",
           coalesce(token."lastUsedAt" < now() - interval '5 minutes', true) as stale
         from "apiToken" token join "user" person on (person."id" = token."userId")
         where token."hash" = $1 and (token."revokedAt" is null) and token."expiresAt" > now()`,
        [hashOf(token)],
      );
      const [row] = rows;
      if (!row) return null;
      const { tokenId, userId, email, organisationId, scopes, stale } = row;
      if (stale) await pool.query('update "apiToken" set "lastUsedAt" = now() where "id" = $1', [tokenId]);
      return { tokenId, userId, email, organisationId, scopes: grantedScopes(scopes) };
    },
    async list(userId) {
      const { rows } = await pool.query<Omit<TokenRow, 'scopes'> & { scopes: string }>(
        `select "id" as "tokenId", "name", "prefix", "organisationId", "scopes", "createdAt", "expiresAt", "lastUsedAt"
         from "apiToken" where "userId" = $1 and ("revokedAt" is null) and "expiresAt" > now() order by "createdAt"`,
        [userId],
      );
      return rows.map((row) => ({ ...row, scopes: grantedScopes(row.scopes) }));
    },
  };
}

/** Makes one; the token itself is kept nowhere. */
export async function makeApiToken(
  tables: SignInTables,
  { userId, organisationId }: { userId: string; organisationId: string },
  { name, scopes, days }: TokenOrder,
): Promise<{ token: string; tokenId: string }> {
  const token = `mst_${randomBytes(32).toString('base64url')}`;
  const tokenId = randomUUID();
  await tables(
    `insert into "auth"."apiToken" ("id", "userId", "organisationId", "name", "prefix", "hash", "scopes", "expiresAt")
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tokenId,
      userId,
      organisationId,
      name,
      token.slice(0, PREFIX_LENGTH),
      hashOf(token),
      scopeText(scopes),
      new Date(Date.now() + days * DAY),
    ],
  );
  return { token, tokenId };
}

/** Ends one of a person's own; says for which organisation it was, or null where there is none. */
export async function revokeApiToken(
  tables: SignInTables,
  userId: string,
  tokenId: string,
): Promise<string | null> {
  const [row] = await tables<{ organisationId: string }>(
    `update "auth"."apiToken" set "revokedAt" = now() where "userId" = $1 and "id" = $2 and "revokedAt" is null
     returning "organisationId"`,
    [userId, tokenId],
  );
  return row?.organisationId ?? null;
}
