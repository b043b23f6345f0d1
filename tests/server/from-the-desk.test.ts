import { randomUUID } from 'node:crypto';
import {
  answerPreview,
  claimDetail,
  counterList,
  deskAnswers,
  deskCounters,
  deskFilePreview,
  marketplaceAnswers,
} from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post, type SentClaim, sendClaims } from './sent-packets.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  send,
  sendJson,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let holder: Person & { rightId: string };
let other: Person & { rightId: string };
let ana: Person;
let ben: Person;
let liaison: Person;
let elsewhere: Person;
beforeAll(async () => {
  test = await startTestServer();
  holder = await addInvestigator(test);
  other = await addInvestigator(test);
  const program = await addOrganisation(test, 'Program');
  ana = await addPerson(test, program, ['analyst']);
  ben = await addPerson(test, program, ['program_lead']);
  const desk = async (name: string, marketplace: string) => {
    const organisation = await addOrganisation(test, name);
    await test.owner.query('insert into app.desks values ($1, $2)', [organisation, marketplace]);
    return addPerson(test, organisation, ['liaison']);
  };
  liaison = await desk('Desk', 'aliexpress');
  elsewhere = await desk('Other desk', 'lazada');
});
afterAll(() => test.close());

const sent = (count: number) => sendClaims(test, holder, [ana, ben], count);
const at = ({ packetId }: SentClaim, rest: string) => `/v1/desk/packets/${packetId}/${rest}`;
const said = (outcome: string) => ({ outcome, cause: outcome === 'refused' ? 'other' : null, words: '' });

async function claimOf({ claim }: SentClaim, person: Person = holder) {
  return claimDetail.parse((await send(test, `/v1/claims/${claim.claimId}`, { person })).json);
}

async function answer(one: SentClaim, outcome: string) {
  const answers = [{ position: one.position, said: said(outcome) }];
  expect((await post(test, liaison, at(one, 'answers'), { answers })).status).toBe(200);
}

async function putDocument(person: Person, path: string, bytes: Buffer) {
  return send(test, `${path}/${sha256(bytes)}`, {
    method: 'PUT',
    person,
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'repr-digest': `sha-256=:${Buffer.from(sha256(bytes), 'hex').toString('base64')}:`,
    },
    body: bytes,
  });
}

const named = (bytes: Buffer) => ({
  ...{ name: '授权书.pdf', sha256: sha256(bytes), bytes: bytes.length, type: 'application/pdf' },
});

