import { claimDetail, knownList, watchList } from '@marketsafe/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SOON } from '../support/soon.ts';
import { makeCapture } from './captures.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  makeClaim,
  type Person,
  postClaim,
  preparedClaim,
  putCaptures,
  send,
  sendJson,
  startTestServer,
  type TestServer,
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

async function removed() {
  const claim = await preparedClaim(test, holder);
  expect((await postClaim(test, holder, claim)).status).toBe(201);
  await test.owner.query("update app.claims set state = 'removed', state_since = now() where claim_id = $1", [
    claim.claimId,
  ]);
  const { marketplace, itemId } = claim.target;
  return { claim, listing: { marketplace, itemId } };
}

async function tell(person: Person, sightings: object[]): Promise<unknown> {
  const answer = await sendJson(test, '/v1/sightings', { method: 'PUT', person, body: { sightings } });
  expect(answer.status).toBe(200);
  return answer.json;
}

async function listOf(person: Person, claimId: string) {
  const { listings } = watchList.parse((await send(test, '/v1/watch-list', { person })).json);
  return listings.find((one) => one.claimId === claimId);
}

it('what somebody saw where a removed listing had been is on the watch list of theirs and of staff, and nobody else’s', async () => {
  const { claim, listing } = await removed();
  expect(await listOf(holder, claim.claimId)).toMatchObject({ sightings: [], relisted: null });
  const gone = { listing, seen: 'gone', at: new Date(Date.now() - 60_000).toISOString() };
  expect(await tell(holder, [gone])).toEqual({ news: 1 });
  // Told twice it is one.
  expect(await tell(holder, [gone])).toEqual({ news: 0 });
  const live = { listing, seen: 'live', at: '2999-01-01T00:00:00.000Z' };
  expect(await tell(holder, [live])).toEqual({ news: 1 });
  for (const person of [holder, analyst]) {
    const { sightings } = (await listOf(person, claim.claimId)) ?? { sightings: [] };
    expect(sightings.map(({ seen }) => seen)).toEqual(['live', 'gone']);
    // A wrong clock puts no visit into the future.
    expect(Date.parse(sightings[0]?.at ?? '')).toBeLessThanOrEqual(Date.now());
  }
  expect(await listOf(stranger, claim.claimId)).toBeUndefined();
  expect(await tell(stranger, [gone])).toEqual({ news: 0 });
  expect(await listOf(holder, claim.claimId)).toMatchObject({ sightings: [{}, {}] });
  // The organisation's devices hear of it.
  const known = knownList.parse((await send(test, '/v1/known', { person: holder })).json);
  expect(known.items.find((item) => item.kind === 'claim' && item.claimId === claim.claimId)).toMatchObject({
    lastSeen: { seen: 'live' },
  });
});

it('a listing that was seen live again and has no new claim stands first; a new claim of it is linked', async () => {
  const { claim, listing } = await removed();
  await tell(holder, [{ listing, seen: 'live', at: new Date().toISOString() }]);
  const first = async () =>
    watchList.parse((await send(test, '/v1/watch-list', { person: holder })).json).listings[0]?.claimId;
  const captures = [makeCapture(claim.target.itemId)];
  await putCaptures(test, holder, captures);
  const newer = makeClaim(holder.rightId, claim.target.itemId, captures);
  await test.owner.query(
    `insert into app.claim_events (organisation_id, claim_id, sequence, event_id, at, actor_role, from_state, to_state, reason_params)
     values ($1, $2, 90, gen_random_uuid(), now(), 'analyst', 'sent', 'removed', '{}')`,
    [holder.organisationId, claim.claimId],
  );
  expect((await postClaim(test, holder, newer)).status).toBe(201);
  const { number } = claimDetail.parse(
    (await send(test, `/v1/claims/${newer.claimId}`, { person: holder })).json,
  );
  await expect
    .poll(async () => (await listOf(holder, claim.claimId))?.relisted, SOON)
    .toEqual({ claimId: newer.claimId, number });
  expect(await first()).not.toBe(claim.claimId);
});

it('of a listing whose claim is not removed nothing is kept', async () => {
  const claim = await preparedClaim(test, holder);
  expect((await postClaim(test, holder, claim)).status).toBe(201);
  const { marketplace, itemId } = claim.target;
  const seen = { listing: { marketplace, itemId }, seen: 'live', at: new Date().toISOString() };
  expect(await tell(holder, [seen])).toEqual({ news: 0 });
});
