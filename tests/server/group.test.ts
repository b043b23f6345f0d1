import { randomUUID } from 'node:crypto';
import {
  type DialogueStep,
  FEWEST_VOTES,
  type GroupTopicDetail,
  groupTopicDetail,
  groupTopics,
  PROBLEM_BASE,
  problem,
} from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addOrganisation,
  addPerson,
  addProgram,
  type Person,
  send,
  sendJson,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let aurora: Person;
let colleague: Person;
let borealis: Person;
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer();
  ({ analyst } = await addProgram(test));
  const holder = await addOrganisation(test, 'Aurora');
  aurora = await addPerson(test, holder, ['manager']);
  colleague = await addPerson(test, holder, ['investigator']);
  borealis = await addPerson(test, await addOrganisation(test, 'Borealis'), ['signatory']);
});
afterAll(() => test.close());

const ENTRIES = '/v1/group/entries';
const kindOf = (json: unknown) => problem.parse(json).type.replace(PROBLEM_BASE, '');
const codeOf = (json: unknown) => problem.parse(json).code;

async function write(person: Person, entry: object): Promise<{ status: number; json: unknown }> {
  return sendJson(test, ENTRIES, { person, body: { entryId: randomUUID(), ...entry } });
}

/** Opens a topic. @returns its id */
async function open(person: Person, topic: object = {}): Promise<string> {
  const entryId = randomUUID();
  const { status, json } = await write(person, {
    ...{ entryId, kind: 'topic', about: 'policy', title: 'Links that end', text: 'They end after a day.' },
    ...{ named: false, ...topic },
  });
  expect(status, JSON.stringify(json)).toBe(204);
  return entryId;
}

async function read(person: Person, topicId: string): Promise<GroupTopicDetail> {
  const { status, json } = await send(test, `/v1/group/topics/${topicId}`, { person });
  expect(status).toBe(200);
  return groupTopicDetail.parse(json);
}

async function list(person: Person, query = '') {
  return groupTopics.parse((await send(test, `/v1/group/topics${query}`, { person })).json).topics;
}

const step = (person: Person, topicId: string, to: DialogueStep, text = 'So it is.') =>
  write(person, { kind: 'dialogue', topicId, step: to, text });

/** A day from today, UTC. */
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

