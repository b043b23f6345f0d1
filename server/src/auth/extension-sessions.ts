import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { RenewedTokens } from '@marketsafe/contract';
import type pg from 'pg';
import { recordEach } from '../db/reused-sessions.ts';
import type { DeviceProof, DeviceProofs } from './device-proofs.ts';
import { judgeRenewal, type Standing, type Verdict } from './judge-renewal.ts';
import type { RefreshTokenName, RefreshTokens } from './refresh-tokens.ts';

/** An access token as it is sent. */
export const ACCESS_TOKEN = /^msa_[\w-]{43}$/;

/** By which access tokens are known. */
export const accessHashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What a session of an extension was, that was ended because a replaced token came again. */
export interface Reused {
  sessionId: string;
  userId: string;
  organisationId: string | null;
  deviceId: string | null;
  userAgent: string | null;
  address: string;
  endedAt: Date;
}

/** What became of a request for new tokens. */
type Renewal =
  | { verdict: 'renewed'; userId: string; tokens: Omit<RenewedTokens, 'nonce'> }
  /** `now`: it was ended by this request. */
  | { verdict: 'reused'; now: boolean }
  /** There is no such session any more. */
  | { verdict: 'ended' }
  | { verdict: 'refused'; userId: string; organisationId: string | null; hasKey: boolean }
  | { verdict: 'stale' | 'elsewhere' };

/** Sessions of extensions, which have short-lived access tokens and refresh tokens that hold with one device's key. */
export interface ExtensionSessions {
  /** Gives the session that the sign-in library has just made its tokens, and makes the library's own void. */
  begin(libraryToken: string, proof: DeviceProof): Promise<Omit<RenewedTokens, 'nonce'> | null>;
  /** Gives new tokens for a refresh token, or ends its session. @param address where the request comes from */
  renew(name: RefreshTokenName, proof: DeviceProof | null, address: string): Promise<Renewal>;
  /** Ends a session, if it has not ended. */
  end(sessionId: string): Promise<void>;
  /** A person's sessions that were ended because a replaced token came again, of the last thirty days, the newest first. */
  reusedOf(userId: string): Promise<Reused[]>;
  /** Has each such session written down that was not yet, one after another, and remembers which were. */
  recordReused(record: (reused: Reused) => Promise<void>): Promise<void>;
}

interface Options {
  /** Connections of the sign-in library, beside whose tables these are. */
  pool: pg.Pool;
  refreshTokens: RefreshTokens;
  proofs: Pick<DeviceProofs, 'life'>;
  /** Seconds that an access token holds, and a session that is not renewed. */
  life: { access: number; session: number };
}

interface Row extends Standing {
  userId: string;
  organisationId: string | null;
}

/** Whoever renews, or ends, a session waits here for whoever is about to: what is read afterwards is what they left. */
const LOCK = 'select from "session" where "id" = $1 and "expiresAt" > now() for update';
const READ = `select known."keyThumbprint", known."generation", known."rotatedAt", known."provenAt",
    session."userId", session."organisationId",
    exists(
      select from "accessToken" token
      where token."sessionId" = known."sessionId" and token."generation" = known."generation"
        and not (token."usedAt" is null)
    ) as "isSuccessorUsed"
  from "extensionSession" known
  join "session" session on (session."id" = known."sessionId")
  where known."sessionId" = $1`;

const REUSED_COLUMNS =
  '"sessionId", "userId", "organisationId", "deviceId", "userAgent", "address", "endedAt"';

