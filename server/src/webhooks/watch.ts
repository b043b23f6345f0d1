import type { Seal } from '../secrets/seal.ts';
import type { Reach } from './address.ts';
import { type Due, deliver, MOST_OF_ONE, takeDue, WEBHOOK_PACE, type WebhookPace } from './deliver.ts';
import { type GiveUpTools, giveUp } from './give-up.ts';
import { spreadChanges } from './spread.ts';

/** What webhooks need to go out. */
export interface WebhookTools extends GiveUpTools {
  seal: Seal;
  reach: Reach;
  pace?: WebhookPace | undefined;
  onProblem: (error: unknown, message: string) => void;
}

/** Sends webhooks while everything else goes on. */
export interface WebhookWatch {
  start(): void;
  /** Looks now, and not only when its time has come. */
  wake(): void;
  close(): Promise<void>;
}

/** Messages under way at the same time, before further ones are taken. */
const MOST_UNDER_WAY = 60;
/** How long a message that was delivered or given up is kept for whoever looks, in days. */
const KEEP = 30;
/** Rounds between two looks for what is kept too long. */
const TIDY_EVERY = 1_000;

/**
 * Opens the way out for webhooks. Rows say what is to be sent and when, as with mail: one that was taken and not ended, because its server
 * died, is due again when its lease is over.
 */
export function watchWebhooks(tools: WebhookTools): WebhookWatch {
  const { owner, db, onProblem, pace = WEBHOOK_PACE } = tools;
  const stopping = new AbortController();
  const underWay = new Map<string, number>();
  const sending = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let rounds = 0;

  function count(webhookId: string, by: 1 | -1): void {
    const now = (underWay.get(webhookId) ?? 0) + by;
    if (now === 0) underWay.delete(webhookId);
    else underWay.set(webhookId, now);
  }

  async function sendOne(due: Due): Promise<void> {
    count(due.webhookId, 1);
    try {
      if (await deliver({ ...tools, pace }, due, stopping.signal)) await giveUp(tools, due);
    } catch (error) {
      onProblem(error, 'a webhook');
    } finally {
      count(due.webhookId, -1);
    }
  }

  async function round(): Promise<void> {
    if (rounds++ % TIDY_EVERY === 0) {
      await owner.query(
        `delete from app.webhook_deliveries where state <> 'pending' and last_tried_at < now() - interval '${KEEP} days'`,
      );
    }
    await spreadChanges(owner, db);
    for (;;) {
      const busy = [...underWay].filter(([, many]) => many >= MOST_OF_ONE).map(([webhookId]) => webhookId);
      const due = await takeDue(owner, busy, pace.patience);
      for (const one of due) {
        const done: Promise<void> = sendOne(one).finally(() => sending.delete(done));
        sending.add(done);
      }
      if (due.length === 0 || stopping.signal.aborted) return;
      do await Promise.race(sending);
      while (sending.size > MOST_UNDER_WAY);
    }
  }

  function look(): void {
    clearTimeout(timer);
    running = running
      .then(() => (stopping.signal.aborted ? undefined : round()))
      .catch((error: unknown) => onProblem(error, 'webhooks'))
      .finally(() => {
        if (stopping.signal.aborted) return;
        clearTimeout(timer);
        timer = setTimeout(look, pace.every);
        timer.unref();
      });
  }

  let started = false;
  return {
    start() {
      started = true;
      look();
    },
    wake() {
      if (started) look();
    },
    async close() {
      stopping.abort();
      clearTimeout(timer);
      await running;
      await Promise.all(sending);
    },
  };
}
