import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { type Mail, openMailer } from '../../server/src/mail/mail.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { SOON } from '../support/soon.ts';

const SECRET = 'a secret of this installation, long enough';
const LINK = 'https://reports.example/invitation#token=very-secret-token';

let folder: string;
let databaseUrl: string;
let owner: ReturnType<typeof connect>;
let problems: string[];
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  databaseUrl = await freshDatabase();
  owner = connect(databaseUrl, '', 4);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marketsafe-mail-'));
  problems = [];
  await owner.query('delete from mail.outgoing');
  return async () => {
    for (const end of ends.splice(0)) await end();
    await rm(folder, { recursive: true, force: true });
  };
});
afterAll(() => owner.end());

const invitation = (to = 'ines@holder.example'): Mail => ({
  to,
  language: 'zh-CN',
  content: {
    kind: 'invitation',
    organisation: 'Aurora',
    invitedBy: 'Marco',
    roles: ['investigator'],
    link: LINK,
    until: '2026-12-06T00:00:00.000Z',
  },
});

function open(smtpUrl?: string) {
  const mailer = openMailer({
    ...{ owner, secret: SECRET, dataFolder: folder },
    settings: { ...(smtpUrl && { smtpUrl }), from: 'MarketSafe <program@marketsafe.example>' },
    onProblem: (error, message) => problems.push(`${message}: ${String(error)}`),
  });
  ends.push(() => mailer.close());
  return mailer;
}

/** An SMTP server that keeps what it gets; `refuses` is asked about each receiver. */
async function startSmtp(port = 0, refuses: (address: string) => boolean = () => false) {
  const received: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(refuses(address) ? Object.assign(new Error('nobody here'), { responseCode: 550 }) : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  const taken = (server.server.address() as AddressInfo).port;
  const close = () => new Promise<void>((closed) => server.close(() => closed()));
  ends.push(close);
  return { received, port: taken, url: `smtp://127.0.0.1:${taken}`, close };
}

const waiting = async () => (await owner.query('select * from mail.outgoing')).rows;

describe('mail', () => {
  it('waits in the database while the SMTP server is dead, sealed, and arrives once when it is there', async () => {
    const dead = await startSmtp();
    await dead.close();
    const mailer = open(dead.url);
    await mailer.send(invitation());
    await mailer.flush();
    const rows = await waiting();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows) + String(rows[0].sealed)).not.toContain('very-secret');
    expect(problems.join()).toContain('tried again');
    expect(problems.join()).not.toMatch(/ines|very-secret/);

    const alive = await startSmtp(dead.port);
    await owner.query('update mail.outgoing set next_at = now()');
    // Another server of the same installation goes on where this one ended.
    const other = open(alive.url);
    await Promise.all([mailer.flush(), other.flush()]);
    expect(alive.received).toHaveLength(1);
    expect(alive.received[0]?.to).toEqual(['ines@holder.example']);
    expect(alive.received[0]?.text).toContain('From: MarketSafe <program@marketsafe.example>');
    expect(await waiting()).toEqual([]);
  });

  it('is not sent again to whom the receiving side will never know, and others go out', async () => {
    const smtp = await startSmtp(0, (address) => address.startsWith('nobody'));
    const mailer = open(smtp.url);
    await mailer.send(invitation('nobody@holder.example'));
    await mailer.send(invitation());
    await mailer.flush();
    expect(smtp.received.map(({ to }) => to)).toEqual([['ines@holder.example']]);
    await owner.query('update mail.outgoing set next_at = now()');
    await mailer.flush();
    expect(await waiting()).toMatchObject([{ attempts: 1, refused_at: expect.any(Date) }]);
  });

  it('belongs to the transaction that it tells of', async () => {
    const mailer = open();
    const db = openDatabase(databaseUrl);
    ends.push(() => db.close());
    const undone = db.asNobody(async (scope) => {
      await mailer.send(invitation(), scope);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await waiting()).toEqual([]);
    await db.asNobody((scope) => mailer.send(invitation(), scope));
    expect(await waiting()).toHaveLength(1);
    // Who writes mail may not read what others wrote.
    await expect(
      db.asNobody((scope) => scope.selectFrom('mail.outgoing' as never).execute()),
    ).rejects.toThrow(/permission denied/);
  });

  it('becomes files that only their owner reads where no SMTP server is set, in the language of its reader', async () => {
    const mailer = open();
    mailer.start();
    await mailer.send(invitation());
    // Under another name it is not whole yet.
    const whole = async () =>
      (await readdir(join(folder, 'mail')).catch(() => [])).filter((each) => each.endsWith('.eml'));
    await expect.poll(whole, SOON).toHaveLength(1);
    const [name = ''] = await whole();
    const path = join(folder, 'mail', name);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = (await readFile(path, 'utf8'))
      .replace(/=\r?\n/g, '')
      .replace(/(=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString());
    expect(text).toContain(LINK);
    expect(text).toContain('邀请您为Aurora工作，角色：');
    expect(text).toContain('To: ines@holder.example');
  });

  it('whose link has closed is not sent any more', async () => {
    const mailer = open();
    await mailer.send({ ...invitation(), uselessAt: new Date(Date.now() - 1_000) });
    await mailer.flush();
    expect(await waiting()).toEqual([]);
    expect(await readdir(join(folder, 'mail')).catch(() => [])).toEqual([]);
  });
});
