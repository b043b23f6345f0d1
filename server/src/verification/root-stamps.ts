import type pg from 'pg';
import type { Leases } from '../processes/leases.ts';
import type { TimeStamps } from '../sealing/time-stamps.ts';
import { sha256Of } from './roots.ts';

const MINUTE = 60_000;
/** How often it is looked whether a root is to be time-stamped, and how far apart tokens are, in milliseconds. */
const PACE: RootStampPace = { look: 5 * MINUTE, apart: 60 * MINUTE };
/** Longest wait for an authority, in milliseconds. */
const PATIENCE = 15_000;
/** For how long it is a process's that says nothing more, in seconds. */
const LEASE = 60;

/** How often roots get a token. */
export interface RootStampPace {
  /** How often it is looked for one that is due, in milliseconds. */
  look: number;
  /** Milliseconds between two tokens at least. */
  apart: number;
}

/** What getting tokens for roots needs. */
export interface RootStampTools {
  /** Connects as the database's owner. */
  owner: pg.Pool;
  timeStamps: Pick<TimeStamps, 'stampNow'>;
  /** Of several processes one asks. */
  leases: Leases;
  onProblem: (error: unknown, message: string) => void;
  pace?: RootStampPace | undefined;
}

const DUE = `select number, text from meta.audit_roots
  where number = (select max(number) from meta.audit_roots)
    and not exists (select from meta.root_stamps done where done.number = audit_roots.number)
    and not exists (select from meta.root_stamps where kept_at > now() - $1 * interval '1 millisecond')`;
const KEEP = `insert into meta.root_stamps (number, token, chain, stamped_at, authority, authority_url)
  values ($1, $2, $3, $4, $5, $6) on conflict do nothing`;

/**
 * Has the newest root of the audit chains time-stamped, now and once an hour while there are new ones: from then on nobody can have written
 * it later, the program itself included. An authority that gives no token is asked again at the next look.
 */
export function watchRootStamps(tools: RootStampTools): { start(): void; close(): Promise<void> } {
  const { owner, timeStamps, leases, onProblem, pace = PACE } = tools;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function stampNewest(): Promise<void> {
    const lease = await leases.take('stamp of roots', LEASE);
    if (!lease) return;
    try {
      const { rows } = await owner.query<{ number: number; text: string }>(DUE, [pace.apart]);
      const [root] = rows;
      const stamp = root && (await timeStamps.stampNow(sha256Of(root.text), PATIENCE));
      if (!root || !stamp) return;
      const { token, chain, at, authority, url } = stamp;
      await owner.query(KEEP, [root.number, Buffer.from(token), chain, new Date(at), authority, url]);
    } finally {
      await lease.end();
    }
  }

  const run = () => {
    running = running
      .then(stampNewest)
      .catch((error: unknown) => onProblem(error, 'the root of the audit chains got no time-stamp'));
  };
  return {
    start() {
      run();
      timer = setInterval(run, pace.look);
      timer.unref();
    },
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
