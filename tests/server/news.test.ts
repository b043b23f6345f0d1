import { randomUUID } from 'node:crypto';
import { mailChoice } from '@marketsafe/contract';
import { type MailContent, mailWords } from '@marketsafe/words';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Mail } from '../../server/src/mail/mail.ts';
import { openOptOut } from '../../server/src/mail/opt-out.ts';
import { sendNews } from '../../server/src/news/watch.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  send,
  sendJson,
  startTestServer,
  type TestServer,
  writeToThread,
} from './support.ts';

const OPT_OUT = openOptOut('a secret of this installation, long enough', () => 'https://program.example');

let test: TestServer;
let ours: Person & { rightId: string };
let manager: Person;
let analyst: Person;
let other: Person;
let lead: Person;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  manager = await addPerson(test, ours.organisationId, ['manager']);
  await addInvestigator(test);
  const { program, ...staff } = await addProgram(test);
  ({ analyst, lead } = staff);
  other = await addPerson(test, program, ['analyst']);
  await addPerson(test, await addOrganisation(test, 'Marketplace'), ['liaison']);
});
beforeEach(async () => {
  await test.owner.query('delete from mail.news');
});
afterAll(() => test.close());

async function write(person: Person, path: string, entry: object): Promise<void> {
  expect(await writeToThread(test, person, path, { text: 'A secret text.', ...entry })).toBe(204);
}

async function handIn(): Promise<{ path: string; claimId: string; number: string }> {
  const claim = await preparedClaim(test, ours);
  expect((await postClaim(test, ours, claim)).status).toBe(201);
  const { rows } = await test.owner.query('select number from app.claims where claim_id = $1', [
    claim.claimId,
  ]);
  return { path: `/v1/threads/claim/${claim.claimId}`, claimId: claim.claimId, number: rows[0].number };
}

type News = Extract<MailContent, { kind: 'news' }>;

/** Mails that go out now, by whom they go to. */
async function mails(gather = 0): Promise<Map<string, { content: News; language: string }>> {
  const sent = new Map<string, { content: News; language: string }>();
  await sendNews({
    owner: test.owner,
    mail: {
      async sendWithin(_client, { to, content, language }: Mail) {
        expect(sent.has(to)).toBe(false);
        if (content.kind === 'news') sent.set(to, { content, language });
      },
    },
    optOut: OPT_OUT,
    address: () => 'https://program.example',
    onProblem: () => undefined,
    pace: { every: 1, gather },
  });
  return sent;
}

const to = (...people: Person[]) => people.map(({ userId }) => `${userId}@test.example`).sort();
const receivers = async () => [...(await mails()).keys()].sort();

const put = (person: Person, path: string, body: object) =>
  sendJson(test, path, { method: 'PUT', person, body });
const choose = (person: Person, choice: object) => put(person, '/v1/me/mail', { digest: 'daily', ...choice });

