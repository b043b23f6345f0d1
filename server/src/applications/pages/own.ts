import type {
  ApplicationData,
  ApplicationEvent,
  ApplicationFile,
  ApplicationGap,
} from '@marketsafe/contract';
import { applicationGaps } from '@marketsafe/contract';
import type { Database } from '../../db/database.ts';
import { documentsOf } from '../documents.ts';
import { APPLICATION_PATH } from '../letters.ts';
import { type ApplicationRow, dayOf, type Outcome, readAt } from '../reach.ts';
import { dataOf } from '../write.ts';

/** Everything of an application that its own pages show. Staff's notes are not of it. */
export interface Own {
  /** Address of its page, without a query. */
  home: string;
  row: ApplicationRow;
  by: 'page' | 'mail';
  data: ApplicationData;
  files: ApplicationFile[];
  /** Of the program's side without whose it was: the program answers, not a person of it. */
  events: Omit<ApplicationEvent, 'by'>[];
  gaps: ApplicationGap[];
}

/** Reads an application for its own pages, by its link. */
export function readOwn(db: Database, token: string): Promise<Outcome<Own>> {
  return readAt(db, token, async ({ scope, row, by }) => {
    const data = dataOf(row);
    const files = await documentsOf(scope, row.application_id);
    const events = await scope
      .selectFrom('intake.events')
      .select(['move', 'at', 'cause', 'text'])
      .orderBy('sequence')
      .execute();
    return {
      ...{ home: `${APPLICATION_PATH}${token}`, row, by, data, files },
      events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
      gaps: applicationGaps(row.kind, data, files, dayOf(new Date())),
    };
  });
}
