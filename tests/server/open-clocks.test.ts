import { randomUUID } from 'node:crypto';
import { type OpenClock, openClockList } from '@marketsafe/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addRight,
  giveMandate,
  type Person,
  postClaim,
  preparedClaim,
  send,
  sendJson,
  startTestServer,
  type TestServer,
  writeToThread,
} from './support.ts';

let test: TestServer;
let holder: Person & { rightId: string };
let stranger: Person & { rightId: string };
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer();
  holder = await addInvestigator(test);
  stranger = await addInvestigator(test);
  analyst = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
});
afterAll(() => test.close());

async function clocksOf(person: Person): Promise<OpenClock[]> {
  const answer = await send(test, '/v1/clocks', { person });
  expect([answer.status, answer.json]).toEqual([200, answer.json]);
  return openClockList.parse(answer.json).clocks;
}

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function filed(person = holder): Promise<string> {
  const claim = await preparedClaim(test, person);
  expect((await postClaim(test, person, claim)).status).toBe(201);
  return claim.claimId;
}

it('of a counter-notice stand with its complainant and with staff, and with nobody else', async () => {
  const claimId = await filed();
  await test.owner.query("update app.claims set state = 'removed' where claim_id = $1", [claimId]);
  const counterId = randomUUID();
  const entered = await sendJson(test, `/v1/claims/${claimId}/counter-notices`, {
    person: analyst,
    body: { counterId, receivedOn: '2026-09-30', statement: 'No.', replyBy: null },
  });
  expect(entered.status).toBe(200);
  const expected = {
    ...{ key: `counter-reply:${counterId}`, kind: 'counter-reply', due: '2026-10-10', dueAt: null },
    ...{ provisional: false, subject: { is: 'claim', claimId } },
    organisation: { organisationId: holder.organisationId },
  };
  for (const person of [holder, analyst]) {
    expect((await clocksOf(person)).find(({ key }) => key === expected.key)).toMatchObject(expected);
  }
  expect(await clocksOf(stranger)).toEqual([]);
  await sendJson(test, `/v1/counter-notices/${counterId}/reply`, {
    person: holder,
    body: { kind: 'concede', cause: 'other', text: '' },
  });
  expect((await clocksOf(holder)).map(({ key }) => key)).not.toContain(expected.key);
});

it('of decisions and threads are the staff’s alone', async () => {
  const claimId = await filed();
  expect(await writeToThread(test, holder, `/v1/threads/claim/${claimId}`, { kind: 'message' })).toBe(204);
  const own = (found: OpenClock[]) =>
    found
      .filter(({ subject }) => subject.is === 'claim' && subject.claimId === claimId)
      .map((one) => one.kind);
  expect(own(await clocksOf(analyst)).sort()).toEqual(['review', 'thread']);
  expect(own(await clocksOf(holder))).toEqual([]);
});

it('of mandates and rights begin ninety days before their last, for both sides of a mandate', async () => {
  const soon = await addRight(test, holder.organisationId);
  const later = await addRight(test, holder.organisationId);
  const expire = 'update app.rights set expires_on = $2 where right_id = $1';
  await test.owner.query(expire, [soon, dayIn(90)]);
  await test.owner.query(expire, [later, dayIn(92)]);
  const agency = await addOrganisation(test, `Agency ${randomUUID()}`);
  await test.owner.query("update app.organisations set kind = 'representative' where organisation_id = $1", [
    agency,
  ]);
  const agent = await addPerson(test, agency);
  await giveMandate(test, holder, agency);
  await test.owner.query('update app.mandates set valid_to = $2 where representative_id = $1', [
    ...[agency, dayIn(7)],
  ]);
  const ends = (found: OpenClock[]) => found.map(({ kind, due }) => `${kind} ${due}`);
  expect(ends(await clocksOf(holder))).toEqual([`mandate-end ${dayIn(7)}`, `right-end ${dayIn(90)}`]);
  // A right that it files under is its holder's to renew.
  expect(ends(await clocksOf(agent))).toEqual([`mandate-end ${dayIn(7)}`]);
});
