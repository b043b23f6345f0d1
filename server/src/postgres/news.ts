import type { FastifyBaseLogger } from 'fastify';
import type { News } from './supervise.ts';

/** The embedded database ended and could not be started again. */
export class DatabaseGivenUp extends Error {
  override name = 'DatabaseGivenUp';

  /** @param awayMs for how long it was tried, in milliseconds */
  constructor(awayMs: number) {
    super(
      `The embedded database ended and could not be started again for ${Math.round(awayMs / 60_000)} minutes. What was acknowledged is in its folder. See the log for why, put it right, and start the server again.`,
    );
  }
}

/** Says in the log what happens to the embedded database. */
export function logNews(log: FastifyBaseLogger, news: News): void {
  if (news.event === 'ended')
    log.error({ how: news.how }, 'the database ended by itself and is being started again');
  else if (news.event === 'not-started')
    log.error({ attempt: news.attempt, err: news.error }, 'the database did not start again');
  else if (news.event === 'running')
    log.warn({ attempts: news.attempts, awayMs: news.awayMs }, 'the database answers again');
  else log.fatal({ attempts: news.attempts, awayMs: news.awayMs }, 'the database is given up');
}
