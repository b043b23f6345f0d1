import { PgBoss } from 'pg-boss';

/** What is known of one piece of work besides its data. */
interface Attempt {
  /** Aborted when the server stops or the attempt takes too long. */
  signal: AbortSignal;
}

/** How a queue works its jobs off. */
interface QueueOptions {
  /** Seconds before the first retry of a job that failed; doubled each time. */
  retryDelay: number;
  /** Longest pause between two tries, in seconds. */
  retryDelayMax: number;
  /** Seconds after which an attempt counts as dead: its server was killed. */
  expireAfter: number;
  /** Jobs worked on at the same time. */
  concurrency: number;
}

/** One kind of work. */
export interface Queue<Data extends object> {
  /** Asks for pieces of work, each named by its key. What waits or is being worked on already is not asked for again. */
  send(work: readonly { key: string; data: Data }[]): Promise<void>;
}

/** Queues of work that need not be done while somebody waits. They may lose a job: what is to be done is read from the rows it is about. */
export interface Jobs {
  /** Works a queue off. A job whose work throws is tried again, for ever. */
  open<Data extends object>(
    name: string,
    options: QueueOptions,
    work: (data: Data, attempt: Attempt) => Promise<void>,
  ): Promise<Queue<Data>>;
  /** Lets what is being worked on end within a few seconds, then gives it back to the queue. */
  close(): Promise<void>;
}

/** More tries than a job can have. */
const FOR_EVER = 2_000_000_000;
/** How long work may go on once the server stops, in milliseconds. */
const FAREWELL = 3_000;

/**
 * Opens the queues in the schema `jobs`, which the role `marketsafe_jobs` owns; it reaches no other.
 * @param onProblem hears what goes wrong in the queue itself, such as a database that is away for a while
 */
export async function openJobs(databaseUrl: string, onProblem: (error: Error) => void): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    options: '-c role=marketsafe_jobs -c statement_timeout=15s -c timezone=UTC',
    application_name: 'marketsafe',
    schema: 'jobs',
    createSchema: false,
    max: 3,
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: 30,
    monitorIntervalSeconds: 30,
  });
  boss.on('error', onProblem);
  await boss.start();
  return {
    async open<Data extends object>(
      name: string,
      { retryDelay, retryDelayMax, expireAfter, concurrency }: QueueOptions,
      work: (data: Data, attempt: Attempt) => Promise<void>,
    ) {
      const options = {
        retryLimit: FOR_EVER,
        retryBackoff: true,
        retryDelay,
        retryDelayMax,
        expireInSeconds: expireAfter,
      };
      if (await boss.getQueue(name)) await boss.updateQueue(name, options);
      // At most one job a key that waits or is being worked on.
      else await boss.createQueue(name, { policy: 'exclusive', ...options });
      await boss.work<Data>(
        name,
        { pollingIntervalSeconds: 0.5, localConcurrency: concurrency, burstWhenReadyExceeds: concurrency },
        async ([job]) => {
          if (job) await work(job.data, { signal: job.signal });
        },
      );
      return {
        async send(wanted) {
          await boss.insert(
            name,
            wanted.map(({ key, data }) => ({ data, singletonKey: key, ...options })),
          );
        },
      };
    },
    close: () => boss.stop({ graceful: true, timeout: FAREWELL }),
  };
}
