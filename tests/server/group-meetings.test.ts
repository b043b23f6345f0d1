import { randomUUID } from 'node:crypto';
import { type AddedFile, groupTopicDetail, problem } from '@marketsafe/contract';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/src/db/database.ts';
import { stillNamed } from '../../server/src/retention/files.ts';
import { drawn } from './report-claims.ts';
import {
  addOrganisation,
  addPerson,
  addProgram,
  type Person,
  send,
  sendJson,
  sha256,
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

const codeOf = (json: unknown) => problem.parse(json).code;
const write = (person: Person, entry: object) =>
  sendJson(test, '/v1/group/entries', { person, body: { entryId: randomUUID(), ...entry } });
async function open(person: Person, topic: object = {}): Promise<string> {
  const entryId = randomUUID();
  const { status, json } = await write(person, {
    ...{ entryId, kind: 'topic', about: 'policy', title: 'Links that end', text: 'They end.', named: false },
    ...topic,
  });
  expect(status, JSON.stringify(json)).toBe(204);
  return entryId;
}
async function read(person: Person, topicId: string) {
  return groupTopicDetail.parse((await send(test, `/v1/group/topics/${topicId}`, { person })).json);
}

/** Hands a file in. @returns it as an entry names it */
async function hand(
  person: Person,
  bytes: Buffer,
  type: AddedFile['type'],
  name = 'a file',
): Promise<AddedFile> {
  const hash = sha256(bytes);
  const { status } = await send(test, `/v1/group/files/${hash}`, {
    ...{ method: 'PUT', person, body: bytes },
    headers: {
      'content-type': type,
      'repr-digest': `sha-256=:${Buffer.from(hash, 'hex').toString('base64')}:`,
    },
  });
  expect(status).toBeLessThan(300);
  return { name, sha256: hash, bytes: bytes.length, type };
}

describe('files beside what is written', () => {
  it('are saved by every member and shown by none of our pages, until what they stand beside is taken back', async () => {
    const topicId = await open(aurora);
    const paper = Buffer.from('%PDF-1.4\n<script>alert(1)</script>');
    const file = await hand(aurora, paper, 'application/pdf', '"><img src=x> ../价目表.pdf');
    const entryId = randomUUID();
    const post = { entryId, kind: 'post', topicId, text: 'See there.', named: false, files: [file] };
    expect((await write(aurora, post)).status).toBe(204);
    expect((await read(borealis, topicId)).entries[0]?.files).toEqual([file]);
    const path = `/v1/group/topics/${topicId}/files/${file.sha256}`;
    for (const person of [borealis, colleague, analyst]) {
      const got = await send(test, path, { person });
      expect([got.status, got.bytes.equals(paper)]).toEqual([200, true]);
      expect(got.headers.get('content-disposition')).toBe(
        `attachment; filename="${file.sha256.slice(0, 16)}.pdf"`,
      );
      expect(got.headers.get('x-content-type-options')).toBe('nosniff');
      expect(got.headers.get('content-security-policy')).toContain('sandbox');
    }
    // Under another topic it is not, nor is any other file of the store.
    const elsewhere = await send(test, `/v1/group/topics/${await open(aurora)}/files/${file.sha256}`, {
      person: aurora,
    });
    expect(codeOf(elsewhere.json)).toBe('file-unknown');
    await write(aurora, { kind: 'taken-back', topicId, of: entryId });
    expect((await read(borealis, topicId)).entries[0]?.files).toEqual([]);
    expect(codeOf((await send(test, path, { person: borealis })).json)).toBe('file-unknown');
  });

  it('are what they say they are by their first bytes, lie in the writer’s own store, and are six at most', async () => {
    const topicId = await open(aurora);
    const post = (files: readonly AddedFile[]) =>
      write(aurora, { kind: 'post', topicId, text: 'See there.', named: false, files });
    const liar = await hand(aurora, Buffer.from('<html><script>alert(2)</script>'), 'application/pdf');
    expect((await post([liar])).status).toBe(415);
    const picture = await hand(aurora, await drawn('#335577'), 'image/png');
    expect((await post([{ ...picture, type: 'application/pdf' }])).status).toBe(415);
    const theirs = await hand(borealis, await drawn('#775533'), 'image/png');
    expect(codeOf((await post([theirs])).json)).toBe('claim-files-missing');
    expect((await post(Array.from({ length: 7 }, () => picture))).status).toBe(422);
    expect((await post([{ ...picture, type: 'text/html' as never }])).status).toBe(422);
    expect((await read(aurora, topicId)).entries).toEqual([]);
    const refused = await send(test, `/v1/group/files/${picture.sha256}`, {
      method: 'PUT',
      person: colleague,
    });
    expect(refused.status).toBe(403);
    // The length is the store's, whatever was said.
    expect((await post([{ ...picture, bytes: 7 }])).status).toBe(204);
    expect((await read(aurora, topicId)).entries[0]?.files[0]?.bytes).toBe(picture.bytes);
  });
});

it('a file beside what somebody wrote is still named when claims are deleted', async () => {
  const topicId = await open(aurora);
  const file = await hand(aurora, await drawn('#114411'), 'image/png');
  await write(aurora, { kind: 'post', topicId, text: 'See there.', named: false, files: [file] });
  const { organisationId, userId } = aurora;
  const db = openDatabase(test.databaseUrl);
  const named = await db.inOrganisation({ organisationId, userId }, (scope) =>
    stillNamed(scope, organisationId, [file.sha256, 'f'.repeat(64)]),
  );
  await db.close();
  expect([...named]).toEqual([file.sha256]);
  const client = await test.owner.connect();
  try {
    await client.query('begin; set local role marketsafe_deletion');
    await client.query("select set_config('app.organisation_id', $1, true)", [organisationId]);
    const { rowCount } = await client.query("select from working_group.entries where said ? 'files'");
    expect(rowCount).toBeGreaterThan(0);
    await client.query("select set_config('app.organisation_id', $1, true)", [borealis.organisationId]);
    expect((await client.query("select from working_group.entries where said ? 'files'")).rowCount).toBe(0);
  } finally {
    await client.query('rollback');
    client.release();
  }
});

describe('a meeting', () => {
  const meeting = () => open(analyst, { about: 'meeting', title: 'Winter meeting', on: '2031-01-15' });

  it('has an agenda on which whoever writes puts items, and each has its minutes once, by staff', async () => {
    const topicId = await meeting();
    const item = {
      entryId: randomUUID(),
      kind: 'agenda',
      topicId,
      text: 'Relists within a day',
      named: false,
    };
    expect((await write(aurora, item)).status).toBe(204);
    expect((await write(colleague, { ...item, entryId: randomUUID() })).status).toBe(403);
    const done = { kind: 'agenda-done', topicId, of: item.entryId, text: 'Put to the marketplace.' };
    expect((await write(aurora, done)).status).toBe(403);
    const both = await Promise.all([write(analyst, done), write(analyst, done)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(both.map(({ json }) => (json ? codeOf(json) : null))).toContain('agenda-item-done');
    expect((await read(borealis, topicId)).entries).toMatchObject([
      { kind: 'agenda', text: 'Relists within a day', author: { organisation: 'Aurora' } },
      { kind: 'agenda-done', of: item.entryId, text: 'Put to the marketplace.' },
    ]);
    for (const wrong of [
      { ...done, of: randomUUID() },
      { ...item, entryId: randomUUID(), topicId: await open(aurora) },
    ])
      expect(codeOf((await write(analyst, wrong)).json)).toBe('topic-unknown');
    for (const text of ['x', 'two\nlines', 'x'.repeat(161)])
      expect((await write(aurora, { ...item, entryId: randomUUID(), text })).status).toBe(422);
  });

  it('is an entry for a calendar on its day, which names nobody', async () => {
    const topicId = await meeting();
    const got = await send(test, `/v1/group/topics/${topicId}/meeting.ics`, { person: borealis });
    expect(got.headers.get('content-type')).toContain('text/calendar');
    const parsed = new ICAL.Component(ICAL.parse(got.bytes.toString('utf8')) as never);
    const event = new ICAL.Event(parsed.getFirstSubcomponent('vevent') ?? undefined);
    expect([event.startDate.isDate, event.startDate.toString()]).toEqual([true, '2031-01-15']);
    expect(event.summary).toContain('Winter meeting');
    expect(event.component.getFirstPropertyValue('url')).toContain(`/group/${topicId}`);
    const none = await send(test, `/v1/group/topics/${await open(aurora)}/meeting.ics`, { person: borealis });
    expect(codeOf(none.json)).toBe('topic-unknown');
  });
});
