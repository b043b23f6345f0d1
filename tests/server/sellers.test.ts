import { randomUUID } from 'node:crypto';
import {
  type SellerPage,
  sellerIdentity,
  sellerList,
  sellerLists,
  sellerMade,
  sellerPage,
} from '@marketsafe/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditOf, refusal } from './console-person.ts';
import { ask, ENDED, give, participant } from './mandated.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addRight,
  type Person,
  postClaim,
  preparedClaim,
  startTestServer,
  type TestServer,
} from './support.ts';

type Holder = Person & { rightId: string };

let test: TestServer;
let holder: Holder;
let other: Holder;
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer();
  holder = await addInvestigator(test);
  other = await addInvestigator(test);
  analyst = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
});
afterAll(() => test.close());

let nextShop = 0;
let shop: { id: string; name: string };
beforeEach(() => {
  nextShop += 1;
  shop = { id: `77${nextShop}`, name: `Silver ${nextShop} Store` };
});

/** A claim on a listing of the shop. */
async function claimOn(person: Holder, state?: 'removed'): Promise<string> {
  const draft = await preparedClaim(test, person);
  const claim = { ...draft, target: { ...draft.target, seller: shop } };
  expect((await postClaim(test, person, claim)).status).toBe(201);
  if (state === undefined) return claim.claimId;
  await test.owner.query('update app.claims set state = $2 where claim_id = $1', [claim.claimId, state]);
  await test.owner.query(
    `insert into app.claim_events (organisation_id, claim_id, sequence, event_id, at, actor_role, from_state, to_state)
     values ($1, $2, 9, $3, now(), 'analyst', 'sent', 'removed')`,
    [person.organisationId, claim.claimId, randomUUID()],
  );
  return claim.claimId;
}

async function found(person: Person, query = ''): Promise<readonly string[]> {
  const { status, json } = await ask(test, `/v1/sellers${query}`, person);
  expect([status, json]).toEqual([200, json]);
  return sellerList.parse(json).sellers.map(({ sellerId }) => sellerId);
}

/** The id of the shop, as somebody finds it who has a claim on it. */
async function shopOf(person: Person): Promise<string> {
  const [sellerId] = await found(person, `?q=${shop.id}`);
  return sellerId ?? '';
}

async function pageFor(person: Person, sellerId: string): Promise<SellerPage> {
  const { status, json } = await ask(test, `/v1/sellers/${sellerId}`, person);
  expect([status, json]).toEqual([200, json]);
  return sellerPage.parse(json);
}

const keep = (person: Person, sellerId: string, kind: string, said: object, entryId: string = randomUUID()) =>
  ask(test, `/v1/sellers/${sellerId}/entries`, person, 'POST', { kind, said, entryId });

const TOLD = {
  ...{ penalty: 'store-closed', toldOn: '2026-11-20', since: null, by: 'marketplace' },
  ...{ source: 'Mail of the liaison', certainty: 'in-writing', points: null, text: '' },
};