describe('an answer of the marketplace’s people', () => {
  it('is taken back as far as nothing happened since, and the answer before holds again', async () => {
    const [a, b] = (await sent(2)) as [SentClaim, SentClaim];
    for (const one of [a, b]) await answer(one, 'acknowledged');
    for (const one of [a, b]) await answer(one, 'removed');
    await post(test, ana, `/v1/claims/${b.claim.claimId}/counter-notices`, {
      ...{ counterId: randomUUID(), receivedOn: '2026-11-02', statement: 'No.', replyBy: null },
    });
    const undone = await post(test, liaison, at(a, 'answers/undo'), { positions: [a.position, b.position] });
    expect([undone.status, undone.json]).toEqual([200, { back: 2 }]);
    expect((await claimOf(a)).state).toBe('acknowledged');
    expect((await claimOf(b)).state).toBe('countered');
    const shown = deskAnswers.parse((await send(test, at(a, 'answers'), { person: liaison })).json);
    expect(shown.answers.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'acknowledged']);
    // There is nothing left of the first link but its first answer, and then none.
    await post(test, liaison, at(a, 'answers/undo'), { positions: [a.position] });
    expect((await claimOf(a)).state).toBe('sent');
    const again = await post(test, liaison, at(a, 'answers/undo'), { positions: [a.position] });
    expect(again.json).toMatchObject({ code: 'answer-link-unknown' });
  });

  it('on a link whose claim was withdrawn is kept and moves nothing; on a link that was taken back it is refused', async () => {
    const [a, b] = (await sent(2)) as [SentClaim, SentClaim];
    for (const one of [a, b]) {
      await sendJson(test, `/v1/claims/${one.claim.claimId}/withdrawal`, {
        person: holder,
        headers: { 'idempotency-key': randomUUID() },
        body: { cause: 'settled', text: '' },
      });
    }
    expect((await claimOf(a)).state).toBe('withdrawn');
    await answer(a, 'removed');
    expect((await claimOf(a)).state).toBe('withdrawn');
    const { answers } = marketplaceAnswers.parse(
      (await send(test, `/v1/packets/${a.packetId}/answers`, { person: ana })).json,
    );
    expect(answers.map(({ claims }) => claims)).toEqual([
      [{ number: a.number, state: 'withdrawn', moved: false }],
    ]);
    const content = Buffer.from(`${b.number},removed\n`).toString('base64');
    const reading = { marketplace: 'aliexpress' };
    const read = answerPreview.parse(
      (await post(test, ana, '/v1/answers/preview', { reading, content })).json,
    );
    expect(read.unmatched.map(({ state }) => state)).toEqual(['withdrawn']);

    await post(test, ben, `/v1/packets/${a.packetId}/withdrawal`, {
      positions: [b.position],
      text: 'Asked.',
    });
    const late = [{ position: b.position, said: said('removed') }];
    expect((await post(test, liaison, at(b, 'answers'), { answers: late })).json).toMatchObject({
      code: 'answer-link-withdrawn',
    });
    const item = Buffer.from(`${b.claim.target.itemId},removed\n`).toString('base64');
    const after = answerPreview.parse(
      (await post(test, ana, '/v1/answers/preview', { reading, content: item })).json,
    );
    expect(after.unmatched.map(({ state }) => state)).toEqual(['left-packet']);
  });

  it('comes by a list, matched within the packet, and nothing of it is kept', async () => {
    const [a, b] = (await sent(2)) as [SentClaim, SentClaim];
    const [foreign] = (await sent(1)) as [SentClaim];
    const list = [
      `${a.number},removed`,
      `https://www.aliexpress.com/item/${b.claim.target.itemId}.html,rejected: evidence insufficient`,
      `${foreign.number},removed`,
      `${b.number},what now`,
      'nothing,removed',
    ].join('\n');
    const content = Buffer.from(`${list}\n`).toString('base64');
    const preview = await post(test, liaison, at(a, 'answers/preview'), { reading: {}, content });
    const read = deskFilePreview.parse(preview.json);
    expect(read.found.map(({ position, said: { outcome, cause } }) => [position, outcome, cause])).toEqual([
      [a.position, 'removed', null],
      [b.position, 'refused', 'evidence-insufficient'],
    ]);
    expect(read.left.map(({ line, state }) => [line, state])).toEqual([
      [3, 'not-in-packet'],
      [4, 'no-outcome'],
      [5, 'no-identity'],
    ]);
    expect(read.unclear).toEqual([{ words: 'what now', lines: 1 }]);
    expect((await claimOf(a)).state).toBe('sent');
    const strange = await post(test, elsewhere, at(a, 'answers/preview'), { reading: {}, content });
    expect(strange.json).toMatchObject({ code: 'packet-unknown' });
  });
});

it('answers about claims of one’s own organisation are brought in, and taken back, by somebody else', async () => {
  const [a] = (await sent(1)) as [SentClaim];
  await test.owner.query(
    "insert into app.memberships (organisation_id, user_id, name, roles, created_at) values ($1, $2, 'Both', '{investigator}', now() + interval '1 hour')",
    [holder.organisationId, ben.userId],
  );
  const reading = { marketplace: 'aliexpress' };
  const content = Buffer.from(`${a.number},removed\n`).toString('base64');
  const read = answerPreview.parse((await post(test, ben, '/v1/answers/preview', { reading, content })).json);
  expect([read.matched, read.unmatched.map(({ state }) => state)]).toEqual([0, ['own-claim']]);
  const order = { reading, content, name: 'a.csv', expected: 1 };
  expect((await post(test, ben, '/v1/answers/imports', order)).json).toMatchObject({
    code: 'answers-nothing-matched',
  });
  expect((await claimOf(a)).state).toBe('sent');
  await test.owner.query(
    'update app.memberships set ended_at = now() where organisation_id = $1 and user_id = $2',
    [...[holder.organisationId, ben.userId]],
  );
});

