import { randomUUID } from 'node:crypto';
import { type Language, type MailContent, mailWords } from '@marketsafe/words';
import { sql } from 'kysely';
import type pg from 'pg';
import { z } from 'zod';
import type { Scope } from '../db/database.ts';
import { createSeal } from '../secrets/seal.ts';
import { isFinal, type MailSettings, openTransport } from './transport.ts';

/** Pause before the first retry, in seconds; doubled each time. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 900;
/** How often it is looked for mail that nobody told of, in milliseconds. */
const LOOK_EVERY = 2_000;
/** How soon one is looked for that was just written: its transaction is over by then, as a rule. In milliseconds. */
const SOON = 50;
/** Seconds for which a mail that is being sent is left alone by other servers: longer than an attempt takes. */
const LEASE = 120;
const TOGETHER = 10;
/** Days for which a mail that was refused for good is kept for whoever asks why. */
const KEEP_REFUSED = 30;

/** A mail to one person. */
export interface Mail {
  to: string;
  language: Language;
  content: MailContent;
  /** Address by which mails of this kind are stopped (RFC 8058); left out where they cannot be. */
  unsubscribe?: string;
  /** From then on it is not worth sending any more. */
  uselessAt?: Date;
}

/** Sends mail while everything else goes on. */
export interface Mailer {
  /**
   * Has a mail sent soon, and again until it is taken: it is in the database when this returns.
   * @param scope transaction that it belongs to: it is sent when that is committed, and never when it is undone
   */
  send(mail: Mail, scope?: Scope): Promise<void>;
  /** The same in a transaction of the database's owner. */
  sendWithin(client: pg.ClientBase, mail: Mail): Promise<void>;
  /** Sends what is due, and returns once each was taken or put off. */
  flush(): Promise<void>;
  start(): void;
  close(): Promise<void>;
}

/** What sending mail needs. */
export interface MailTools {
  /** Connects as the database's owner: nobody else may read what waits. */
  owner: pg.Pool;
  secret: string;
  dataFolder: string;
  settings: MailSettings;
  onProblem: (error: unknown, message: string) => void;
}

const stored = z.strictObject({
  ...{ to: z.string(), subject: z.string(), text: z.string() },
  unsubscribe: z.string().optional(),
});

interface Due {
  mail_id: string;
  sealed: Buffer;
  attempts: number;
}

const INSERT = 'insert into mail.outgoing (mail_id, kind, sealed, useless_at) values ($1, $2, $3, $4)';
const TAKE = `update mail.outgoing set attempts = attempts + 1, next_at = now() + make_interval(secs => ${LEASE})
  where mail_id in (
    select mail_id from mail.outgoing where refused_at is null and next_at <= now()
    order by next_at limit ${TOGETHER} for update skip locked)
  returning mail_id, sealed, attempts`;
const FORGET = `delete from mail.outgoing
  where useless_at < now() or refused_at < now() - interval '${KEEP_REFUSED} days'`;

/** Opens the way out for mail. Rows of `mail.outgoing` are what is to be sent; one is removed when its mail was taken. */
export function openMailer({ owner, secret, dataFolder, settings, onProblem }: MailTools): Mailer {
  const seal = createSeal(secret, 'marketsafe waiting mail');
  const transport = openTransport(settings, dataFolder);
  let sending: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let started = false;
  let closed = false;
  let soon: NodeJS.Timeout | undefined;

  async function deliver({ mail_id: mailId, sealed, attempts }: Due): Promise<void> {
    try {
      await transport.deliver({ mailId, ...stored.parse(JSON.parse(seal.open(sealed, mailId))) });
      await owner.query('delete from mail.outgoing where mail_id = $1', [mailId]);
    } catch (error) {
      const final = isFinal(error);
      // Whom it was for and what it says is nobody's who reads the log.
      onProblem(
        named(error),
        final ? 'a mail was refused for good' : 'a mail was not taken and is tried again',
      );
      const pause = Math.min(FIRST_PAUSE * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE);
      await owner.query(
        `update mail.outgoing set next_at = now() + make_interval(secs => $2), refused_at = case when $3 then now() end
         where mail_id = $1`,
        [mailId, pause, final],
      );
    }
  }

  async function sendDue(): Promise<void> {
    await owner.query(FORGET);
    for (;;) {
      const { rows } = await owner.query<Due>(TAKE);
      await Promise.all(rows.map(deliver));
      if (rows.length < TOGETHER || closed) return;
    }
  }

  function flush(): Promise<void> {
    const done = sending.then(sendDue);
    sending = done.catch((error: unknown) => onProblem(error, 'waiting mail'));
    return done;
  }

  function flushSoon(): void {
    soon = undefined;
    if (!closed) void flush().catch(() => undefined);
  }

  function look(): void {
    started = true;
    if (closed) return;
    void flush()
      .catch(() => undefined)
      .then(() => {
        if (closed) return;
        timer = setTimeout(look, LOOK_EVERY);
        timer.unref();
      });
  }

  /** What is kept of a mail, in the order of its columns. */
  function rowOf(mail: Mail): [string, string, Buffer, Date | null] {
    const { to, language, content, uselessAt, unsubscribe } = mail;
    const mailId = randomUUID();
    const sealed = seal.close(JSON.stringify({ to, ...mailWords(content, language), unsubscribe }), mailId);
    return [mailId, content.kind, sealed, uselessAt ?? null];
  }

  function wake(): void {
    if (started) soon ??= setTimeout(flushSoon, SOON).unref();
  }

  return {
    async send(mail, scope) {
      const row = rowOf(mail);
      if (scope) {
        await sql`insert into mail.outgoing (mail_id, kind, sealed, useless_at) values (${sql.join(row)})`.execute(
          scope,
        );
      } else await owner.query(INSERT, row);
      wake();
    },
    async sendWithin(client, mail) {
      await client.query(INSERT, rowOf(mail));
      wake();
    },
    flush,
    start: look,
    async close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(soon);
      await sending;
      transport.close();
    },
  };
}

/** An error without what it may quote of the mail. */
function named(error: unknown): Error {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  return new Error(
    `mail: ${[code, responseCode].filter((part) => part !== undefined).join(' ') || 'failed'}`,
  );
}