describe('a seller', () => {
  it('has its listings, claims, removals and counter-notices on its page, which the list leads to', async () => {
    const claimId = await claimOn(holder, 'removed');
    await claimOn(holder);
    await test.owner.query(
      `insert into app.counter_notices (organisation_id, counter_id, claim_id, chance, received_on, statement, entered_at, entered_by,
         entered_by_name) values ($1, $2, $3, 1, '2026-11-02', '"No."', now(), $4, 'Ana')`,
      [holder.organisationId, randomUUID(), claimId, holder.userId],
    );
    const sellerId = await shopOf(holder);
    expect(await found(holder, '?marketplace=taobao')).not.toContain(sellerId);
    expect(await found(holder)).toContain(sellerId);
    const page = await pageFor(holder, sellerId);
    expect(page).toMatchObject({
      seller: { marketplace: 'aliexpress', ...shop, claims: 2 },
      names: [shop.name],
      states: { removed: 1 },
      counterNotices: [{ claimId, chance: 1, state: 'open' }],
      removals: [{ claimId, right: { rightId: holder.rightId } }],
      entries: [],
    });
    expect([page.claims.length, page.listings.length]).toEqual([2, 2]);
  });

  it('tells a participant nothing of what others have on it: byte for byte', async () => {
    await claimOn(holder);
    const sellerId = await shopOf(holder);
    expect(await refusal(await ask(test, `/v1/sellers/${sellerId}`, other))).toEqual([404, 'seller-unknown']);
    const seen = async () => ({
      page: JSON.stringify({ ...(await pageFor(holder, sellerId)), asOf: '' }),
      list: JSON.stringify((await ask(test, `/v1/sellers?q=${shop.id}`, holder)).json),
      watched: JSON.stringify((await ask(test, '/v1/sellers?list=watch', holder)).json),
    });
    const before = await seen();
    await claimOn(other, 'removed');
    for (const person of [other, analyst]) {
      expect((await keep(person, sellerId, 'list', { list: 'watch', why: 'CANARY' })).status).toBe(200);
      expect((await keep(person, sellerId, 'note', { text: 'CANARY' })).status).toBe(200);
      expect((await keep(person, sellerId, 'penalty', { ...TOLD, text: 'CANARY' })).status).toBe(200);
    }
    expect(await seen()).toEqual(before);
  });

  it('is seen by staff with what every organisation has and keeps of it, but for notes', async () => {
    await claimOn(holder);
    await claimOn(other);
    const sellerId = await shopOf(holder);
    for (const person of [holder, other]) {
      await keep(person, sellerId, 'list', { list: 'deny', why: '' });
      await keep(person, sellerId, 'note', { text: 'CANARY-THEIRS' });
      await keep(person, sellerId, 'penalty', TOLD);
    }
    await keep(analyst, sellerId, 'note', { text: 'CANARY-OURS' });
    const page = await pageFor(analyst, sellerId);
    expect(page.seller.claims).toBe(2);
    expect(page.entries.map(({ kind, organisation }) => [kind, organisation.organisationId])).toEqual(
      expect.arrayContaining([
        ['list', holder.organisationId],
        ['list', other.organisationId],
        ['penalty', holder.organisationId],
        ['note', analyst.organisationId],
      ]),
    );
    expect(JSON.stringify(page)).not.toContain('CANARY-THEIRS');
    expect(JSON.stringify(await pageFor(holder, sellerId))).not.toContain('CANARY-OURS');
    const { json } = await ask(test, '/v1/sellers?list=deny', analyst);
    const row = sellerList.parse(json).sellers.find((each) => each.sellerId === sellerId);
    expect([row?.lists.length, row?.penalties]).toEqual([2, 2]);
  });

  it('has notes that staff do not read in the database either, in whoever’s organisation they work', async () => {
    await claimOn(holder);
    await keep(holder, await shopOf(holder), 'note', { text: 'CANARY' });
    const client = await test.owner.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('role', 'marketsafe_staff', true)");
      await client.query("select set_config('app.organisation_id', $1, true)", [holder.organisationId]);
      const { rows } = await client.query('select kind, said from app.seller_entries');
      expect(rows.filter(({ kind }) => kind === 'note')).toEqual([]);
      await client.query('rollback');
    } finally {
      client.release();
    }
  });
});

