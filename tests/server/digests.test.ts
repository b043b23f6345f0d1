import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { groupMentionable, type MailChoice, mentionToken, newsList } from '@marketsafe/contract';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SOON } from '../support/soon.ts';
import { addApplication } from './applicant.ts';
import { post, sendClaims } from './sent-packets.ts';
import {
  addInvestigator,
  addPerson,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  send,
  sendJson,
  startTestServer,
  type TestServer,
} from './support.ts';

/** Mails that a real SMTP server took, by whom they went to. */
const taken: { to: string; text: string }[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8');
      for (const { address } of session.envelope.rcptTo) taken.push({ to: address, text });
      done();
    });
  },
});

let test: TestServer;
let ours: Person & { rightId: string };
let colleague: Person & { rightId: string };
let manager: Person;
let analyst: Person;
let lead: Person;
beforeAll(async () => {
  await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', listening));
  const { port } = smtp.server.address() as AddressInfo;
  test = await startTestServer({
    mail: { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'MarketSafe <program@marketsafe.example>' },
    newsPace: { every: 100, gather: 0 },
  });
  ours = await addInvestigator(test);
  colleague = { ...(await addPerson(test, ours.organisationId)), rightId: ours.rightId };
  manager = await addPerson(test, ours.organisationId, ['manager']);
  ({ analyst, lead } = await addProgram(test));
  for (const person of [ours, colleague, manager]) {
    await choose(person, { digest: 'at-once' });
    await begun(person);
  }
});
beforeEach(() => {
  taken.length = 0;
});
afterAll(async () => {
  await test.close();
  await new Promise<void>((closed) => smtp.close(() => closed()));
});

const choose = (person: Person, choice: Partial<MailChoice>) =>
  sendJson(test, '/v1/me/mail', {
    ...{ method: 'PUT', person },
    body: { threads: true, translations: true, digest: 'daily', ...choice },
  });

/** Waits until it is known from where on somebody is told. */
async function begun({ userId }: Person): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await test.owner.query('select digest_after from app.told where user_id = $1', [userId]);
    if ((rows[0]?.digest_after ?? null) === null) throw new Error('not begun');
  }, SOON);
}

const mailsTo = ({ userId }: Person) => taken.filter(({ to }) => to === `${userId}@test.example`);

/** The next mail to somebody; its text without the ends of lines that mail puts in. */
async function mailTo(person: Person): Promise<string> {
  await expect.poll(() => mailsTo(person).length, SOON).toBeGreaterThan(0);
  const text = mailsTo(person)[0]?.text ?? '';
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s);
  const encoded = /transfer-encoding: base64/i.test(head);
  return `${head.replace(/\r\n\s+/g, ' ')}\n${
    encoded ? Buffer.from(body, 'base64').toString('utf8') : body.replace(/=\r\n/g, '').replaceAll('=3D', '=')
  }`;
}

async function ask(holder: Person & { rightId: string }) {
  const claim = await preparedClaim(test, holder);
  const canary = { ...claim, target: { ...claim.target, title: 'Canary title' } };
  expect((await postClaim(test, holder, canary)).status).toBe(201);
  const decision = { kind: 'ask', cause: 'other', wanted: ['text'], text: 'Canary question?' };
  const { json } = await post(test, analyst, '/v1/review/decisions', {
    decisions: [{ claimId: claim.claimId, seen: 2, decision }],
  });
  expect(json).toMatchObject({ outcomes: [{ outcome: 'done' }] });
  const { rows } = await test.owner.query('select number from app.claims where claim_id = $1', [
    claim.claimId,
  ]);
  return { claimId: claim.claimId, number: String(rows[0].number) };
}

const ORIGIN = () => test.url;

