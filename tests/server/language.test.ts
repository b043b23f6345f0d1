import { languageSetting, me } from '@marketsafe/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addInvestigator,
  addPerson,
  type Person,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let person: Person;
beforeAll(async () => {
  test = await startTestServer();
  person = await addInvestigator(test);
});
afterAll(() => test.close());

const json = { 'content-type': 'application/json' };

async function choose(who: Person, choice: string, chosenAt: string) {
  const body = JSON.stringify({ choice, chosenAt });
  return send(test, '/v1/me/language', { method: 'PUT', person: who, headers: json, body });
}

async function languageOf(who: Person) {
  return me.parse((await send(test, '/v1/me', { person: who })).json).language;
}

it('the newest choice holds, in whatever order choices arrive', async () => {
  expect(await languageOf(person)).toBeNull();
  const later = { choice: 'zh-CN', chosenAt: '2026-11-02T10:00:00.000Z' };
  expect((await choose(person, later.choice, later.chosenAt)).json).toEqual(later);
  expect((await choose(person, 'en', '2026-11-01T10:00:00.000Z')).json).toEqual(later);
  expect(await languageOf(person)).toEqual(later);
  const latest = { choice: 'browser', chosenAt: '2026-11-03T10:00:00.000Z' };
  expect((await choose(person, latest.choice, latest.chosenAt)).json).toEqual(latest);
  expect(await languageOf(person)).toEqual(latest);
});

it('a choice from a clock that is ahead does not outdo the next one', async () => {
  const ahead = languageSetting.parse((await choose(person, 'zh-CN', '2199-01-01T00:00:00.000Z')).json);
  expect(Date.parse(ahead.chosenAt)).toBeLessThanOrEqual(Date.now());
  await expect
    .poll(async () => (await choose(person, 'en', new Date().toISOString())).json)
    .toMatchObject({ choice: 'en' });
});

it('a person chooses for nobody else, and nothing but the language of a membership can be written', async () => {
  const colleague = await addPerson(test, person.organisationId);
  await choose(person, 'zh-CN', new Date().toISOString());
  expect(await languageOf(colleague)).toBeNull();
  const client = await test.owner.connect();
  try {
    await client.query('begin');
    await client.query(
      "select set_config('role', 'marketsafe_app', true), set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)",
      [person.organisationId, person.userId],
    );
    const all = await client.query("update app.memberships set language = 'en', language_chosen_at = now()");
    expect(all.rowCount).toBe(1);
    await expect(client.query("update app.memberships set name = 'Another'")).rejects.toThrow(
      'permission denied',
    );
  } finally {
    await client.query('rollback');
    client.release();
  }
});

it.each([
  ['a language that there is not', { choice: 'fr', chosenAt: '2026-11-02T10:00:00.000Z' }],
  ['no moment', { choice: 'en' }],
  ['more than a choice', { choice: 'en', chosenAt: '2026-11-02T10:00:00.000Z', userId: 'another' }],
])('refuses %s', async (_, body) => {
  const options = { method: 'PUT', person, headers: json, body: JSON.stringify(body) };
  expect((await send(test, '/v1/me/language', options)).status).toBe(422);
});