describe('what is kept of a seller', () => {
  it('is kept once, stands with who and when, and is taken back by its own organisation alone', async () => {
    await claimOn(holder);
    const sellerId = await shopOf(holder);
    const entryId = randomUUID();
    for (const _ of [1, 2]) {
      const answer = await keep(holder, sellerId, 'list', { list: 'watch', why: 'Again' }, entryId);
      expect(answer.status).toBe(200);
    }
    const undo = (person: Person) =>
      ask(test, `/v1/sellers/${sellerId}/entries/${entryId}/undo`, person, 'POST', { undoId: randomUUID() });
    expect((await pageFor(holder, sellerId)).entries).toMatchObject([
      { entryId, said: { list: 'watch', why: 'Again' }, undone: null, own: true },
    ]);
    expect(await found(holder, '?list=watch')).toContain(sellerId);
    expect(await refusal(await undo(other))).toEqual([404, 'seller-entry-unknown']);
    expect(await refusal(await undo(analyst))).toEqual([404, 'seller-entry-unknown']);
    expect((await undo(holder)).status).toBe(200);
    expect((await undo(holder)).status).toBe(200);
    expect((await pageFor(holder, sellerId)).entries).toMatchObject([
      { entryId, undone: { by: expect.any(String) } },
    ]);
    expect(await found(holder, '?list=watch')).not.toContain(sellerId);
  });

  it('goes back to the list before when the last is taken back', async () => {
    await claimOn(holder);
    const sellerId = await shopOf(holder);
    const last = randomUUID();
    await keep(holder, sellerId, 'list', { list: 'deny', why: '' });
    await keep(holder, sellerId, 'list', { list: null, why: '' }, last);
    expect(await found(holder, '?list=deny')).not.toContain(sellerId);
    await ask(test, `/v1/sellers/${sellerId}/entries/${last}/undo`, holder, 'POST', { undoId: randomUUID() });
    expect(await found(holder, '?list=deny')).toContain(sellerId);
  });

  it('is in the audit without a word of it, and so is who read the notes', async () => {
    await claimOn(holder);
    const sellerId = await shopOf(holder);
    await keep(holder, sellerId, 'note', { text: 'CANARY-NOTE' });
    await keep(holder, sellerId, 'penalty', { ...TOLD, source: 'CANARY-SOURCE' });
    await pageFor(holder, sellerId);
    const entries = await auditOf(test, holder.organisationId);
    expect(entries.filter(({ action }) => action === 'seller.kept').at(-1)?.detail).toMatchObject({
      ...{ kind: 'penalty', penalty: 'store-closed' },
    });
    expect(entries.filter(({ action }) => action === 'seller.read').at(-1)?.detail).toMatchObject({
      ...{ claims: 1, entries: 2, notes: 1 },
    });
    expect(JSON.stringify(entries)).not.toContain('CANARY');
  });

  it('is refused where it says nothing, and of a seller whom no claim of the caller’s names', async () => {
    await claimOn(holder);
    const sellerId = await shopOf(holder);
    for (const [kind, said] of [
      ['note', { text: '  ' }],
      ['list', { list: 'friends', why: '' }],
      ['penalty', { ...TOLD, toldOn: '30 February' }],
      ['penalty', { ...TOLD, source: '' }],
      ['penalty', { ...TOLD, points: 0 }],
    ] as const) {
      expect([kind, (await keep(holder, sellerId, kind, said)).status]).toEqual([kind, 422]);
    }
    expect(await refusal(await keep(other, sellerId, 'note', { text: 'x' }))).toEqual([
      404,
      'seller-unknown',
    ]);
    expect(await refusal(await keep(holder, randomUUID(), 'note', { text: 'x' }))).toEqual([
      404,
      'seller-unknown',
    ]);
  });
});

