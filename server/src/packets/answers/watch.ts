import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { bringRaidAnswers } from '../../raids/desk.ts';
import { applyDeskAnswers } from './desk-answers.ts';
import { applyImport } from './imports.ts';

/** How often answers are looked for that are written and not at their claims, because their server ended in between, in milliseconds. */
const EVERY = 60_000;

/** What looking for them needs. */
interface AnswerWatchTools {
  db: Database;
  onProblem: (error: unknown, message: string) => void;
}

/** Brings to the claims, at the start and by and by, every answer whose server ended before it had. */
export function watchAnswers({ db, onProblem }: AnswerWatchTools): { start(): void; close(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running
      .then(() => bringAnswers(db))
      .catch((error: unknown) => onProblem(error, 'answers of the marketplace'));
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    start() {
      run();
      timer = setInterval(run, EVERY);
      timer.unref();
    },
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Does once what `watchAnswers` does by and by. */
async function bringAnswers(db: Database): Promise<void> {
  const { packets, imports, raids } = await db.asNobody(async (scope) => ({
    packets: (await sql<{ packet: string }>`select app.packets_with_answers() as packet`.execute(scope)).rows,
    raids: (await sql<{ package: string }>`select app.raids_with_answers() as package`.execute(scope)).rows,
    imports: (
      await sql<{
        import_id: string;
        by_user: string;
      }>`select import_id, by_user from app.answers_to_apply()`.execute(scope)
    ).rows,
  }));
  for (const { packet } of packets) await applyDeskAnswers(db, packet);
  for (const { package: packageId } of raids) await bringRaidAnswers(db, packageId);
  for (const { import_id, by_user } of imports)
    await applyImport(db, { importId: import_id, userId: by_user });
}
