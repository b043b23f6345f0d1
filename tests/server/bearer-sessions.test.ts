import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.close());

const statusOf = async (person: Person) => (await send(test, '/v1/me', { person })).status;

async function setExpiry({ token }: Person, interval: string): Promise<void> {
  await test.owner.query(
    `update auth."session" set "expiresAt" = now() + interval '${interval}' where "token" = $1`,
    [token],
  );
}

/** Days until a session expires, cut off; undefined where there is none. */
async function daysLeft({ token }: Person): Promise<number | undefined> {
  const { rows } = await test.owner.query(
    `select floor(extract(epoch from "expiresAt" - now()) / 86400)::int as days from auth."session" where "token" = $1`,
    [token],
  );
  return rows[0]?.days;
}

describe('a session by its bearer token', () => {
  it('is each person’s own when many ask at the same time, and nobody’s where there is none', async () => {
    const people = [];
    for (let at = 0; at < 5; at += 1) people.push(await addInvestigator(test));
    const nobody = { ...(people[0] as Person), token: 'a'.repeat(48) };
    const answers = await Promise.all(
      [...people, ...people, nobody].map((person) => send(test, '/v1/me', { person })),
    );
    expect(answers.map(({ json }) => (json as { user?: { userId: string } }).user?.userId)).toEqual([
      ...people.map(({ userId }) => userId),
      ...people.map(({ userId }) => userId),
      undefined,
    ]);
    expect(answers.at(-1)?.status).toBe(401);
  });

  it('ends the moment it is ended, and so does a membership', async () => {
    const person = await addPerson(test, await addOrganisation(test));
    expect(await statusOf(person)).toBe(200);
    await test.owner.query('update app.memberships set ended_at = now() where user_id = $1', [person.userId]);
    expect(await statusOf(person)).toBe(403);
    await test.owner.query('delete from auth."session" where "token" = $1', [person.token]);
    expect(await statusOf(person)).toBe(401);
  });

  it('is renewed once a day, and removed when it has expired', async () => {
    const person = await addPerson(test, await addOrganisation(test));
    await setExpiry(person, '28 days');
    expect([await statusOf(person), await daysLeft(person)]).toEqual([200, 29]);
    await setExpiry(person, '29 days 12 hours');
    expect([await statusOf(person), await daysLeft(person)]).toEqual([200, 29]);
    await setExpiry(person, '-1 second');
    expect([await statusOf(person), await daysLeft(person)]).toEqual([401, undefined]);
  });
});