describe('lists, as devices keep them', () => {
  const lists = async (person: Person, known = '') => {
    const { status, json } = await ask(test, `/v1/seller-lists${known && `?known=${known}`}`, person);
    expect([status, json]).toEqual([200, json]);
    return sellerLists.parse(json);
  };

  it('are what each seller is on now, by id or name, and nothing while that still holds', async () => {
    await claimOn(holder);
    const sellerId = await shopOf(holder);
    await keep(holder, sellerId, 'list', { list: 'watch', why: 'First.' });
    await keep(holder, sellerId, 'list', { list: 'allow', why: 'Licensed.' });
    await keep(holder, sellerId, 'note', { text: 'CANARY' });
    const { version, sellers } = await lists(holder);
    const mine = sellers?.filter(({ id }) => id === shop.id);
    expect(mine).toEqual([
      { marketplace: 'aliexpress', ...shop, list: 'allow', why: 'Licensed.', since: expect.any(String) },
    ]);
    expect(JSON.stringify(sellers)).not.toContain('CANARY');
    expect(await lists(holder, version)).toEqual({ version, sellers: null });
    const named = { marketplace: 'taobao', id: null, name: `Ünder ${nextShop}`, list: 'deny', why: '' };
    await ask(test, '/v1/sellers', holder, 'POST', { ...named, entryId: randomUUID() });
    const after = await lists(holder, version);
    expect(after.version).not.toBe(version);
    expect(after.sellers?.[0]).toMatchObject({ marketplace: 'taobao', id: null, name: `Ünder ${nextShop}` });
    // What tells one from another on a device is what tells them apart here.
    const [first] = after.sellers ?? [];
    const { rows } = await test.owner.query<{ id: string }>(
      "select md5($1)::uuid as id, app.seller_id('taobao', $2::json) as here",
      [
        sellerIdentity('taobao', { name: first?.name ?? '' }),
        JSON.stringify({ name: named.name.toUpperCase() }),
      ],
    );
    expect(rows).toEqual([{ id: rows[0]?.id, here: rows[0]?.id }]);
    await keep(holder, sellerId, 'list', { list: null, why: '' });
    expect((await lists(holder)).sellers?.filter(({ id }) => id === shop.id)).toEqual([]);
  });

  it('are the caller’s own organisation’s: byte for byte, whatever others and the program keep', async () => {
    await claimOn(holder);
    await claimOn(other);
    const sellerId = await shopOf(holder);
    await keep(holder, sellerId, 'list', { list: 'allow', why: '' });
    const before = JSON.stringify(await lists(holder));
    for (const person of [other, analyst]) {
      expect((await keep(person, sellerId, 'list', { list: 'deny', why: 'CANARY' })).status).toBe(200);
      expect(JSON.stringify(await lists(person))).toContain('CANARY');
    }
    expect(JSON.stringify(await lists(holder))).toBe(before);
    expect(JSON.stringify(await lists(analyst))).not.toContain('Licensed');
  });
});

describe('a seller whom no claim names', () => {
  const enter = (person: Person, given: object) =>
    ask(test, '/v1/sellers', person, 'POST', {
      ...{ marketplace: 'aliexpress', id: null, name: null, entryId: randomUUID(), list: 'allow', why: '' },
      ...given,
    });

  it('is entered with a list, found by words, and the same once a claim names it', async () => {
    const answer = await enter(holder, shop);
    const { sellerId } = sellerMade.parse(answer.json);
    expect(await found(holder, `?q=${encodeURIComponent(shop.name)}`)).toEqual([sellerId]);
    expect(await found(other, `?q=${encodeURIComponent(shop.name)}`)).toEqual([]);
    await claimOn(holder);
    expect((await pageFor(holder, sellerId)).seller.claims).toBe(1);
    expect((await enter(holder, {})).status).toBe(422);
  });

  it('stays a representative’s to read after its mandates have ended; one that only such claims named does not', async () => {
    const owner = await participant(test, 'Owner', 'rights_holder');
    const agent = await participant(test, 'Agent', 'representative');
    const rightId = await addRight(test, owner.organisationId);
    const { mandateId } = await give(test, owner, agent);
    await claimOn({ ...agent.investigator, rightId });
    const named = await shopOf(agent.investigator);
    const { sellerId } = sellerMade.parse((await enter(agent.investigator, { id: `9${shop.id}` })).json);
    expect(await found(agent.investigator)).toEqual(expect.arrayContaining([named, sellerId]));
    await test.owner.query(`update app.mandates set ${ENDED} where mandate_id = $1`, [mandateId]);
    expect(await found(agent.investigator)).toEqual([sellerId]);
    expect((await pageFor(agent.investigator, sellerId)).entries).toHaveLength(1);
    expect(await refusal(await ask(test, `/v1/sellers/${named}`, agent.investigator))).toEqual([
      404,
      'seller-unknown',
    ]);
  });
});