describe('news of a thread', () => {
  it('goes to whom it concerns, never to who wrote, and each step to those who have to act', async () => {
    const { path } = await handIn();
    await write(ours, path, { kind: 'message' });
    expect(await receivers()).toEqual(to(analyst, other));
    await write(analyst, path, { kind: 'message' });
    expect(await receivers()).toEqual(to(ours));
    await write(ours, path, { kind: 'message' });
    expect(await receivers()).toEqual(to(analyst));
    await write(ours, path, { kind: 'escalated', level: 'lead' });
    expect(await receivers()).toEqual(to(analyst, lead));
    await write(lead, path, { kind: 'closed', cause: 'marketplace-slow' });
    expect(await receivers()).toEqual(to(analyst, ours));
    expect(await receivers()).toEqual([]);
  });

  it('tells nothing of what staff note for themselves, and makes nobody else’s a part of it', async () => {
    const { path } = await handIn();
    await write(analyst, path, { kind: 'note' });
    expect(await receivers()).toEqual([]);
    await write(other, path, { kind: 'message' });
    expect(await receivers()).toEqual(to(analyst, ours));
  });

  it('on a right goes to those who answer for rights, too', async () => {
    await write(analyst, `/v1/threads/right/${ours.rightId}`, { kind: 'message' });
    expect(await receivers()).toEqual(to(manager));
  });

  it('is one mail of all that happened, with numbers and addresses and nothing that was written', async () => {
    const one = await handIn();
    const two = await handIn();
    await write(analyst, one.path, { kind: 'message' });
    await write(analyst, two.path, { kind: 'message' });
    await write(analyst, two.path, { kind: 'closed', cause: 'other' });
    await write(analyst, `/v1/threads/right/${ours.rightId}`, { kind: 'message' });
    await write(ours, `/v1/threads/right/${ours.rightId}`, { kind: 'message' });
    await test.owner.query('delete from mail.news where actor_id = $1', [ours.userId]);
    await test.owner.query(
      "update app.memberships set language = 'zh-CN', language_chosen_at = now() where user_id = $1",
      [ours.userId],
    );
    const found = (await mails()).get(to(ours)[0] ?? '');
    expect(found?.language).toBe('zh-CN');
    expect(found?.content.threads).toEqual([
      {
        about: 'claim',
        event: 'opened',
        number: one.number,
        link: `https://program.example/claims/${one.claimId}#trouble`,
      },
      expect.objectContaining({ number: two.number, event: 'closed' }),
      expect.objectContaining({ about: 'right', number: '30112233' }),
    ]);
    for (const language of ['en', 'zh-CN'] as const) {
      const { subject, text } = mailWords(found?.content ?? expect.fail(), language);
      expect(text).toContain(one.number);
      expect(text).toContain(`/claims/${one.claimId}#trouble`);
      for (const secret of ['secret', 'AURORA', 'Aurora', 'Test Person', ours.organisationId])
        expect(subject + text).not.toContain(secret);
    }
  });

  it('waits until it was gathered, and then takes along what came after', async () => {
    const { path } = await handIn();
    await write(analyst, path, { kind: 'message' });
    expect(await mails(60_000)).toEqual(new Map());
    await test.owner.query("update mail.news set at = now() - interval '2 minutes'");
    const next = await handIn();
    await write(analyst, next.path, { kind: 'message' });
    expect((await mails(60_000)).get(to(ours)[0] ?? '')?.content.threads).toHaveLength(2);
    expect(await mails()).toEqual(new Map());
  });

  it('stays where a mail cannot be written, and is told the next time', async () => {
    const { path } = await handIn();
    await write(analyst, path, { kind: 'message' });
    await expect(
      sendNews({
        owner: test.owner,
        mail: { sendWithin: () => Promise.reject(new Error('full')) },
        optOut: OPT_OUT,
        address: () => 'https://program.example',
        onProblem: () => undefined,
        pace: { every: 1, gather: 0 },
      }),
    ).rejects.toThrow('full');
    expect(await receivers()).toEqual(to(ours));
  });

  it('is not sent to who does not want it, nor to who has left', async () => {
    const { path } = await handIn();
    expect(mailChoice.parse((await send(test, '/v1/me/mail', { person: ours })).json)).toEqual({
      threads: true,
      translations: true,
      digest: 'daily',
    });
    expect((await choose(ours, { threads: false, translations: true })).json).toEqual({
      threads: false,
      translations: true,
      digest: 'daily',
    });
    await write(analyst, path, { kind: 'message' });
    expect(await receivers()).toEqual([]);
    await choose(ours, { threads: true, translations: true });
    await write(analyst, path, { kind: 'message' });
    expect(await receivers()).toEqual(to(ours));
    const { rows } = await test.owner.query('select distinct mail_off from app.memberships');
    expect(rows).toEqual([{ mail_off: [] }]);
    await test.owner.query('update app.memberships set ended_at = now() where user_id = $1', [other.userId]);
    const late = await handIn();
    await write(ours, late.path, { kind: 'message' });
    expect(await receivers()).toEqual(to(analyst));
    await test.owner.query('update app.memberships set ended_at = null where user_id = $1', [other.userId]);
  });
});

describe('news of a translation', () => {
  it('goes to who asked, also among staff, without the text', async () => {
    for (const asker of [ours, lead]) {
      const id = randomUUID();
      await put(asker, `/v1/translations/${id}`, { text: 'A secret text.', target: 'zh-CN' });
      expect(await receivers()).toEqual([]);
      await put(analyst, `/v1/translations/${id}/result`, { text: '秘密' });
      const found = await mails();
      expect([...found.keys()]).toEqual(to(asker));
      const content = found.get(to(asker)[0] ?? '')?.content;
      expect(content).toMatchObject({ translations: 1, threads: [] });
      const { text } = mailWords(content ?? expect.fail(), 'zh-CN');
      expect(text).toContain('https://program.example/translations');
      expect(text).not.toMatch(/秘密|secret/);
    }
  });
});
