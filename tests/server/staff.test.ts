import { claimDetail, claimList } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../server/src/audit/service.ts';
import { type Actor, type Move, type Moved, moveClaims } from '../../server/src/claims/transitions.ts';
import { type Database, openDatabase } from '../../server/src/db/database.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let db: Database;
let ours: Person & { rightId: string };
let theirs: Person & { rightId: string };
let analyst: Person;
let liaison: Person;
beforeAll(async () => {
  test = await startTestServer();
  db = openDatabase(test.databaseUrl);
  ours = await addInvestigator(test);
  theirs = await addInvestigator(test);
  analyst = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
  liaison = await addPerson(test, await addOrganisation(test, 'Marketplace'), ['liaison']);
});
afterAll(async () => {
  await db.close();
  await test.close();
});

async function handIn(person: Person & { rightId: string }) {
  const claim = await preparedClaim(test, person);
  expect((await postClaim(test, person, claim)).status).toBe(201);
  return claim;
}

/** Addresses that read one claim, or a part of it. */
const readsOf = (claim: Awaited<ReturnType<typeof handIn>>) => [
  `/v1/claims/${claim.claimId}`,
  `/v1/blobs/${claim.evidence[0]?.manifestSha256}?claim=${claim.claimId}`,
  `/v1/captures/${claim.evidence[0]?.captureId}/seal?claim=${claim.claimId}`,
  `/v1/claims/${claim.claimId}/reports/evidence`,
];

describe('the program’s staff', () => {
  it('see the claims of all participants, and are told whose each is', async () => {
    const claims = [await handIn(ours), await handIn(theirs)];
    const list = claimList.parse((await send(test, '/v1/claims', { person: analyst })).json);
    for (const [index, claim] of claims.entries()) {
      const row = list.claims.find(({ claimId }) => claimId === claim.claimId);
      expect(row?.organisation?.organisationId).toBe([ours, theirs][index]?.organisationId);
      for (const path of readsOf(claim)) {
        expect([path, (await send(test, path, { person: analyst })).status]).toEqual([path, 200]);
      }
    }
  });

  it('reach a file only as the claim’s that it is of', async () => {
    const [mine, other] = [await handIn(ours), await handIn(theirs)];
    const file = mine.evidence[0]?.manifestSha256;
    expect((await send(test, `/v1/blobs/${file}`, { person: analyst })).status).toBe(404);
    expect((await send(test, `/v1/blobs/${file}?claim=${other.claimId}`, { person: analyst })).status).toBe(
      404,
    );
  });

  it('are written into the chain of the claim’s organisation, by name', async () => {
    const claim = await handIn(ours);
    await send(test, `/v1/claims/${claim.claimId}`, { person: analyst });
    const { rows } = await test.owner.query(
      `select organisation_id, entry -> 'detail' ->> 'staff' as staff from app.audit
       where entity = $1 and entry ->> 'action' = 'claim.read'`,
      [claim.claimId],
    );
    expect(rows).toEqual([{ organisation_id: ours.organisationId, staff: 'Test Person' }]);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('pack what one organisation has handed in, and refuse to mix', async () => {
    const [mine, other] = [await handIn(ours), await handIn(theirs)];
    const order = (claimIds: string[]) =>
      send(test, '/v1/packages', {
        method: 'POST',
        person: analyst,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'evidence', claimIds }),
      });
    expect((await order([mine.claimId])).status).toBe(200);
    expect((await order([mine.claimId, other.claimId])).json).toMatchObject({
      code: 'package-of-several-organisations',
    });
  });
});

describe('nobody else', () => {
  it('reaches another organisation’s claim', async () => {
    const claim = await handIn(ours);
    for (const path of readsOf(claim)) {
      expect([path, (await send(test, path, { person: theirs })).status]).toEqual([path, 404]);
      expect([path, (await send(test, path, { person: liaison })).status]).toEqual([path, 403]);
    }
  });

  it('enters as staff, by whatever identity a program error may name', async () => {
    const enter = (userId: string) =>
      db.inOrganisation({ organisationId: ours.organisationId, userId, as: 'staff' }, async () => 'entered');
    expect(await enter(analyst.userId)).toBe('entered');
    await expect(enter(theirs.userId)).rejects.toThrow('only program staff');
    await expect(enter(liaison.userId)).rejects.toThrow('only program staff');
    // An analyst of a participant's making is none.
    const false_ = await addPerson(test, await addOrganisation(test, 'Pretender'), ['analyst']);
    await test.owner.query("update app.organisations set kind = 'rights_holder' where organisation_id = $1", [
      false_.organisationId,
    ]);
    await expect(enter(false_.userId)).rejects.toThrow('only program staff');
  });

  it('has an id taken from them that another organisation’s claim has', async () => {
    const claim = await handIn(ours);
    const same = { ...(await preparedClaim(test, theirs)), claimId: claim.claimId };
    const refused = await postClaim(test, theirs, same);
    expect(refused).toMatchObject({ status: 422, json: { code: 'claim-id-taken' } });
    expect((await send(test, `/v1/claims/${claim.claimId}`, { person: theirs })).status).toBe(404);
  });
});

describe('moving claims', () => {
  const staff = (): Actor => ({ by: 'staff', userId: analyst.userId, name: 'Ana', role: 'analyst' });
  const move = (moves: Move[], actor: Actor = staff()): Promise<Moved[]> =>
    db.inOrganisation(
      {
        organisationId: ours.organisationId,
        userId: actor.userId,
        ...(actor.by === 'staff' && { as: 'staff' }),
      },
      async (scope) => moveClaims(scope, await openLedger(scope, ours.organisationId), actor, moves),
    );

  it('writes state, event, change and audit entry, and leaves what cannot be moved as it is', async () => {
    const [one, two] = [await handIn(ours), await handIn(ours)];
    const moved = await move([
      { claimId: one.claimId, to: 'approved', reason: null, seen: 2 },
      { claimId: two.claimId, to: 'approved', reason: null, seen: 1 },
      { claimId: two.claimId, to: 'sent', reason: null },
      { claimId: theirs.organisationId, to: 'approved', reason: null },
    ]);
    expect(moved.map(({ outcome }) => outcome)).toEqual(['moved', 'changed', 'no-way', 'unknown']);
    const detail = claimDetail.parse((await send(test, `/v1/claims/${one.claimId}`, { person: ours })).json);
    expect(detail.state).toBe('approved');
    expect(detail.events.at(-1)).toMatchObject({ from: 'in_review', to: 'approved', actor: { name: 'Ana' } });
    const { rows } = await test.owner.query(
      `select detail ->> 'state' as state from app.changes where entity_id = $1 order by sequence`,
      [one.claimId],
    );
    expect(rows.map(({ state }) => state)).toEqual(['in_review', 'approved']);
    expect((await send(test, `/v1/claims/${two.claimId}`, { person: ours })).json).toMatchObject({
      state: 'in_review',
    });
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('is refused by the database where a participant would decide on its own claim', async () => {
    const claim = await handIn(ours);
    await expect(
      db.inOrganisation(ours, (scope) =>
        scope
          .updateTable('app.claims')
          .set({ state: 'approved' })
          .where('claim_id', '=', claim.claimId)
          .execute(),
      ),
    ).rejects.toThrow('row-level security');
    const actor: Actor = { by: 'participant', userId: ours.userId, name: 'Ines', role: 'investigator' };
    const outcomes = await move([{ claimId: claim.claimId, to: 'withdrawn', reason: null }], actor);
    expect(outcomes[0]).toMatchObject({ outcome: 'moved', state: 'withdrawn' });
  });
});
