import { randomUUID } from 'node:crypto';
import { claimDetail, counterList, counterNotice } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  giveMandate,
  type Person,
  postClaim,
  preparedClaim,
  putBlob,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let holder: Person & { rightId: string };
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer();
  holder = await addInvestigator(test);
  analyst = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
});
afterAll(() => test.close());

function write(person: Person, path: string, body: unknown) {
  return send(test, path, {
    ...{ method: 'POST', person, body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json' },
  });
}

/** A claim whose listing was removed. */
async function removed(person: Person & { rightId: string } = holder): Promise<string> {
  const claim = await preparedClaim(test, person);
  expect((await postClaim(test, person, claim)).status).toBe(201);
  await test.owner.query("update app.claims set state = 'removed' where claim_id = $1", [claim.claimId]);
  return claim.claimId;
}

async function enter(claimId: string, given: object = {}) {
  const body = {
    ...{ counterId: randomUUID(), receivedOn: '2026-09-30', statement: '我方有授权。', replyBy: null },
    ...given,
  };
  return write(analyst, `/v1/claims/${claimId}/counter-notices`, body);
}

async function entered(claimId: string, given: object = {}) {
  const answer = await enter(claimId, given);
  expect([answer.status, answer.json]).toEqual([200, expect.anything()]);
  return counterNotice.parse(answer.json);
}

const stateOf = async (claimId: string, person: Person = holder) =>
  claimDetail.parse((await send(test, `/v1/claims/${claimId}`, { person })).json).state;

const listed = async (person: Person) =>
  counterList.parse((await send(test, '/v1/counter-notices', { person })).json).counterNotices;

describe('a counter-notice', () => {
  it('is due in working days of China, and stands with its claim and in the list of whom it concerns', async () => {
    const claimId = await removed();
    const { counterId, clock, chance } = await entered(claimId);
    expect([chance, clock]).toEqual([
      1,
      {
        ...{ waitsFor: 'reply', from: '2026-09-30', due: '2026-10-10', days: 3, unit: 'business' },
        ...{ provisional: false, closedInUs: [] },
      },
    ]);
    expect(await stateOf(claimId)).toBe('countered');
    for (const person of [holder, analyst]) {
      expect((await listed(person)).map((one) => one.counterId)).toContain(counterId);
    }
    const stranger = await addInvestigator(test);
    expect(await listed(stranger)).toEqual([]);
    const reply = await write(stranger, `/v1/counter-notices/${counterId}/reply`, {
      ...{ kind: 'concede', cause: 'other', text: '' },
    });
    expect(reply.status).toBe(404);
  });

  it('entered twice is one; on a claim that was not removed it is refused', async () => {
    const claimId = await removed();
    const counterId = randomUUID();
    await entered(claimId, { counterId });
    expect((await entered(claimId, { counterId })).chance).toBe(1);
    expect((await enter(claimId)).json).toMatchObject({ code: 'claim-elsewhere' });
  });

  it('is conceded with a reason, once and for good', async () => {
    const claimId = await removed();
    const { counterId } = await entered(claimId);
    const path = `/v1/counter-notices/${counterId}/reply`;
    const body = { kind: 'concede', cause: 'authorised-seller', text: 'Our own dealer.' };
    const answer = counterNotice.parse((await write(holder, path, body)).json);
    expect(answer).toMatchObject({ state: 'conceded', clock: null, reply: { said: body } });
    expect(await stateOf(claimId)).toBe('conceded');
    expect((await write(holder, path, body)).json).toMatchObject({ code: 'counter-elsewhere' });
    expect((await write(analyst, path, body)).status).toBe(403);
  });

  it('is contested with files that are here, decided, and may come again up to three times', async () => {
    const claimId = await removed();
    const proof = Buffer.from('%PDF-1.4 licence');
    const file = {
      ...{ name: 'licence.pdf', sha256: sha256(proof), bytes: proof.length, type: 'application/pdf' },
    };
    for (const chance of [1, 2, 3]) {
      const { counterId, chance: counted } = await entered(claimId);
      expect(counted).toBe(chance);
      const body = { kind: 'contest', text: '', files: [file] };
      if (chance === 1) {
        const early = await write(holder, `/v1/counter-notices/${counterId}/reply`, body);
        expect(early.json).toMatchObject({ code: 'claim-files-missing', missing: [file.sha256] });
        expect(await stateOf(claimId)).toBe('countered');
        expect((await putBlob(test, holder, proof, 'application/pdf')).status).toBe(201);
      }
      expect((await write(holder, `/v1/counter-notices/${counterId}/reply`, body)).status).toBe(200);
      expect(await stateOf(claimId)).toBe('contested');
      const decision = { outcome: 'upheld', text: 'The seller showed no chain of invoices.' };
      const decided = await write(analyst, `/v1/counter-notices/${counterId}/outcome`, decision);
      expect(counterNotice.parse(decided.json)).toMatchObject({
        state: 'upheld',
        outcome: { text: decision.text },
      });
      expect(await stateOf(claimId)).toBe('upheld');
    }
    expect((await enter(claimId)).json).toMatchObject({ code: 'counter-chances-used' });
  });

  it('whose statement of non-infringement was forwarded waits fifteen days for a complaint or a suit', async () => {
    const claimId = await removed();
    const { counterId } = await entered(claimId);
    const path = `/v1/counter-notices/${counterId}`;
    expect(
      (await write(holder, `${path}/proof`, { kind: 'suit', on: '2026-10-05', text: '' })).json,
    ).toMatchObject({
      code: 'counter-elsewhere',
    });
    await write(holder, `${path}/reply`, { kind: 'contest', text: 'We never licensed them.', files: [] });
    const forwarded = await write(analyst, `${path}/forwarded`, { on: '2026-10-09' });
    expect(counterNotice.parse(forwarded.json).clock).toMatchObject({
      ...{ waitsFor: 'complaint-or-suit', due: '2026-10-24', days: 15, unit: 'calendar' },
      closedInUs: ['2026-10-12'],
    });
    const proven = await write(holder, `${path}/proof`, {
      kind: 'suit',
      on: '2026-10-12',
      text: '(2026) 沪 73 民初 1',
    });
    expect(counterNotice.parse(proven.json)).toMatchObject({ clock: null, proof: { kind: 'suit' } });
  });

  it('to a representative’s claim is answered under a mandate that says so', async () => {
    const agency = await addOrganisation(test, `Agency ${randomUUID()}`);
    await test.owner.query(
      "update app.organisations set kind = 'representative' where organisation_id = $1",
      [agency],
    );
    const agent = { ...(await addPerson(test, agency)), rightId: holder.rightId };
    await giveMandate(test, holder, agency);
    const claimId = await removed(agent);
    const { counterId } = await entered(claimId);
    const path = `/v1/counter-notices/${counterId}/reply`;
    const body = { kind: 'concede', cause: 'other', text: '' };
    expect((await write(agent, path, body)).json).toMatchObject({ code: 'mandate-without-counter-notices' });
    await test.owner.query(
      "update app.mandates set powers = powers || array['answer-counter-notices'] where representative_id = $1",
      [agency],
    );
    expect((await write(agent, path, body)).status).toBe(200);
    await test.owner.query(
      "update app.mandates set revoked_at = now(), revoked_by_name = 'A', revocation = 'Done.' where representative_id = $1",
      [agency],
    );
    expect(await listed(agent)).toEqual([]);
  });

  it('stays as it was said', async () => {
    const claimId = await removed();
    const { counterId } = await entered(claimId);
    await write(holder, `/v1/counter-notices/${counterId}/reply`, {
      kind: 'contest',
      text: 'No.',
      files: [],
    });
    await expect(
      test.owner.query(`update app.counter_notices set reply = '{"kind":"concede"}' where counter_id = $1`, [
        counterId,
      ]),
    ).rejects.toThrow('stays');
  });
});