describe('a digest', () => {
  it('tells of questions by numbers and addresses, to who filed the claim and who answers for the organisation', async () => {
    const { claimId, number } = await ask(ours);
    for (const person of [ours, manager]) {
      const mail = await mailTo(person);
      expect(mail).toContain(`${number}: The program asks something`);
      expect(mail).toContain(`${ORIGIN()}/claims/${claimId}`);
      expect(mail).not.toMatch(/Canary|Aurora|AURORA|Test Person|aliexpress/);
      expect(mail).not.toContain(ours.organisationId);
    }
    expect(mailsTo(colleague)).toEqual([]);
    expect(mailsTo(analyst)).toEqual([]);
  });

  it('counts answers, and names each claim by the last that was said', async () => {
    await test.owner.query(
      "update app.memberships set language = 'zh-CN', language_chosen_at = now() where user_id = $1",
      [manager.userId],
    );
    const sent = await sendClaims(test, colleague, [analyst, lead], 2);
    const content = sent.map(({ claim }) => claim.target.canonicalUrl).join('\n');
    const kept = await post(test, analyst, '/v1/answers/imports', {
      reading: { marketplace: 'aliexpress', all: 'removed' },
      ...{ content: Buffer.from(`${content}\n`).toString('base64'), name: 'a.csv', expected: 2 },
    });
    expect([kept.status, kept.json]).toEqual([201, kept.json]);
    const mail = await mailTo(colleague);
    expect(mail).toContain('Removed: 2');
    for (const { number } of sent) expect(mail).toContain(`${number}: Removed`);
    const chinese = await mailTo(manager);
    expect(chinese).toContain('2');
    expect(chinese).toContain(`${ORIGIN()}/account`);
    expect(chinese).not.toContain('Removed');
    expect(mailsTo(ours)).toEqual([]);
    await test.owner.query(
      'update app.memberships set language = null, language_chosen_at = null where user_id = $1',
      [manager.userId],
    );
  });

  it('comes once a day or a week to who wants that, with all that happened, and never to who does not', async () => {
    await choose(ours, { digest: 'daily' });
    await choose(manager, { digest: 'never' });
    const one = await ask(ours);
    const two = await ask(ours);
    const next = await ask(colleague);
    await mailTo(colleague);
    expect(mailsTo(ours)).toEqual([]);
    await test.owner.query("update app.told set digest_at = now() - interval '25 hours' where user_id = $1", [
      ours.userId,
    ]);
    const mail = await mailTo(ours);
    expect(mail).toContain(one.number);
    expect(mail).toContain(two.number);
    expect(mail).not.toContain(next.number);
    await choose(ours, { digest: 'weekly' });
    const three = await ask(ours);
    await test.owner.query("update app.told set digest_at = now() - interval '8 days' where user_id = $1", [
      ours.userId,
    ]);
    await expect.poll(() => mailsTo(ours).length, SOON).toBe(2);
    expect(mailsTo(ours)[1]?.text).toContain(three.number);
    expect(mailsTo(manager)).toEqual([]);
    await choose(ours, { digest: 'at-once' });
    await choose(manager, { digest: 'at-once' });
  });

  it('tells of clocks that run out, each on its last day, of the working group by numbers alone, and of thresholds that came near, once', async () => {
    await choose(ours, { digest: 'daily' });
    await choose(colleague, { digest: 'daily' });
    const topic = {
      entryId: randomUUID(),
      kind: 'topic',
      about: 'policy',
      title: 'Canary topic',
      text: 'Canary',
      named: true,
    };
    expect((await post(test, analyst, '/v1/group/entries', topic)).status).toBe(204);
    const own = { ...topic, entryId: randomUUID() };
    expect((await post(test, manager, '/v1/group/entries', own)).status).toBe(204);
    const meeting = { ...topic, entryId: randomUUID(), about: 'meeting', on: '2099-03-04' };
    expect((await post(test, analyst, '/v1/group/entries', meeting)).status).toBe(204);
    const { json } = await send(test, '/v1/group/mentionable', { person: analyst });
    const whole = groupMentionable.parse(json).mentionable.find(({ name, ours: own }) => !name && !own);
    const mentioning = {
      entryId: randomUUID(),
      kind: 'post',
      topicId: topic.entryId,
      text: `Canary ${mentionToken(whole?.id ?? '')}`,
      named: true,
    };
    expect((await post(test, analyst, '/v1/group/entries', mentioning)).status).toBe(204);
    await test.owner.query(
      `insert into app.standing_warnings (organisation_id, at, measure, level, part, out_of, distance)
       values ($1, now(), 'takedown', 'near', 19, 21, 1)`,
      [ours.organisationId],
    );
    const [sent] = await sendClaims(test, ours, [analyst, lead], 1);
    await test.owner.query("update app.claims set state = 'removed' where claim_id = $1", [
      sent?.claim.claimId,
    ]);
    const replyBy = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const counter = {
      counterId: randomUUID(),
      receivedOn: new Date().toISOString().slice(0, 10),
      statement: 'Canary',
      replyBy,
    };
    const entered = await post(test, analyst, `/v1/claims/${sent?.claim.claimId}/counter-notices`, {
      ...counter,
      files: [],
    });
    expect([entered.status, entered.json]).toEqual([200, entered.json]);
    taken.length = 0;
    for (const { userId } of [ours, colleague])
      await test.owner.query(
        "update app.told set digest_at = now() - interval '25 hours' where user_id = $1",
        [userId],
      );
    const mail = await mailTo(ours);
    expect(mail).toContain('In the working group others wrote 3 times, in topics: 2.');
    expect(mail).toContain('You or your organisation were mentioned there 1 time.');
    expect(mail).toMatch(/90\.47\s?%.*1 more would break the threshold/);
    expect(mail).toContain(`${ORIGIN()}/standing`);
    expect(mail).toContain('4 Mar 2099');
    expect(mail).toContain(`${ORIGIN()}/group`);
    expect(mail).toContain(`${sent?.number}: last day to reply to a counter-notice: `);
    expect(mail).not.toMatch(/Canary|Program|Aurora/);
    // A colleague answers for nothing of others' claims; of the group they are told the same.
    const other = await mailTo(colleague);
    expect(other).toContain('others wrote 3 times');
    expect(other).not.toContain(sent?.number);
    expect([mailsTo(ours).length, mailsTo(colleague).length]).toEqual([1, 1]);
    // The next mail tells of none of it again.
    taken.length = 0;
    await choose(ours, { digest: 'at-once' });
    await ask(ours);
    expect(await mailTo(ours)).not.toMatch(/mentioned there|would break/);
    await choose(ours, { digest: 'at-once' });
    await choose(colleague, { digest: 'at-once' });
  });

  it('tells the program’s people what waits and for how long, by numbers, unless they do not want it', async () => {
    await begun(analyst);
    await begun(lead);
    await choose(lead, { digest: 'never' });
    const claim = await preparedClaim(test, ours);
    const canary = { ...claim, target: { ...claim.target, title: 'Canary title' } };
    expect((await postClaim(test, ours, canary)).status).toBe(201);
    expect((await postClaim(test, ours, await preparedClaim(test, ours))).status).toBe(201);
    await test.owner.query(
      "update app.claims set state_since = now() - interval '9 days 3 hours' where claim_id = $1",
      [claim.claimId],
    );
    const application = { applicationId: randomUUID(), fileId: randomUUID() };
    await addApplication(test, application);
    await test.owner.query(
      "update intake.applications set state_since = now() - interval '4 days 2 hours' where application_id = $1",
      [application.applicationId],
    );
    taken.length = 0;
    for (const { userId } of [analyst, lead])
      await test.owner.query(
        "update app.told set digest_at = now() - interval '25 hours' where user_id = $1",
        [userId],
      );
    const mail = await mailTo(analyst);
    expect(mail).toMatch(/Claims in review: \d+\. The oldest has waited for 9 days\.\s+http\S+\/review/);
    expect(mail).toMatch(
      /Applications[^\n]*: 1\. The oldest has waited for 4 days\.\s+http\S+\/applications/,
    );
    expect(mail).toMatch(/past (its|their) time/);
    expect(mail).toContain('List-Unsubscribe');
    expect(mail).not.toMatch(/Canary|Aurora|MS-|Yunmu|brand@/);
    expect(mailsTo(lead)).toEqual([]);
  });

  it('is stopped with one click by the address in its head, by nobody else’s, and by no scanner that follows links', async () => {
    await ask(ours);
    const mail = await mailTo(ours);
    const address = /List-Unsubscribe: <([^>]+)>/.exec(mail)?.[1] ?? '';
    expect(address.startsWith(`${ORIGIN()}/v1/mail/off/`)).toBe(true);
    expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const path = new URL(address).pathname;
    const looked = await send(test, path);
    expect([looked.status, looked.headers.get('location')]).toEqual([
      302,
      `/mail-off#${path.split('/').at(-1)}`,
    ]);
    const choice = async () => (await send(test, '/v1/me/mail', { person: ours })).json;
    expect(await choice()).toMatchObject({ digest: 'at-once' });
    const click = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    const wrong = `${path.slice(0, -6)}AAAAAA`;
    expect((await send(test, wrong, { ...click, body: 'List-Unsubscribe=One-Click' })).status).toBe(404);
    expect(await choice()).toMatchObject({ digest: 'at-once' });
    expect((await send(test, path, { ...click, body: 'List-Unsubscribe=One-Click' })).status).toBe(204);
    expect(await choice()).toEqual({ threads: true, translations: true, digest: 'never' });
    taken.length = 0;
    await ask(ours);
    await mailTo(manager);
    expect(mailsTo(ours)).toEqual([]);
  });
});

describe('the news in the console', () => {
  it('are the organisation’s, with what one has not seen', async () => {
    const list = async (person: Person) => newsList.parse((await send(test, '/v1/news', { person })).json);
    const { claimId, number } = await ask(colleague);
    const before = await list(colleague);
    expect(before.items[0]).toMatchObject({ kind: 'question', claimId, number, answer: null });
    expect(before.items.map(({ kind }) => kind)).toContain('answer');
    expect(before.unseen).toBe(before.items.length);
    await sendJson(test, '/v1/news/seen', {
      ...{ method: 'PUT', person: colleague },
      body: { sequence: before.items[1]?.sequence ?? 0 },
    });
    expect(await list(colleague)).toMatchObject({ unseen: 1 });
    // What is not there yet is not seen.
    await sendJson(test, '/v1/news/seen', {
      ...{ method: 'PUT', person: colleague },
      body: { sequence: 1_000_000 },
    });
    await ask(colleague);
    expect(await list(colleague)).toMatchObject({ unseen: 1 });
    expect((await list(manager)).unseen).toBeGreaterThan(1);
    const stranger = await addInvestigator(test);
    expect(await list(stranger)).toEqual({ items: [], seen: 0, unseen: 0 });
  });
});
