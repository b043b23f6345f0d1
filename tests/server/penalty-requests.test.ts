import { randomUUID } from 'node:crypto';
import {
  figures,
  type PenaltyRequests,
  penaltyRequests,
  raidDetail,
  sellerMade,
  sellerPage,
} from '@marketsafe/contract';
import { penaltyRequestText } from '@marketsafe/words';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, dayAhead } from './mandated.ts';
import { completeCustody, completeRaid, keepRaid } from './raid-cases.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  sendJson,
  startTestServer,
  type TestServer,
} from './support.ts';

const SECRETS = { word: 'qzx', similar: 2, time: '08:00:00' };

let test: TestServer;
let ours: Person & { rightId: string };
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer();
  analyst = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
});
afterAll(() => test.close());
beforeEach(async () => {
  ours = await addInvestigator(test);
});

async function enter(person: Person, marketplace: string, id: string): Promise<string> {
  const { json } = await ask(test, '/v1/sellers', person, 'POST', {
    ...{ marketplace, id, name: null, entryId: randomUUID(), list: 'watch', why: '' },
  });
  return sellerMade.parse(json).sellerId;
}

async function read(person: Person, sellerId: string): Promise<PenaltyRequests> {
  const { status, json } = await ask(test, `/v1/sellers/${sellerId}/requests`, person);
  expect([status, json]).toEqual([200, json]);
  return penaltyRequests.parse(json);
}

const request = (sellerId: string, given: object, person: Person = ours) =>
  ask(test, `/v1/sellers/${sellerId}/requests`, person, 'POST', {
    ...{ requestId: randomUUID(), wanted: 'penalty', askedOn: dayAhead(-3), lookOn: dayAhead(7) },
    ...given,
  });
const note = (requestId: string, body: object, person: Person = ours) =>
  ask(test, `/v1/penalty-requests/${requestId}/notes`, person, 'POST', { noteId: randomUUID(), ...body });
const TOLD = {
  ...{ penalty: 'store-closed', since: null, by: 'marketplace', source: 'Desk, by mail' },
  ...{ certainty: 'in-writing', points: null, text: '' },
};

/** Claims on one shop whose removals stand. */
async function removals(count: number): Promise<{ sellerId: string; claimIds: string[] }> {
  const shop = { id: randomUUID(), name: 'Silver Store' };
  const claimIds: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const draft = await preparedClaim(test, ours);
    const claim = { ...draft, target: { ...draft.target, seller: shop } };
    expect((await postClaim(test, ours, claim)).status).toBe(201);
    await test.owner.query("update app.claims set state = 'removed' where claim_id = $1", [claim.claimId]);
    await test.owner.query(
      `insert into app.claim_events (organisation_id, claim_id, sequence, event_id, at, actor_role, from_state, to_state)
       values ($1, $2, 9, $3, now(), 'analyst', 'sent', 'removed')`,
      [ours.organisationId, claim.claimId, randomUUID()],
    );
    claimIds.push(claim.claimId);
  }
  return { sellerId: await enter(ours, 'aliexpress', shop.id), claimIds };
}

async function closedFor(person: Person): Promise<number | undefined> {
  const { json } = await ask(test, `/v1/figures?from=${dayAhead(-30)}&to=${dayAhead(0)}`, person);
  return figures.parse(json).stores?.closed;
}

