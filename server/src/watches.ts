import type pg from 'pg';
import { watchApplications } from './applications/clean-up.ts';
import type { Database } from './db/database.ts';
import { watchDigests } from './digests/watch.ts';
import { watchSignals } from './group/signals/watch.ts';
import type { Mailer } from './mail/mail.ts';
import type { OptOut } from './mail/opt-out.ts';
import { type NewsPace, watchNews } from './news/watch.ts';
import { watchAnswers } from './packets/answers/watch.ts';
import { watchStanding } from './standing/alarms.ts';
import { watchRights } from './vetting/watch.ts';

/** What the program's watches work with. */
export interface WatchTools {
  /** The database's owner, who finds what is due of every organisation. */
  owner: pg.Pool;
  db: Database;
  mail: Mailer;
  optOut: OptOut;
  /** Address people open, without a path; known once the server listens. */
  address: () => string;
  onProblem: (error: unknown, message: string) => void;
  newsPace: NewsPace | undefined;
}

/** What goes on by itself. */
export interface Watches {
  start(): void;
  /** Stops all of it, what began last first. */
  close(): Promise<void>;
}

/**
 * Opens what looks from time to time what is due, beside requests: reminders of rights, what is to be deleted of applications, alarms of
 * standing, the working group's signals, answers of the marketplace's people, news and digests by mail.
 */
export function openWatches(tools: WatchTools): Watches {
  const { owner, db, mail, address, onProblem } = tools;
  const telling = { owner, mail, optOut: tools.optOut, address, onProblem, pace: tools.newsPace };
  const watches = [
    watchRights({ owner, db, mail, address, onProblem }),
    watchApplications({ db, onProblem }),
    watchStanding({ owner, db, mail, address, onProblem }),
    watchSignals({ owner, onProblem }),
    watchAnswers({ db, onProblem }),
    watchNews(telling),
    watchDigests({ ...telling, db }),
  ];
  return {
    start() {
      for (const watch of watches) watch.start();
    },
    async close() {
      for (const watch of watches.toReversed()) await watch.close();
    },
  };
}