describe('topics and posts', () => {
  it('stand under the organisation’s name, and the writer’s only where they chose so', async () => {
    const topicId = await open(aurora);
    await write(borealis, { kind: 'post', topicId, text: 'With us, too.', named: true });
    const seen = await read(borealis, topicId);
    expect(seen.author).toEqual({ organisation: 'Aurora', name: null, ours: false });
    expect(seen.entries).toMatchObject([
      {
        text: 'With us, too.',
        own: true,
        author: { organisation: 'Borealis', name: 'Test Person', ours: true },
      },
    ]);
    const answer = await send(test, `/v1/group/topics/${topicId}`, { person: borealis });
    expect(answer.bytes.toString()).not.toContain(aurora.userId);
    expect(answer.bytes.toString()).not.toContain(aurora.organisationId);
  });

  it('are read by investigators, and written by those who answer for their organisation', async () => {
    const topicId = await open(aurora);
    expect((await read(colleague, topicId)).author.ours).toBe(true);
    const refused = await write(colleague, { kind: 'post', topicId, text: 'I say.', named: false });
    expect([refused.status, kindOf(refused.json)]).toEqual([403, 'forbidden']);
  });

  it('are written once, however often they are sent', async () => {
    const topicId = await open(aurora);
    const post = { entryId: randomUUID(), kind: 'post', topicId, text: 'Once.', named: false };
    expect([(await write(aurora, post)).status, (await write(aurora, post)).status]).toEqual([204, 204]);
    expect((await read(aurora, topicId)).entries).toHaveLength(1);
  });

  it('are taken back by their writer alone; that something was there stays, what it said does not', async () => {
    const topicId = await open(aurora);
    const of = randomUUID();
    await write(aurora, { entryId: of, kind: 'post', topicId, text: 'A secret word', named: false });
    const other = await write(borealis, { kind: 'taken-back', topicId, of });
    expect([other.status, codeOf(other.json)]).toEqual([403, 'not-yours-to-take-back']);
    expect((await write(aurora, { kind: 'taken-back', topicId, of })).status).toBe(204);
    expect((await read(borealis, topicId)).entries).toMatchObject([{ entryId: of, text: null }]);
    expect(await list(borealis, '?q=secret%20word')).toEqual([]);
  });

  it('are found by what stands in them, also in Chinese and with signs that mean something elsewhere', async () => {
    const title = '链接失效 100%_sure';
    const topicId = await open(borealis, { title, about: 'practice' });
    for (const q of ['链接', '100%_', 'SURE']) {
      const found = await list(aurora, `?q=${encodeURIComponent(q)}`);
      expect(
        found.map((topic) => topic.topicId),
        q,
      ).toEqual([topicId]);
    }
    expect(await list(aurora, '?q=100%25x')).toEqual([]);
  });

  it('are refused in words where they are nothing, or too much, or about nothing', async () => {
    const topicId = await open(aurora);
    const bad = [
      { kind: 'post', topicId, text: ' ', named: false },
      { kind: 'post', topicId, text: 'x'.repeat(10_001), named: false },
      { kind: 'topic', about: 'gossip', title: 'Who', text: 'x', named: false },
      { kind: 'topic', about: 'policy', title: 'two\nlines', text: 'x', named: false },
    ];
    for (const entry of bad) expect((await write(aurora, entry)).status).toBe(422);
    const nowhere = await write(aurora, { kind: 'post', topicId: randomUUID(), text: 'x', named: false });
    expect([nowhere.status, codeOf(nowhere.json)]).toEqual([404, 'topic-unknown']);
  });
});

