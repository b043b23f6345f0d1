import { randomUUID } from 'node:crypto';
import {
  type GroupMention,
  groupMentionable,
  groupTopicDetail,
  MOST_MENTIONS,
  mentionToken,
  notices,
  problem,
} from '@marketsafe/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
let reader: Person;
let borealis: Person;
let silent: Person;
let gone: Person;
let analyst: Person;
let topicId: string;
beforeAll(async () => {
  test = await startTestServer();
  ({ analyst } = await addProgram(test));
  const holder = await addOrganisation(test, 'Aurora');
  aurora = await addPerson(test, holder, ['manager']);
  reader = await addPerson(test, holder, ['investigator']);
  borealis = await addPerson(test, await addOrganisation(test, 'Borealis'), ['signatory']);
  silent = await addPerson(test, await addOrganisation(test, 'Cumulus'), ['manager']);
  gone = await addPerson(test, borealis.organisationId, ['signatory']);
  topicId = randomUUID();
  await write(aurora, {
    ...{ entryId: topicId, kind: 'topic', about: 'policy', title: 'Links that end', text: 'They end.' },
    named: false,
  });
  await write(borealis, { kind: 'post', topicId, text: 'Here, too.', named: true });
  await write(gone, { kind: 'post', topicId, text: 'And here.', named: true });
  await write(analyst, { kind: 'post', topicId, text: 'We look.', named: false });
});
afterAll(() => test.close());

const write = (person: Person, entry: object) =>
  sendJson(test, '/v1/group/entries', { person, body: { entryId: randomUUID(), ...entry } });
const post = (person: Person, text: string, more: object = {}) =>
  write(person, { kind: 'post', topicId, text, named: false, ...more });
const codeOf = (json: unknown) => problem.parse(json).code;
const offeredTo = async (person: Person) => {
  const { json } = await send(test, '/v1/group/mentionable', { person });
  return groupMentionable.parse(json).mentionable;
};
const noticesOf = async (person: Person) => notices.parse((await send(test, '/v1/notices', { person })).json);
async function whole(organisation: string): Promise<GroupMention> {
  const found = (await offeredTo(aurora)).find((one) => one.organisation === organisation && !one.name);
  if (!found) throw new Error(`${organisation} is not offered`);
  return found;
}
async function person(organisation: string): Promise<GroupMention[]> {
  return (await offeredTo(aurora)).filter((one) => one.organisation === organisation && one.name);
}

it('offers organisations that wrote and people who chose to be named, by no id of theirs, to those who write', async () => {
  const { bytes } = await send(test, '/v1/group/mentionable', { person: aurora });
  const offered = await offeredTo(aurora);
  expect(offered.map(({ organisation, name, ours }) => [organisation, name, ours])).toEqual([
    ['Aurora', null, true],
    ['Borealis', null, false],
    ['Borealis', 'Test Person', false],
    ['Borealis', 'Test Person', false],
    [expect.any(String), null, false],
  ]);
  for (const one of [aurora, borealis, gone, analyst])
    for (const id of [one.userId, one.organisationId]) expect(bytes.toString()).not.toContain(id);
  expect((await send(test, '/v1/group/mentionable', { person: reader })).status).toBe(403);
});

it('tells everybody of an organisation that is mentioned, and shows it as a mention, kept as an id', async () => {
  const target = await whole('Aurora');
  const entryId = randomUUID();
  expect(
    (await post(borealis, `${mentionToken(target.id)}, with you?`, { entryId, named: true })).status,
  ).toBe(204);
  for (const told of [aurora, reader]) {
    const { mentions, unseen } = await noticesOf(told);
    expect(mentions).toMatchObject([
      {
        ...{ topicId, title: 'Links that end' },
        author: { organisation: 'Borealis', name: 'Test Person', ours: false },
      },
    ]);
    expect(unseen).toBe(1);
  }
  for (const other of [borealis, silent, analyst]) expect((await noticesOf(other)).mentions).toEqual([]);
  const { rows } = await test.owner.query(
    'select said::text from working_group.entries where entry_id = $1',
    [entryId],
  );
  expect(rows[0].said).not.toContain('Aurora');
  const { json, bytes } = await send(test, `/v1/group/topics/${topicId}`, { person: reader });
  const read = groupTopicDetail.parse(json).entries.find((entry) => entry.entryId === entryId);
  expect(read?.mentions).toEqual([
    { id: target.id, organisation: 'Aurora', name: null, ours: true, me: true },
  ]);
  for (const id of [borealis.userId, borealis.organisationId]) expect(bytes.toString()).not.toContain(id);
});

