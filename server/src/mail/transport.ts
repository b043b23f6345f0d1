import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { writePrivateFile } from '../data-folder/files.ts';

/** How mail leaves the server. */
export interface MailSettings {
  /** Address of the SMTP server, as `smtp://` or `smtps://`; without one mail is written into files. */
  smtpUrl?: string;
  /** Sender of every mail. */
  from?: string;
}

/** One mail, ready to go. */
interface ReadyMail {
  mailId: string;
  to: string;
  subject: string;
  text: string;
  unsubscribe?: string | undefined;
}

/** Hands a mail on; rejects where it was not taken. */
export interface MailTransport {
  deliver(mail: ReadyMail): Promise<void>;
  close(): void;
}

/** Longest wait for any step of the SMTP server, in milliseconds. */
const PATIENCE = 20_000;
const SENDER = 'MarketSafe <marketsafe@localhost>';

/** By SMTP where a server is set, otherwise into `mail/` of the data folder: one file a mail, readable by its owner only. */
export function openTransport({ smtpUrl, from = SENDER }: MailSettings, dataFolder: string): MailTransport {
  return smtpUrl === undefined ? toFolder(join(dataFolder, 'mail'), from) : toServer(smtpUrl, from);
}

function toServer(url: string, from: string): MailTransport {
  const transport = createTransport(
    { url, connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE },
    { from },
  );
  return {
    async deliver({ mailId, to, subject, text, unsubscribe }) {
      // The same number at every attempt: a receiver that got it twice can tell.
      await transport.sendMail({
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${mailId}@marketsafe>`,
        headers: stopHeaders(unsubscribe),
      });
    },
    close: () => transport.close(),
  };
}

function toFolder(folder: string, from: string): MailTransport {
  const transport = createTransport({ streamTransport: true, buffer: true }, { from });
  return {
    async deliver({ mailId, to, subject, text, unsubscribe }) {
      const { message } = await transport.sendMail({
        ...{ to: { name: '', address: to }, subject, text, messageId: `<${mailId}@marketsafe>` },
        headers: stopHeaders(unsubscribe),
        // As it is read by people who open the file.
        textEncoding: 'quoted-printable',
      });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const at = new Date().toISOString().replace(/[:.]/g, '-');
      await writePrivateFile(join(folder, `${at}-${randomUUID().slice(0, 8)}.eml`), String(message));
    },
    close: () => transport.close(),
  };
}

/** By these a reader's program offers to stop such mails, with one click (RFC 2369, RFC 8058). */
function stopHeaders(address: string | undefined): Record<string, string> {
  if (address === undefined) return {};
  return { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** Whether a failure is the receiving side's final word on this very receiver: a later attempt gets the same. */
export function isFinal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { command, responseCode } = error as Error & { command?: string; responseCode?: number };
  // Whatever else is refused, such as our own name or password, is mended by an operator.
  return command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500;
}
