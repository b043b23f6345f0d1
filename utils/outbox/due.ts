import type { ReporterDatabase } from '../database/database.ts';
import type { OutboxRow } from '../database/outbox-rows.ts';
import { isOver } from './backoff.ts';

/** What to try now, in this order, and when to look again if nothing else happens (Unix milliseconds; null: nothing waits). */
export interface DueEntries {
  due: string[];
  wakeAt: number | null;
}

type Waiting = Pick<OutboxRow, 'opId' | 'entityId' | 'state' | 'createdAt' | 'nextAt'> & {
  /** When it was last worked on: set by every try, also by one that its worker did not survive. */
  triedAt: number;
  unreached: boolean;
};

function waiting(entry: OutboxRow): Waiting {
  return {
    opId: entry.opId,
    entityId: entry.entityId,
    state: entry.state,
    createdAt: entry.createdAt,
    nextAt: entry.nextAt,
    triedAt: Math.max(entry.sendingSince ?? 0, entry.lastProblem?.at ?? 0),
    unreached: entry.lastProblem?.code === 'unreachable' || entry.lastProblem?.code === 'timeout',
  };
}

function isEarlier(a: Waiting, b: Waiting): boolean {
  return a.createdAt - b.createdAt < 0 || (a.createdAt === b.createdAt && a.opId < b.opId);
}

/** The first unsent entry of each entity: the later ones follow it, also when it is parked. */
function firstOfEach(entries: Waiting[]): Waiting[] {
  const first = new Map<string, Waiting>();
  for (const entry of entries) {
    const known = first.get(entry.entityId);
    if (!known || isEarlier(entry, known)) first.set(entry.entityId, entry);
  }
  return [...first.values()].filter((entry) => entry.state === 'ready');
}

/**
 * Decides what to try now. The entry tried longest ago comes first, so that none that keeps failing, or that its worker does not
 * survive, stands in another's way. `hurry` means that the line may be back: then waits for an unreachable server are cut short.
 */
export async function findDue(db: ReporterDatabase, now: number, hurry: boolean): Promise<DueEntries> {
  const unsent: Waiting[] = [];
  await db.outbox
    .where('state')
    .anyOf('ready', 'parked')
    .each((entry) => {
      unsent.push(waiting(entry));
    });
  const ready = firstOfEach(unsent);
  if (ready.length === 0) return { due: [], wakeAt: null };

  const pause = await db.serverPauses.get('server');
  const pausedUntil =
    pause && !isOver({ setAt: pause.at, until: pause.until }, now) && (pause.asked || !hurry)
      ? pause.until
      : now;
  const isDue = (entry: Waiting) =>
    isOver({ setAt: entry.triedAt, until: entry.nextAt }, now) || (hurry && entry.unreached);
  const due = ready
    .filter(isDue)
    .sort((a, b) => a.triedAt - b.triedAt || a.createdAt - b.createdAt || (isEarlier(a, b) ? -1 : 1));
  if (pausedUntil > now) return { due: [], wakeAt: pausedUntil };
  return { due: due.map((entry) => entry.opId), wakeAt: Math.min(...ready.map((entry) => entry.nextAt)) };
}