it('marks what was seen, for each person by themselves and never ahead of what there is', async () => {
  const newest = (await noticesOf(aurora)).mentions[0]?.sequence ?? 0;
  const seen = (mention: number) =>
    sendJson(test, '/v1/notices/seen', { method: 'PUT', person: aurora, body: { mention, warning: 9e9 } });
  expect((await seen(newest)).status).toBe(204);
  expect(await noticesOf(aurora)).toMatchObject({ unseen: 0, seen: { mention: newest, warning: 0 } });
  await seen(0);
  expect((await noticesOf(aurora)).unseen).toBe(0);
  await seen(9e9);
  await post(borealis, mentionToken((await whole('Aurora')).id));
  expect((await noticesOf(aurora)).unseen).toBe(1);
  expect((await noticesOf(reader)).unseen).toBe(2);
});

it('tells one person alone, once however often they are mentioned, and the program’s people; nobody of themselves', async () => {
  const [first, second] = await person('Borealis');
  const staff = (await offeredTo(aurora)).find(
    ({ organisation }) => !['Aurora', 'Borealis'].includes(organisation),
  );
  const before = [await noticesOf(borealis), await noticesOf(gone)];
  const text = [first, first, staff].map((one) => mentionToken(one?.id ?? '')).join(' ');
  expect((await post(aurora, text)).status).toBe(204);
  const after = [await noticesOf(borealis), await noticesOf(gone)];
  expect(
    after.map(({ mentions }, place) => mentions.length - (before[place]?.mentions.length ?? 0)).sort(),
  ).toEqual([0, 1]);
  expect((await noticesOf(analyst)).mentions).toHaveLength(1);
  await post(analyst, mentionToken(staff?.id ?? ''));
  expect((await noticesOf(analyst)).mentions).toHaveLength(1);
  expect(second).toBeDefined();
});

it('takes the news back with what was written', async () => {
  const before = await noticesOf(reader);
  const of = randomUUID();
  await post(borealis, mentionToken((await whole('Aurora')).id), { entryId: of });
  expect((await noticesOf(reader)).mentions).toHaveLength(before.mentions.length + 1);
  await write(borealis, { kind: 'taken-back', topicId, of });
  expect(await noticesOf(reader)).toEqual(before);
  const { json } = await send(test, `/v1/group/topics/${topicId}`, { person: reader });
  expect(groupTopicDetail.parse(json).entries.find(({ entryId }) => entryId === of)).toMatchObject({
    text: null,
    mentions: [],
  });
});

it('refuses who is not there, who never showed themselves, who has left, and too many; nothing is written', async () => {
  const count = async () => (await test.owner.query('select from working_group.entries')).rowCount;
  const named = await person('Borealis');
  const before = await count();
  for (const id of [`o:${randomUUID()}`, `p:${topicId}`]) {
    const refused = await post(aurora, `Hello ${mentionToken(id)}`);
    expect([refused.status, codeOf(refused.json)]).toEqual([409, 'mention-unknown']);
  }
  const many = Array.from({ length: MOST_MENTIONS + 1 }, () => mentionToken(`o:${randomUUID()}`)).join(' ');
  expect((await post(aurora, many)).status).toBe(422);
  await test.owner.query('update app.memberships set ended_at = now() where user_id = $1', [gone.userId]);
  const outcomes = await Promise.all(named.map(({ id }) => post(aurora, mentionToken(id))));
  expect(outcomes.map(({ status }) => status).sort()).toEqual([204, 409]);
  expect(await person('Borealis')).toHaveLength(1);
  expect(await count()).toBe((before ?? 0) + 1);
  // A whole organisation that has left the program writes no more, and is not asked either.
  await test.owner.query(
    `insert into app.graduations (organisation_id, graduation_id, state, asked_as, asked_at, asked_by, asked_by_name, asked_text,
       seconded_at, seconded_by, seconded_by_name, decided_at, decided_by, decided_by_name, decided_text)
     values ($1, $2, 'left', 'staff', now(), $3, 'Ana', '', now(), $3, 'Ana', now(), $4, 'Lea', '')`,
    [borealis.organisationId, randomUUID(), analyst.userId, silent.userId],
  );
  expect((await offeredTo(aurora)).some(({ organisation }) => organisation === 'Borealis')).toBe(false);
  // They still read, and see what they were told of.
  expect((await send(test, '/v1/notices', { person: borealis })).status).toBe(200);
  const seen = { mention: 1, warning: 0 };
  expect(
    (await sendJson(test, '/v1/notices/seen', { method: 'PUT', person: borealis, body: seen })).status,
  ).toBe(204);
});
