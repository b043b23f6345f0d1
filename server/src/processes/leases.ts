import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** A lease that this process has. */
export interface Lease {
  /**
   * Keeps it for as long again.
   * @returns whether it still is ours, and whether another process waits for it
   */
  renew(): Promise<{ held: boolean; wanted: boolean }>;
  /** Gives it back. Never rejects: what is not given back ends by itself. */
  end(): Promise<void>;
}

/** What one process at a time does, for as long as it says that it is still there. */
export interface Leases {
  /**
   * Takes a lease for so many seconds.
   * @returns null where another holder has it, who is told that somebody waits
   */
  take(name: string, seconds: number): Promise<Lease | null>;
}

const TAKE = `insert into "lease" as known ("name", "holder", "until")
  values ($1, $2, clock_timestamp() + make_interval(secs => $3))
  on conflict ("name") do update set "holder" = excluded."holder", "until" = excluded."until", "wanted" = false
  where known."until" < clock_timestamp()
  returning "name"`;
const WANT = 'update "lease" set "wanted" = true where "name" = $1 and not "wanted"';
const RENEW = `update "lease" set "until" = clock_timestamp() + make_interval(secs => $3)
  where "name" = $1 and "holder" = $2 returning "wanted"`;
const END = 'delete from "lease" where "name" = $1 and "holder" = $2';

/** @param pool connections of the sign-in library, beside whose tables the leases are */
export function openLeases(pool: pg.Pool): Leases {
  return {
    async take(name, seconds) {
      const holder = randomUUID();
      const { rowCount } = await pool.query(TAKE, [name, holder, seconds]);
      if (rowCount !== 1) {
        await pool.query(WANT, [name]);
        return null;
      }
      return {
        async renew() {
          const { rows } = await pool.query<{ wanted: boolean }>(RENEW, [name, holder, seconds]);
          return { held: rows.length === 1, wanted: rows[0]?.wanted ?? false };
        },
        async end() {
          await pool.query(END, [name, holder]).catch(() => undefined);
        },
      };
    },
  };
}