/** Opens them. */
export function openExtensionSessions({ pool, refreshTokens, proofs, life }: Options): ExtensionSessions {
  async function inTransaction<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      const lost = await client.query('rollback').catch((problem: unknown) => problem as Error);
      client.release(lost instanceof Error ? lost : undefined);
      throw error;
    }
  }

  async function tokensOf(client: pg.PoolClient, name: RefreshTokenName) {
    const accessToken = `msa_${randomBytes(32).toString('base64url')}`;
    await client.query(
      `insert into "accessToken" ("hash", "sessionId", "generation", "expiresAt")
       values ($1, $2, $3, now() + make_interval(secs => $4))`,
      [accessHashOf(accessToken), name.sessionId, name.generation, life.access],
    );
    return { accessToken, expiresIn: life.access, refreshToken: refreshTokens.of(name) };
  }

  /** Remembers a proof; false where it was taken before. */
  async function take(client: pg.PoolClient, { thumbprint, id }: DeviceProof): Promise<boolean> {
    const hash = createHash('sha256').update(`${thumbprint} ${id}`).digest();
    const { rowCount } = await client.query(
      `insert into "usedProof" ("hash", "expiresAt") values ($1, now() + make_interval(secs => $2))
       on conflict ("hash") do nothing`,
      [hash, proofs.life],
    );
    return rowCount === 1;
  }

  async function endReused(client: pg.PoolClient, sessionId: string, address: string): Promise<void> {
    await client.query(
      `insert into "reusedSession" ("sessionId", "userId", "organisationId", "deviceId", "userAgent", "address")
       select "id", "userId", "organisationId", "deviceId", "userAgent", $2 from "session" where "id" = $1`,
      [sessionId, address],
    );
    await client.query('delete from "session" where "id" = $1', [sessionId]);
  }

  /** Takes the proof and gives the tokens of a generation. */
  async function give(
    client: pg.PoolClient,
    name: RefreshTokenName,
    { userId, organisationId }: Row,
    proof: DeviceProof,
  ): Promise<Renewal> {
    if (!(await take(client, proof))) return { verdict: 'refused', userId, organisationId, hasKey: true };
    await client.query(
      `update "extensionSession" set "provenAt" = $3, "generation" = $2,
         "rotatedAt" = case "generation" when $2 then "rotatedAt" else now() end where "sessionId" = $1`,
      [name.sessionId, name.generation, proof.at],
    );
    await client.query(
      `update "session" set "expiresAt" = now() + make_interval(secs => $2), "updatedAt" = now() where "id" = $1`,
      [name.sessionId, life.session],
    );
    return { verdict: 'renewed', userId, tokens: await tokensOf(client, name) };
  }

  async function carryOut(
    client: pg.PoolClient,
    { sessionId, generation }: RefreshTokenName,
    row: Row,
    { proof, verdict, address }: { proof: DeviceProof | null; verdict: Verdict; address: string },
  ): Promise<Renewal> {
    const { userId, organisationId } = row;
    switch (verdict) {
      case 'stale':
      case 'elsewhere':
        return { verdict };
      case 'reused':
        await endReused(client, sessionId, address);
        return { verdict, now: true };
      case 'rotate':
      case 'repeat':
        if (proof) return give(client, { sessionId, generation: generation + 1 }, row, proof);
        return { verdict: 'refused', userId, organisationId, hasKey: false };
      case 'refused':
        return {
          ...{ verdict, userId, organisationId },
          hasKey: proof?.thumbprint === row.keyThumbprint,
        };
    }
  }

  return {
    begin: (libraryToken, proof) =>
      inTransaction(async (client) => {
        // What the library would look the session up by is replaced: only its access tokens open anything.
        const { rows } = await client.query<{ id: string }>(
          'update "session" set "token" = $2 where "token" = $1 returning "id"',
          [libraryToken, `extension ${randomUUID()}`],
        );
        const sessionId = rows[0]?.id;
        if (sessionId === undefined) return null;
        await client.query(
          'insert into "extensionSession" ("sessionId", "keyThumbprint", "provenAt") values ($1, $2, $3)',
          [sessionId, proof.thumbprint, proof.at],
        );
        return tokensOf(client, { sessionId, generation: 1 });
      }),

    renew: (name, proof, address) =>
      inTransaction(async (client): Promise<Renewal> => {
        const { rowCount } = await client.query(LOCK, [name.sessionId]);
        const { rows } = await client.query<Row>(READ, [name.sessionId]);
        const row = rowCount === 0 ? undefined : rows[0];
        if (row) {
          const verdict = judgeRenewal(row, name.generation, proof, Date.now());
          return carryOut(client, name, row, { proof, verdict, address });
        }
        const ended = await client.query('select from "reusedSession" where "sessionId" = $1', [
          name.sessionId,
        ]);
        return ended.rowCount === 0 ? { verdict: 'ended' } : { verdict: 'reused', now: false };
      }),

    async end(sessionId) {
      await pool.query('delete from "session" where "id" = $1', [sessionId]);
    },

    async reusedOf(userId) {
      const { rows } = await pool.query<Reused>(
        `select ${REUSED_COLUMNS} from "reusedSession"
         where "userId" = $1 and "endedAt" > now() - interval '30 days'
         order by "endedAt" desc limit 50`,
        [userId],
      );
      return rows;
    },

    recordReused: (record) => recordEach(pool, REUSED_COLUMNS, record),
  };
}
