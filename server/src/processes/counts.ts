import { createHash } from 'node:crypto';
import type pg from 'pg';

/** How often something may happen. */
export interface Allowance {
  /** At most so often… */
  most: number;
  /** …within so many milliseconds from the first time. */
  window: number;
}

/** Something that is about to happen once more, under the name by which it is counted. */
export interface Turn extends Allowance {
  name: string;
}

/** How often something has happened, whichever process it came to. */
interface Counted {
  times: number;
  /** Milliseconds until it is counted anew. */
  left: number;
}

/** Counts how often things happen, for all processes of the server together. */
export interface Counts {
  /**
   * Counts one more of each, or none of them where one has happened as often as it may.
   * @returns milliseconds until it may happen again; 0 when it may now, and was counted
   */
  take(turns: readonly Turn[]): Promise<number>;
  /** Takes back one of each. Never rejects: what stays counted is forgotten with its window. */
  giveBack(names: readonly string[]): Promise<void>;
  /** Adds what has happened in this process, in one statement; gives for each name what has happened everywhere. */
  add(happened: ReadonlyMap<string, number>, window: number): Promise<Map<string, Counted>>;
}

const TAKE = 'select "auth"."take_turns"($1, $2, $3) as wait';
// In one order, as where they are counted.
const GIVE_BACK = `with known as (
    select "name" from "count" where "name" = any($1) and "times" > 0 order by "name" for update
  ) update "count" set "times" = "count"."times" - 1 from known where "count"."name" = known."name"`;
const ADD = `insert into "count" as known ("name", "times", "endsAt")
  select name, times, clock_timestamp() + make_interval(secs => $3)
  from unnest($1::text[], $2::int[]) as happened (name, times) order by name
  on conflict ("name") do update set
    "times" = case when known."endsAt" <= clock_timestamp() then excluded."times" else known."times" + excluded."times" end,
    "endsAt" = case when known."endsAt" <= clock_timestamp() then excluded."endsAt" else known."endsAt" end
  returning "name", "times", extract(epoch from "endsAt" - clock_timestamp())::float8 as "left"`;

/** @param pool connections of the sign-in library, beside whose tables the counts are */
export function openCounts(pool: pg.Pool): Counts {
  return {
    async take(turns) {
      const { rows } = await pool.query<{ wait: number }>(TAKE, [
        turns.map(({ name }) => hashOf(name)),
        turns.map(({ most }) => most),
        turns.map(({ window }) => window / 1_000),
      ]);
      return (rows[0]?.wait ?? 0) * 1_000;
    },
    async giveBack(names) {
      await pool.query(GIVE_BACK, [names.map(hashOf)]).catch(() => undefined);
    },
    async add(happened, window) {
      const byHash = new Map([...happened.keys()].map((name) => [hashOf(name), name]));
      const { rows } = await pool.query<{ name: string } & Counted>(ADD, [
        [...byHash.keys()],
        [...happened.values()],
        window / 1_000,
      ]);
      return new Map(
        rows.map(({ name, times, left }) => [byHash.get(name) ?? '', { times, left: left * 1_000 }]),
      );
    },
  };
}

/** What is counted is named by addresses of people and machines: nobody reads them there. */
const hashOf = (name: string): string => createHash('sha256').update(name).digest('base64url');
