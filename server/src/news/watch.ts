import type { MailContent } from '@marketsafe/words';
import type pg from 'pg';
import type { Mailer } from '../mail/mail.ts';
import type { OptOut } from '../mail/opt-out.ts';
import { type Concerned, concernedBy, type NewsRow } from './concerned.ts';

/** How soon news goes out. */
export interface NewsPace {
  /** How often it is looked for news, in milliseconds. */
  every: number;
  /** How long news is gathered before a mail goes out, in milliseconds: what happens meanwhile goes with it. */
  gather: number;
}

const PACE: NewsPace = { every: 15_000, gather: 60_000 };
/** Threads that one mail names; of the others it says how many they are. */
const MOST_NAMED = 20;
/** Pieces of news that are looked at together. */
const TOGETHER = 500;

/** What telling of news needs. */
export interface NewsTools {
  /** Connects as the database's owner: who takes part, and where mail reaches them. */
  owner: pg.Pool;
  mail: Pick<Mailer, 'sendWithin'>;
  optOut: OptOut;
  /** Address of the console. */
  address: () => string;
  onProblem: (error: unknown, message: string) => void;
  pace?: NewsPace | undefined;
}

type Content = Extract<MailContent, { kind: 'news' }>;

/** Tells people by mail of threads and translations that concern them, what happens within a minute in one mail. */
export function watchNews(tools: NewsTools): { start(): void; close(): Promise<void> } {
  const { every } = tools.pace ?? PACE;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    running = running
      .then(() => sendNews(tools))
      .catch((error: unknown) => tools.onProblem(error, 'news by mail'));
  };
  return {
    start() {
      timer = setInterval(run, every);
      timer.unref();
    },
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Sends what has been gathered long enough: mails and the end of the news are one transaction. */
export async function sendNews({ owner, mail, optOut, address, pace = PACE }: NewsTools): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<NewsRow>(
      `delete from mail.news where news_id in (
         select news_id from mail.news
         where exists (select from mail.news where at <= now() - $1 * interval '1 millisecond')
         order by news_id limit ${TOGETHER} for update skip locked)
       returning news_id, organisation_id, kind, about, event, subject_id, actor_id`,
      [pace.gather],
    );
    const mails = new Map<string, { person: Concerned; news: NewsRow[] }>();
    for (const news of rows.sort((one, other) => Number(one.news_id) - Number(other.news_id))) {
      for (const person of await concernedBy(client, news)) {
        const own = mails.get(person.userId) ?? { person, news: [] };
        own.news.push(news);
        mails.set(person.userId, own);
      }
    }
    for (const { person, news } of mails.values()) {
      const content = await contentOf(client, news, address());
      const { userId, organisationId, email: to, language } = person;
      const unsubscribe = optOut.address({ organisationId, userId, from: 'news' });
      await mail.sendWithin(client, { to, language, content, unsubscribe });
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** What a mail tells of news: numbers and addresses, nothing of what was written. Of a thread the last that happened. */
async function contentOf(client: pg.ClientBase, news: readonly NewsRow[], address: string): Promise<Content> {
  const last = new Map(
    news.flatMap((one) => (one.kind === 'thread' ? [[`${one.about} ${one.subject_id}`, one] as const] : [])),
  );
  const threads: Content['threads'] = [];
  for (const { about, event, subject_id: subjectId } of [...last.values()].slice(0, MOST_NAMED)) {
    const { rows } = await client.query<{ number: string }>(
      about === 'claim'
        ? 'select number from app.claims where claim_id = $1'
        : 'select number from app.rights where right_id = $1',
      [subjectId],
    );
    if (about === null || event === null) continue;
    const link = `${address}/${about === 'claim' ? 'claims' : 'rights'}/${subjectId}#trouble`;
    threads.push({ about, event, number: rows[0]?.number ?? '', link });
  }
  return {
    kind: 'news',
    threads,
    more: last.size - threads.length,
    translations: news.filter(({ kind }) => kind === 'translation').length,
    link: address,
  };
}
