import { createHash } from 'node:crypto';
import { ReporterDatabase } from '../../../../../utils/database/database.ts';
import { retryNow } from '../../../../../utils/outbox/actions.ts';
import type { DrainResult } from '../../../../../utils/outbox/drain.ts';
import { cleanUp } from '../../../../../utils/storage/clean-up.ts';
import { synchronise } from '../../../../../utils/sync/synchronise.ts';
import { type Fault, FaultyNetwork } from './faulty-network.ts';
import { ModelServer } from './model-server.ts';
import { type Fate, LockTable, MortalWorker } from './mortal-worker.ts';
import { pick, seeded } from './random.ts';
import { finishReport, signIn } from './reports.ts';
import { VirtualClock } from './virtual-clock.ts';

const START = 1_700_000_100_000;
const DAY = 86_400_000;
const TROUBLED_ROUNDS = 10;

/** P5: two back-off caps, and what servers asked for before the faults stopped with its jitter, in milliseconds. */
const RECOVERY_TIME = 2 * 300_000 + 100_000;
const CALM_ROUNDS = 60;

export interface Story {
  faults: ReadonlyMap<Fault, number>;
  deaths: number;
  fullDisks: number;
}

/** A guarantee that did not hold, with what is needed to see it again. */
class BrokenPromise extends Error {
  override name = 'BrokenPromise';
}

class Simulation {
  deaths = 0;
  fullDisks = 0;
  readonly #random: () => number;
  readonly #name = `simulation-${crypto.randomUUID()}`;
  readonly #device = new ReporterDatabase(this.#name);
  readonly #sound = new WeakSet<Uint8Array>();
  readonly #clock = new VirtualClock(START);
  readonly #server = new ModelServer();
  readonly #network: FaultyNetwork;
  readonly #locks: LockTable | undefined;
  readonly #drafts: string[] = [];
  #online = true;
  #tokens = 0;

  constructor(seed: number) {
    this.#random = seeded(seed);
    this.#network = new FaultyNetwork(this.#server, this.#clock, this.#random);
    this.#locks = this.#random() < 0.7 ? new LockTable() : undefined;
  }

  get faults(): ReadonlyMap<Fault, number> {
    return this.#network.met;
  }