describe('a counter-notice that the marketplace’s people enter', () => {
  const document = Buffer.from('%PDF-1.4 the seller’s licence, 张三');

  it('opens at its claim with the seller’s documents, which only who complained and staff read', async () => {
    const [a] = (await sent(1)) as [SentClaim];
    await answer(a, 'removed');
    const body = {
      ...{ counterId: randomUUID(), position: a.position, receivedOn: '2026-11-02', replyBy: null },
      ...{ statement: '我方有授权。', files: [named(document)] },
    };
    const early = await post(test, liaison, at(a, 'counter-notices'), body);
    expect(early.json).toMatchObject({ code: 'claim-files-missing' });
    expect((await putDocument(liaison, '/v1/desk/files', document)).status).toBe(201);
    const kept = deskCounters.parse((await post(test, liaison, at(a, 'counter-notices'), body)).json);
    expect(kept.counterNotices).toMatchObject([{ counterId: body.counterId, files: [named(document)] }]);
    expect((await post(test, liaison, at(a, 'counter-notices'), body)).status).toBe(200);

    expect((await claimOf(a)).state).toBe('countered');
    const list = counterList.parse((await send(test, '/v1/counter-notices', { person: holder })).json);
    expect(list.counterNotices.filter(({ claimId }) => claimId === a.claim.claimId)).toMatchObject([
      { through: 'desk', statement: body.statement, files: [named(document)], chance: 1 },
    ]);
    const path = `/v1/counter-notices/${body.counterId}/files/${sha256(document)}`;
    for (const person of [holder, ana]) {
      expect((await send(test, path, { person })).bytes.toString()).toBe(document.toString());
    }
    expect((await send(test, path, { person: other })).status).toBe(404);
    expect((await send(test, path, { person: liaison })).status).toBe(403);
    expect((await send(test, `/v1/blobs/${sha256(document)}`, { person: other })).status).toBe(404);
    // What its people entered no other marketplace's people see.
    expect((await send(test, at(a, 'counter-notices'), { person: elsewhere })).status).toBe(404);
  });

  it('brings no file that is not what it says', async () => {
    const [a] = (await sent(1)) as [SentClaim];
    await answer(a, 'removed');
    const html = Buffer.from('<script>alert(1)</script>');
    expect((await putDocument(liaison, '/v1/desk/files', html)).status).toBe(201);
    const refused = await post(test, liaison, at(a, 'counter-notices'), {
      ...{ counterId: randomUUID(), position: a.position, receivedOn: '2026-11-02', replyBy: null },
      ...{ statement: 'No.', files: [named(html)] },
    });
    expect([refused.status, refused.json]).toMatchObject([415, { code: 'file-type-unknown' }]);
    expect((await claimOf(a)).state).toBe('removed');
  });

  it('waits for staff where its claim was not removed, and tells its people nothing of that', async () => {
    const [a] = (await sent(1)) as [SentClaim];
    const counterId = randomUUID();
    const body = { counterId, position: a.position, receivedOn: '2026-11-02', replyBy: null };
    const kept = await post(test, liaison, at(a, 'counter-notices'), {
      ...body,
      statement: 'No.',
      files: [],
    });
    expect(kept.status).toBe(200);
    expect((await claimOf(a)).state).toBe('sent');
    const stranded = async () =>
      counterList
        .parse((await send(test, '/v1/counter-notices', { person: ana })).json)
        .stranded?.filter((one) => one.counterId === counterId);
    expect(await stranded()).toMatchObject([{ number: a.number, state: 'sent', chances: 0 }]);
    const own = counterList.parse((await send(test, '/v1/counter-notices', { person: holder })).json);
    expect(own.stranded).toBeUndefined();
    // As soon as the listing is removed, it opens.
    await answer(a, 'removed');
    expect((await claimOf(a)).state).toBe('countered');
    expect(await stranded()).toEqual([]);
  });

  it('is brought by a role that opens what was entered there, and nothing else', async () => {
    const [a, b] = (await sent(2)) as [SentClaim, SentClaim];
    for (const one of [a, b]) await answer(one, 'removed');
    await test.owner.query(
      `insert into disclosed.counter_notices (counter_id, packet_id, position, received_on, statement, by_user, by_name, on_day)
       values (gen_random_uuid(), $1, $2, current_date, '"No."', $3, 'Lia', current_date)`,
      [a.packetId, a.position, liaison.userId],
    );
    const client = await test.owner.connect();
    try {
      for (const sql of [
        'select statement from app.counter_notices',
        "update app.counter_notices set state = 'conceded'",
        'select * from app.blobs',
        `insert into app.counter_notices (organisation_id, counter_id, claim_id, chance, state, received_on, statement, entered_at, entered_by, entered_by_name, entered_through)
         select organisation_id, gen_random_uuid(), claim_id, 1, 'open', current_date, '"x"', now(), gen_random_uuid(), '', 'staff' from app.packet_claims limit 1`,
      ]) {
        await client.query('begin');
        await client.query('select app.enter_as_desk($1)', [a.packetId]);
        await expect(client.query(sql), sql).rejects.toThrow(/permission denied|row-level security/);
        await client.query('rollback');
      }
    } finally {
      client.release();
    }
  });
});
