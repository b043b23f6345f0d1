import { appendAudit } from '../audit/service.ts';
import type { Database } from '../db/database.ts';
import { openHost } from './reach.ts';

/** How often what was kept long enough is looked for, in milliseconds, and how soon after the start. */
const EVERY = 60 * 60_000;
const FIRST = 7_000;
/** Applications that one transaction deletes: their documents go with them. */
const TOGETHER = 50;

/** What deleting applications needs. */
interface CleanUpTools {
  db: Database;
  onProblem: (error: unknown, message: string) => void;
}

/**
 * Deletes drafts that nobody came back to, and closed applications whose year is over, with documents, links and notes. That they were there,
 * and until when, stays in the program's chain.
 */
export function watchApplications(tools: CleanUpTools): { start(): void; close(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let first: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    running = running
      .then(() => deleteLapsed(tools.db))
      .catch((error: unknown) => tools.onProblem(error, 'applications whose time is over'));
  };
  return {
    start() {
      first = setTimeout(run, FIRST);
      first.unref();
      timer = setInterval(run, EVERY);
      timer.unref();
    },
    async close() {
      clearTimeout(first);
      clearInterval(timer);
      await running;
    },
  };
}

/** Does once what `watchApplications` does by and by. */
export async function deleteLapsed(db: Database): Promise<void> {
  for (;;) {
    const deleted = await db.asApplicant('cleaning', async (scope) => {
      const ledger = await openHost(scope);
      if (!ledger) return 0;
      const lapsed = await scope
        .selectFrom('intake.applications')
        .select(['application_id', 'state'])
        .where('delete_at', '<=', new Date())
        .limit(TOGETHER)
        .execute();
      for (const { application_id: entity, state } of lapsed) {
        await scope.deleteFrom('intake.applications').where('application_id', '=', entity).execute();
        const at = new Date();
        await appendAudit(scope, ledger, {
          ...{ action: 'application.deleted', at, actorUserId: null, entity },
          detail: { state },
        });
      }
      return lapsed.length;
    });
    if (deleted < TOGETHER) return;
  }
}