describe('the dialogue with the marketplace', () => {
  it('goes from raised to answered, step by step, and says since when', async () => {
    const topicId = await open(aurora);
    expect((await step(aurora, topicId, 'raised')).status).toBe(204);
    for (const to of ['discussed', 'put'] as const)
      expect((await step(analyst, topicId, to)).status).toBe(204);
    expect((await list(borealis, '?step=put')).map((topic) => topic.topicId)).toContain(topicId);
    await step(analyst, topicId, 'answered', 'They will last for a week.');
    const { dialogue, entries } = await read(borealis, topicId);
    expect(dialogue).toMatchObject({ step: 'answered', marketplace: null });
    expect(Date.parse(dialogue?.since ?? '')).toBeGreaterThanOrEqual(Date.parse(dialogue?.raisedAt ?? ''));
    expect(entries.at(-1)).toMatchObject({ step: 'answered', text: 'They will last for a week.' });
  });

  it('leaves out no step, and of two people one is told that it went on', async () => {
    const topicId = await open(aurora);
    expect(codeOf((await step(analyst, topicId, 'answered')).json)).toBe('dialogue-went-on');
    await step(borealis, topicId, 'raised');
    const both = await Promise.all([
      step(analyst, topicId, 'discussed'),
      step(analyst, topicId, 'discussed'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await read(aurora, topicId)).entries).toHaveLength(2);
  });

  it('is told of by the program’s people; members raise', async () => {
    const topicId = await open(aurora);
    await step(aurora, topicId, 'raised');
    expect((await step(aurora, topicId, 'put')).status).toBe(403);
    for (const entry of [
      { kind: 'minutes', topicId, text: 'We met.' },
      { kind: 'library', topicId, listed: true },
      { kind: 'topic', about: 'meeting', title: 'Next time', text: 'x', named: false, on: day(3) },
    ]) {
      expect((await write(aurora, entry)).status).toBe(403);
      expect((await write(analyst, entry)).status).toBe(204);
    }
    expect((await list(aurora, '?listed=true')).map((topic) => topic.topicId)).toEqual([topicId]);
    await write(analyst, { kind: 'library', topicId, listed: false });
    expect(await list(aurora, '?listed=true')).toEqual([]);
  });
});

describe('a poll', () => {
  const poll = (closesOn: string) => ({ question: 'Do you see it?', options: ['Yes', 'No'], closesOn });
  const vote = (person: Person, topicId: string, option: number) =>
    sendJson(test, `/v1/group/topics/${topicId}/vote`, { method: 'PUT', person, body: { option } });
  /** As if its last day had been yesterday. */
  async function close(topicId: string) {
    await test.owner.query(
      'alter table working_group.entries disable trigger append_only, no force row level security',
    );
    await test.owner.query(
      `update working_group.entries set said = jsonb_set(said, '{poll,closesOn}', to_jsonb($2::text)) where entry_id = $1`,
      [topicId, day(-1)],
    );
    await test.owner.query(
      'alter table working_group.entries enable trigger append_only, force row level security',
    );
  }

  it('counts one vote an organisation, which may change it, and says nothing before it closes', async () => {
    const topicId = await open(aurora, { poll: poll(day(2)) });
    expect((await vote(borealis, topicId, 0)).status).toBe(204);
    expect((await vote(borealis, topicId, 1)).status).toBe(204);
    expect((await read(borealis, topicId)).poll).toMatchObject({ chosen: 1, closed: false, result: null });
    expect((await read(aurora, topicId)).poll).toMatchObject({ chosen: null, result: null });
    expect(codeOf((await vote(aurora, topicId, 2)).json)).toBe('topic-unknown');
    expect((await vote(colleague, topicId, 0)).status).toBe(403);
  });

  it(`says its result from ${FEWEST_VOTES} organisations up, never who chose what`, async () => {
    const few = await open(aurora, { poll: poll(day(2)) });
    const many = await open(aurora, { poll: poll(day(2)) });
    for (let nth = 0; nth < FEWEST_VOTES; nth += 1) {
      const voter = await addPerson(test, await addOrganisation(test, `Holder ${nth}`), ['manager']);
      expect((await vote(voter, many, nth % 2)).status).toBe(204);
      if (nth > 0) expect((await vote(voter, few, 0)).status).toBe(204);
    }
    await Promise.all([close(few), close(many)]);
    expect((await read(borealis, many)).poll).toMatchObject({ closed: true, result: [3, 2] });
    expect((await read(borealis, few)).poll).toMatchObject({ closed: true, result: null });
    expect(codeOf((await vote(borealis, many, 0)).json)).toBe('poll-closed');
  });

  it('is refused where its last day is over, or its answers are one', async () => {
    const topic = { kind: 'topic', about: 'policy', title: 'A poll', text: 'x', named: false };
    expect(codeOf((await write(aurora, { ...topic, poll: poll(day(-1)) })).json)).toBe('poll-closed');
    const same = { ...poll(day(2)), options: ['Yes', 'Yes'] };
    expect((await write(aurora, { ...topic, poll: same })).status).toBe(422);
  });
});

describe('the working group', () => {
  it('is not read by the marketplace’s own people, by any role of the database that they act as', async () => {
    const marketplace = await addOrganisation(test, 'Marketplace');
    await test.owner.query("update app.organisations set kind = 'marketplace' where organisation_id = $1", [
      marketplace,
    ]);
    const liaison = await addPerson(test, marketplace, ['liaison']);
    const topicId = await open(aurora);
    for (const path of ['/v1/group/topics', `/v1/group/topics/${topicId}`]) {
      expect((await send(test, path, { person: liaison })).status).toBe(403);
    }
    const client = await test.owner.connect();
    try {
      await client.query('begin');
      await client.query('set local role marketsafe_app');
      await client.query(
        "select set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)",
        [...[marketplace, liaison.userId]],
      );
      expect((await client.query('select from working_group.entries')).rowCount).toBe(0);
      await client.query('rollback');
      await client.query('begin; set local role marketsafe_liaison');
      await expect(client.query('select from working_group.entries')).rejects.toThrow(/permission denied/);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
