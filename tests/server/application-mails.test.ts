import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { applicationDetail, applicationList } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SOON } from '../support/soon.ts';
import { Applicant, CONTACT, ORGANISATION, PAPER, page, post, REACH, RIGHT } from './applicant.ts';
import { addProgram, type Person, send, sendJson, startTestServer, type TestServer } from './support.ts';

const ADDRESS = 'brand@yunmu.example';
const zh = { locale: 'zh-CN' } as const;

/** Mails that a real SMTP server took, by whom they went to. */
const taken: { to: string; text: string }[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      for (const { address } of session.envelope.rcptTo)
        taken.push({ to: address, text: readable(Buffer.concat(parts).toString('utf8')) });
      done();
    });
  },
});

let test: TestServer;
let analyst: Person;
let lead: Person;
beforeAll(async () => {
  await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', listening));
  const { port } = smtp.server.address() as AddressInfo;
  test = await startTestServer({
    applicationLeast: 0,
    mail: { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'MarketSafe <program@marketsafe.example>' },
  });
  ({ analyst, lead } = await addProgram(test));
});
afterAll(async () => {
  await test.close();
  await new Promise<void>((closed) => smtp.close(() => closed()));
});

/** A mail with its subject and text as a reader sees them. */
function readable(mail: string): string {
  const [head = '', body = ''] = mail.split(/\r\n\r\n(.*)/s);
  const subject = head
    .replace(/\?=\r\n\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, coded: string) => Buffer.from(coded, 'base64').toString('utf8'))
    .replace(/(?:=\?utf-8\?q\?([^?]*)\?=)/gi, (_, coded: string) => decoded(coded.replaceAll('_', ' ')));
  const text = /transfer-encoding: base64/i.test(head)
    ? Buffer.from(body, 'base64').toString('utf8')
    : decoded(body.replace(/=\r\n/g, ''));
  return `${subject}\n\n${text}`;
}

function decoded(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The next mail, which goes to the applicant alone. */
async function nextMail(number: number): Promise<string> {
  await expect.poll(() => taken.length, SOON).toBeGreaterThanOrEqual(number);
  expect(taken).toHaveLength(number);
  expect(taken.map(({ to }) => to)).toEqual(Array.from({ length: number }, () => ADDRESS));
  return taken[number - 1]?.text ?? '';
}
const linkIn = (mail: string) => /\/program\/application\/[\w-]{43}/.exec(mail)?.[0] ?? '';

it('go by SMTP to the applicant alone, in its language, with a link that opens its application and nothing that staff wrote to each other', async () => {
  const brand = new Applicant(test, ADDRESS);
  await brand.begin();
  const begun = await nextMail(1);
  expect(begun).toContain('From: MarketSafe <program@marketsafe.example>');
  expect(begun).toMatch(/Subject: .*[\u4e00-\u9fff]/);
  brand.link = linkIn(begun);
  await brand.save('organisation', ORGANISATION);
  await brand.save('contact', CONTACT);
  await brand.save('reach', REACH);
  const { id } = await brand.save('right/new', RIGHT);
  await brand.file('company');
  await brand.file(`certificate ${id}`, Buffer.concat([PAPER, Buffer.from(id)]), 'certificate.pdf');
  expect((await brand.handIn()).headers.get('location')).toContain('just=moved');
  const handedIn = await nextMail(2);
  brand.link = linkIn(handedIn);
  expect(await page(test, brand.link)).toContain(m.application_state_in_review({}, zh));

  const [listed] = applicationList.parse(
    (await send(test, '/v1/applications', { person: analyst })).json,
  ).applications;
  const path = `/v1/applications/${listed?.applicationId}`;
  const revision = async () =>
    applicationDetail.parse((await send(test, path, { person: analyst })).json).revision;
  const note = { noteId: crypto.randomUUID(), text: 'Canary of the staff' };
  expect((await sendJson(test, `${path}/notes`, { person: analyst, body: note })).status).toBeLessThan(300);
  const decide = async (person: Person, decision: object) => {
    const body = { revision: await revision(), ...decision };
    const { status, json } = await sendJson(test, `${path}/decision`, { person, body });
    expect([status, json]).toEqual([200, json]);
  };
  await decide(analyst, { decision: 'ask', text: '请补充第21类证书。\n第二行' });
  const asked = await nextMail(3);
  expect(asked).toContain('请补充第21类证书。');
  brand.link = linkIn(asked);
  expect((await post(test, `${brand.link}/answer`, { text: '已补充。' })).headers.get('location')).toContain(
    'just=moved',
  );
  await decide(lead, { decision: 'decline', cause: 'not-entitled', text: '证书所有人不同。' });
  const declined = await nextMail(4);
  expect(declined).toContain(m.application_cause_not_entitled({}, zh));
  expect(declined).toContain('证书所有人不同。');
  for (const { text } of taken) {
    expect(text).not.toContain('Canary');
    // Of what was written nothing goes by mail but what the program says.
    for (const said of [ORGANISATION.number, CONTACT.investigators, RIGHT.number, '已补充。'])
      expect(text).not.toContain(said);
  }
  // What a mail holds is not what the database keeps: a link is known by its hash alone.
  const token = brand.link.split('/').at(-1) ?? '';
  const { rows } = await test.owner.query<{ token_hash: Buffer }>('select * from intake.links');
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(rows.map(({ token_hash: hash }) => hash.toString('hex'))).toContain(
    createHash('sha256').update(token).digest('hex'),
  );
});