describe('a request for a penalty', () => {
  it('rests on a raid once its package was released, on what went with it alone, and never on similarity', async () => {
    const sellerId = await enter(ours, 'taobao', '771');
    const similar = await enter(ours, '1688', 'qzx0');
    const { raidId, number } = await keepRaid(test, ours, await completeRaid(test, ours, SECRETS));
    expect((await read(ours, sellerId)).raids).toEqual([]);
    const basis = { kind: 'raid', raidId };
    expect((await request(sellerId, { basis })).json).toMatchObject({ code: 'penalty-without-basis' });
    await completeCustody(test, ours, raidId, SECRETS);
    const prepared = await sendJson(test, `/v1/raids/${raidId}/package`, {
      person: ours,
      body: { version: 2 },
    });
    const seen = raidDetail.parse(prepared.json).package?.contentSha256 ?? '';
    // Prepared is not released.
    expect((await read(ours, sellerId)).raids).toEqual([]);
    const released = await sendJson(test, `/v1/raids/${raidId}/package/decision`, {
      person: analyst,
      body: { decision: 'released', seen },
    });
    expect(released.status).toBe(200);

    expect((await read(ours, similar)).raids).toEqual([]);
    expect((await request(similar, { basis })).json).toMatchObject({ code: 'penalty-without-basis' });
    expect((await read(ours, sellerId)).raids).toEqual([
      { kind: 'raid', raidId, number, grade: 'A', closure: true },
    ]);
    const { status, json } = await request(sellerId, { wanted: 'store-closure', basis });
    expect([status, json]).toEqual([200, json]);
    const [made] = penaltyRequests.parse(json).requests;
    expect(made).toMatchObject({ state: 'asked', wanted: 'store-closure', lookOn: dayAhead(7) });
    // What goes to the marketplace is numbers, and what it shows itself.
    for (const language of ['en', 'zh-CN'] as const) {
      const text = penaltyRequestText(made ?? (undefined as never), '771', language);
      expect(text).toContain(number);
      expect(text).not.toMatch(/qzx/i);
    }
    expect((await read(analyst, sellerId)).requests).toMatchObject([
      { own: false, requestId: made?.requestId },
    ]);
    // Of another's raid nothing is told, and nothing can be rested on it.
    const theirs = await addInvestigator(test);
    const same = await enter(theirs, 'taobao', '771');
    expect(same).toBe(sellerId);
    expect(await read(theirs, same)).toEqual({ requests: [], raids: [], claims: [] });
    expect((await request(same, { basis }, theirs)).json).toMatchObject({ code: 'penalty-without-basis' });
    expect(
      (await note(made?.requestId ?? '', { kind: 'none', on: dayAhead(0), text: '' }, theirs)).json,
    ).toMatchObject({ code: 'penalty-request-unknown' });
  });

  it('rests on removals that stand, of its own organisation and this seller, and is followed to what was told', async () => {
    const { sellerId, claimIds } = await removals(3);
    const [first = '', second = '', third = ''] = claimIds;
    await test.owner.query("update app.claims set state = 'countered' where claim_id = $1", [third]);
    expect((await read(ours, sellerId)).claims.map(({ claimId }) => claimId).sort()).toEqual(
      [first, second].sort(),
    );
    const basis = (...ids: string[]) => ({ basis: { kind: 'repeat', claimIds: ids } });
    for (const given of [basis(first, third), basis(first, first), basis(first, randomUUID())]) {
      expect((await request(sellerId, given)).json).toMatchObject({ code: 'penalty-without-basis' });
    }
    expect((await request(sellerId, basis(first))).status).toBe(422);
    expect((await request(sellerId, { ...basis(first, second), lookOn: dayAhead(-3) })).status).toBe(422);
    expect((await request(sellerId, { ...basis(first, second), askedOn: dayAhead(2) })).json).toMatchObject({
      errors: [{ path: '/askedOn', code: 'day-ahead' }],
    });
    const requestId = randomUUID();
    expect((await request(sellerId, { requestId, ...basis(first, second) })).status).toBe(200);
    // An answer that was lost on its way: the same once more.
    expect((await request(sellerId, { requestId, ...basis(first, second) })).status).toBe(200);
    const only = async () => {
      const { requests } = await read(ours, sellerId);
      expect(requests).toHaveLength(1);
      return requests[0];
    };
    await note(requestId, { kind: 'look', on: dayAhead(20), text: 'They ask for time.' });
    expect(await only()).toMatchObject({ state: 'asked', lookOn: dayAhead(20) });
    // The claims' becoming something else infers nothing.
    await test.owner.query("update app.claims set state = 'upheld' where claim_id = $1", [first]);
    expect(await only()).toMatchObject({ state: 'asked' });
    await note(requestId, { kind: 'none', on: dayAhead(0), text: '' });
    expect(await only()).toMatchObject({ state: 'none', lookOn: null });

    expect(await closedFor(ours)).toBe(0);
    const ahead = { kind: 'granted', penalty: { ...TOLD, toldOn: dayAhead(3) } };
    expect((await note(requestId, ahead)).status).toBe(422);
    const noteId = randomUUID();
    const granted = { kind: 'granted', noteId, penalty: { ...TOLD, toldOn: dayAhead(-1) } };
    expect((await note(requestId, granted)).status).toBe(200);
    expect((await note(requestId, granted)).status).toBe(200);
    expect(await only()).toMatchObject({
      state: 'granted',
      notes: [{ kind: 'look' }, { kind: 'none' }, { kind: 'granted' }],
    });
    const page = sellerPage.parse((await ask(test, `/v1/sellers/${sellerId}`, ours)).json);
    expect(page.entries).toMatchObject([{ kind: 'penalty', entryId: noteId }, { kind: 'list' }]);
    const mine = await ask(test, `/v1/figures?from=${dayAhead(-30)}&to=${dayAhead(0)}`, ours);
    expect(figures.parse(mine.json).stores).toMatchObject({
      ...{ closed: 1, sellers: [{ sellerId, toldOn: dayAhead(-1) }] },
      marketplaces: [{ marketplace: 'aliexpress', closed: 1 }],
    });
    // Told once more it is one store still; taken back it is none.
    const again = { kind: 'penalty', said: { ...TOLD, toldOn: dayAhead(0) }, entryId: randomUUID() };
    await ask(test, `/v1/sellers/${sellerId}/entries`, ours, 'POST', again);
    expect(await closedFor(ours)).toBe(1);
    for (const entryId of [noteId, again.entryId]) {
      await ask(test, `/v1/sellers/${sellerId}/entries/${entryId}/undo`, ours, 'POST', {
        undoId: randomUUID(),
      });
    }
    expect(await closedFor(ours)).toBe(0);
    const audit = await test.owner.query<{ action: string }>(
      "select entry->>'action' as action from app.audit where organisation_id = $1 and entry->>'action' like 'penalty.%' order by sequence",
      [ours.organisationId],
    );
    expect(audit.rows.map(({ action }) => action)).toEqual([
      ...['penalty.asked', 'penalty.noted', 'penalty.noted', 'penalty.noted'],
    ]);
  });
});
