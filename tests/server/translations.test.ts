import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { translationList, translationQueue } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { similarity } from '../../server/src/translation/memory.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import {
  addInvestigator,
  addPerson,
  addProgram,
  type Person,
  send,
  sendJson,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let machine: Server;
let ours: Person;
let theirs: Person;
let analyst: Person;
const heard: unknown[] = [];
let broken = false;
beforeAll(async () => {
  machine = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const asked = JSON.parse(Buffer.concat(parts).toString('utf8')) as { q: string };
      heard.push({ url: request.url, headers: Object.keys(request.headers), asked });
      response.writeHead(broken ? 500 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ translatedText: `[machine] ${asked.q}` }));
    });
  });
  await new Promise<void>((done) => machine.listen(0, '127.0.0.1', done));
  const translateUrl = `http://127.0.0.1:${(machine.address() as AddressInfo).port}`;
  test = await startTestServer({ translateUrl });
  ours = await addInvestigator(test);
  theirs = await addInvestigator(test);
  ({ analyst } = await addProgram(test));
});
afterAll(async () => {
  await test.close();
  machine.close();
});

const put = (person: Person, path: string, body: object) =>
  sendJson(test, path, { method: 'PUT', person, body });
async function ask(person: Person, text: string, target = 'en') {
  const translationId = randomUUID();
  expect((await put(person, `/v1/translations/${translationId}`, { text, target })).status).toBe(204);
  return translationId;
}
const own = async (person: Person) =>
  translationList.parse((await send(test, '/v1/translations', { person })).json).translations;
const queue = async () => {
  const answer = await send(test, '/v1/translations/queue', { person: analyst });
  return { text: answer.bytes.toString('utf8'), waiting: translationQueue.parse(answer.json).waiting };
};

describe('a translation', () => {
  it('is drafted by the machine, which gets the text alone, and comes back to who asked when a person is done', async () => {
    const id = await ask(ours, '权利人与平台内经营者的商标注册人不同');
    expect(heard.at(-1)).toMatchObject({
      url: '/translate',
      asked: { q: '权利人与平台内经营者的商标注册人不同', source: 'auto', target: 'en', format: 'text' },
    });
    expect(JSON.stringify(heard.at(-1))).not.toMatch(/authorization|cookie/);
    const [mine] = await own(ours);
    expect(mine).toMatchObject({
      translationId: id,
      machineDraft: expect.stringMatching(/^\[machine\]/),
      result: null,
    });
    const { text, waiting } = await queue();
    for (const secret of [ours.organisationId, ours.userId, 'Aurora', 'Test Person'])
      expect(text).not.toContain(secret);
    expect(waiting[0]?.terms.map(({ zh }) => zh)).toEqual(expect.arrayContaining(['权利人', '商标注册人']));
    expect(waiting[0]?.terms.every(({ source }) => source !== '')).toBe(true);
    expect((await put(analyst, `/v1/translations/${id}/result`, { text: 'They differ.' })).status).toBe(204);
    expect((await put(analyst, `/v1/translations/${id}/result`, { text: 'Again.' })).status).toBe(404);
    expect((await own(ours))[0]?.result).toBe('They differ.');
    expect((await queue()).waiting).toEqual([]);
  });

  it('is helped by what was translated before, the same and the nearly same', async () => {
    const first = await ask(ours, 'The seller uses our mark in the title.', 'zh-CN');
    await put(analyst, `/v1/translations/${first}/result`, { text: '卖家在标题中使用了我方商标。' });
    await ask(theirs, 'the seller  uses our mark in the title.', 'zh-CN');
    await ask(theirs, 'The seller uses our mark in the picture.', 'zh-CN');
    await ask(theirs, 'Nothing of the kind.', 'zh-CN');
    const alike = (await queue()).waiting.map(({ memory }) => memory[0]?.similarity ?? 0);
    expect(alike[0]).toBe(1);
    expect(alike[1]).toBeGreaterThan(0.6);
    expect(alike[1]).toBeLessThan(1);
    expect(alike[2]).toBe(0);
    expect(similarity('', '')).toBe(0);
  });

  it('is asked for all the same when the machine fails', async () => {
    broken = true;
    await ask(ours, 'Still asked');
    expect((await own(ours))[0]).toMatchObject({ text: 'Still asked', machineDraft: null });
  });

  it('is nobody else’s', async () => {
    const colleague = await addPerson(test, ours.organisationId);
    expect(await own(colleague)).toEqual([]);
    const id = (await own(ours))[0]?.translationId ?? '';
    expect((await send(test, '/v1/translations/queue', { person: ours })).status).toBe(403);
    expect((await put(ours, `/v1/translations/${id}/result`, { text: 'x' })).status).toBe(403);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });
});