  async run(): Promise<void> {
    await this.#onDevice(async (db) => {
      await this.#signIn(db);
      await this.#finishReports(db, 1 + Math.floor(this.#random() * 3));
    });
    this.#network.rate = pick(this.#random, [0.15, 0.3, 0.6]);
    for (let round = 0; round < TROUBLED_ROUNDS; round++) await this.#troubledRound();
    await this.#calmDown();
    await this.#onDevice((db) => db.delete());
  }

  /** Does something on this device that is no sending, and that nothing disturbs. */
  #onDevice(work: (db: ReporterDatabase) => Promise<void>): Promise<void> {
    return work(this.#device);
  }

  async #signIn(db: ReporterDatabase): Promise<void> {
    const token = `token-${this.#tokens++}`;
    this.#server.tokens.add(token);
    await signIn(db, token);
  }

  async #finishReports(db: ReporterDatabase, count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      const number = this.#drafts.length;
      const pictureBytes = this.#random() < 0.12 ? 1_200_000 : 1_000;
      this.#drafts.push(await finishReport(db, { number, pictureBytes, now: this.#clock.now() }));
    }
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  #fate(): Fate {
    const fate: Fate = {};
    if (this.#chance(0.5)) fate.dieAt = 1 + Math.floor(this.#random() * 60);
    if (this.#chance(0.15)) {
      const first = 1 + Math.floor(this.#random() * 20);
      fate.failWrites = new Set([first, first + 1, first + 2]);
    }
    return fate;
  }

  async #work(fate: Fate): Promise<DrainResult | 'died'> {
    const world = {
      clock: this.#clock,
      random: this.#random,
      locks: this.#locks,
      online: () => this.#online,
      network: this.#network.send,
    };
    const hurry = this.#chance(0.3);
    const result = await new MortalWorker(this.#name, world, fate).live((deps) =>
      synchronise(deps, { hurry }),
    );
    if (result === 'died') this.deaths += 1;
    else if (result.ended === 'storage-failed') this.fullDisks += 1;
    return result;
  }

  async #troubledRound(): Promise<void> {
    this.#online = !this.#chance(0.1);
    if (this.#chance(0.15)) this.#clock.skew = pick(this.#random, [-2 * DAY, -3_600_000, 0, 2 * DAY]);
    const workers = this.#chance(0.25) ? 2 : 1;
    const results = await Promise.all(Array.from({ length: workers }, () => this.#work(this.#fate())));
    await this.#checkSafety();
    await this.#onDevice(async (db) => {
      if ((await db.session.get('session'))?.state !== 'signed-in' && this.#chance(0.7))
        await this.#signIn(db);
      if (this.#drafts.length < 4 && this.#chance(0.15)) await this.#finishReports(db, 1);
      if (this.#chance(0.2)) await cleanUp(db, 0, this.#clock.now());
      if (this.#chance(0.1)) await this.#pressRetry(db);
    });
    this.#waitAfter(results);
  }

  async #pressRetry(db: ReporterDatabase): Promise<void> {
    const entry = await db.outbox.where('state').equals('ready').first();
    if (entry) await retryNow(db, entry.opId);
  }

  #waitAfter(results: (DrainResult | 'died')[]): void {
    const wakes = results.flatMap((result) =>
      result !== 'died' && result.wakeAt !== null ? [result.wakeAt - this.#clock.now()] : [],
    );
    const wait = Math.min(...wakes, 60_000);
    this.#clock.advance(Math.max(0, Math.floor(wait * (this.#chance(0.7) ? 1 : this.#random()))));
  }

  /** Faults stop. Whatever is not acknowledged within the promised time is stuck. */
  async #calmDown(): Promise<void> {
    this.#network.rate = 0;
    this.#online = true;
    await this.#onDevice((db) => this.#signIn(db));
    const deadline = this.#clock.time + RECOVERY_TIME;
    for (let round = 0; round < CALM_ROUNDS; round++) {
      const result = await this.#work({});
      this.#insist(
        result !== 'died' && result.ended !== 'storage-failed' && result.error === undefined,
        `a calm round failed: ${JSON.stringify(result)}`,
      );
      await this.#checkSafety();
      if (await this.#allArrived()) return this.#checkEnd();
      if (this.#clock.time > deadline) break;
      if (result !== 'died') this.#clock.advance(Math.max(1, (result.wakeAt ?? 0) - this.#clock.now()));
    }
    throw new BrokenPromise(`P5: not everything arrived: ${await this.#outboxInWords()}`);
  }

  async #allArrived(): Promise<boolean> {
    let unsent = 0;
    await this.#onDevice(async (db) => {
      unsent = await db.outbox.where('state').notEqual('acked').count();
    });
    return unsent === 0;
  }

  async #outboxInWords(): Promise<string> {
    let words = '';
    await this.#onDevice(async (db) => {
      const entries = await db.outbox.toArray();
      words = JSON.stringify(
        entries.map(({ state, attempts, nextAt, lastProblem }) => ({ state, attempts, nextAt, lastProblem })),
      );
    });
    return words;
  }

  #insist(holds: boolean, promise: string): void {
    if (!holds) throw new BrokenPromise(promise);
  }

  /** What must hold at every moment. */
  async #checkSafety(): Promise<void> {
    const { claims, effects, bodiesOfKey, keysOfClaim, blobs } = this.#server;
    this.#insist(new Set(effects).size === effects.length, 'P3: a report took effect twice');
    for (const bodies of bodiesOfKey.values()) {
      this.#insist(bodies.size === 1, 'P3: one key came with two bodies');
    }
    for (const keys of keysOfClaim.values())
      this.#insist(keys.size === 1, 'P3: one report came under two keys');
    for (const [hash, bytes] of blobs) {
      if (this.#sound.has(bytes)) continue;
      this.#sound.add(bytes);
      this.#insist(createHash('sha256').update(bytes).digest('hex') === hash, 'P6: a blob is not its hash');
    }
    await this.#onDevice(async (db) => {
      for (const draftId of this.#drafts) {
        const entry = await db.outbox.where('entityId').equals(draftId).first();
        const draft = await db.drafts.get(draftId);
        this.#insist(entry !== undefined && draft !== undefined, 'P1, P4: a report left the outbox');
        this.#insist(entry?.state !== 'parked', `a report was parked: ${JSON.stringify(entry?.lastProblem)}`);
        if (entry?.state !== 'acked') {
          const held = await db.blobs.bulkGet(entry?.needs ?? []);
          this.#insist(!held.includes(undefined), 'P1: a blob of an unsent report is gone');
          this.#insist(draft?.receipt === undefined, 'P2: "sent" is shown without an acknowledgement');
          continue;
        }
        const receipt = JSON.stringify(claims.get(draftId));
        this.#insist(JSON.stringify(entry.receipt) === receipt, 'P2: acknowledged but not committed');
        this.#insist(JSON.stringify(draft?.receipt) === receipt, 'the draft does not know its receipt');
      }
    });
  }

  #checkEnd(): void {
    this.#insist(
      this.#server.effects.length === this.#drafts.length &&
        this.#drafts.every((draftId) => this.#server.effects.includes(draftId)),
      'P3: not every report took effect exactly once',
    );
  }
}

/** Lives through one seed. Rejects with the seed in the message when a promise did not hold. */
export async function simulate(seed: number): Promise<Story> {
  const simulation = new Simulation(seed);
  try {
    await simulation.run();
  } catch (error) {
    throw new BrokenPromise(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return simulation;
}
