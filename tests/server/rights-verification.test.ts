import {
  type ClaimDetail,
  type ClaimReceipt,
  claimDetail,
  vaultList,
  vaultRightDetail,
} from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addOrganisation,
  addPerson,
  addRight,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let analyst: Person;
let manager: Person;
let investigator: Person;
beforeAll(async () => {
  test = await startTestServer();
  analyst = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
  const ours = await addOrganisation(test);
  manager = await addPerson(test, ours, ['manager']);
  investigator = await addPerson(test, ours, ['investigator']);
});
afterAll(() => test.close());

const ALL = [
  'certificate-readable',
  'place-and-number',
  'owner-as-at-office',
  'mark-as-registered',
  'classes-and-pages',
  'in-force',
];

async function ask(path: string, person: Person, method = 'GET', body?: unknown) {
  return send(test, path, {
    ...{ method, person },
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
}
const decide = (rightId: string, body: object, person = analyst) =>
  ask(`/v1/vault/rights/${rightId}/decision`, person, 'POST', body);
const verified = (revision: number, checked = ALL) => ({ decision: 'verified', revision, checked });

/** An unverified right with a claim that waits for it. */
async function withHeldClaim() {
  const rightId = await addRight(test, manager.organisationId, { status: 'unverified' });
  const { json } = await postClaim(
    test,
    investigator,
    await preparedClaim(test, { ...investigator, rightId }),
  );
  const { claimId, state } = json as ClaimReceipt;
  expect(state).toBe('held');
  return { rightId, claimId };
}
const claimOf = async (claimId: string): Promise<ClaimDetail> =>
  claimDetail.parse((await ask(`/v1/claims/${claimId}`, investigator)).json);

describe('the program’s staff', () => {
  it('see the rights of all organisations that wait, and verify one when everything was looked at; claims that waited go on', async () => {
    const { rightId, claimId } = await withHeldClaim();
    const queue = vaultList.parse((await ask('/v1/vault/rights?status=unverified', analyst)).json);
    expect(queue.rights.find((right) => right.rightId === rightId)?.holder.organisationId).toBe(
      manager.organisationId,
    );
    expect((await ask(`/v1/vault/rights/${rightId}`, analyst)).json).toMatchObject({
      ...{ may: { edit: false, verify: true }, claims: { own: { all: 1, held: 1 } } },
    });
    const open = await decide(rightId, verified(1, ALL.slice(1)));
    expect([open.status, open.json]).toMatchObject([
      422,
      { code: 'checks-open', errors: [{ path: '/checked/certificate-readable' }] },
    ]);
    const done = await decide(rightId, verified(1));
    expect([done.status, done.json]).toMatchObject([
      200,
      { status: 'verified', decided: { by: 'Test Person' } },
    ]);
    const { state, events } = await claimOf(claimId);
    expect(state).toBe('in_review');
    expect(events.at(-1)).toMatchObject({
      from: 'held',
      to: 'in_review',
      reason: { code: 'right-verified' },
      actor: { role: 'server' },
    });
    // Somebody else's second click finds it decided.
    expect(await decide(rightId, verified(1))).toMatchObject({
      status: 409,
      json: { code: 'right-changed-meanwhile' },
    });
    expect(await decide(rightId, verified(2))).toMatchObject({
      status: 409,
      json: { code: 'right-decided-already' },
    });
  });

  it('refuse one with a reason: its claims wait with that reason, no new one is taken, and mending it lets them go on', async () => {
    const { rightId, claimId } = await withHeldClaim();
    const late = await preparedClaim(test, { ...investigator, rightId });
    const refusal = { decision: 'refused', cause: 'owner-differs', text: 'The office names Aurora Holding.' };
    expect(await decide(rightId, { ...refusal, revision: 1 })).toMatchObject({
      ...{ status: 200, json: { status: 'rejected', refusal: { cause: 'owner-differs' } } },
    });
    const held = await claimOf(claimId);
    expect([held.state, held.events.at(-1)]).toMatchObject([
      'held',
      { from: 'held', to: 'held', reason: { code: 'right-refused', params: { cause: 'owner-differs' } } },
    ]);
    expect(await postClaim(test, investigator, late)).toMatchObject({
      ...{
        status: 422,
        json: { code: 'claim-incomplete', errors: [{ params: { requirement: 'right-rejected' } }] },
      },
    });
    const mended = await ask(`/v1/vault/rights/${rightId}`, manager, 'PATCH', {
      ...{ revision: 2, change: 'correction', fields: { owner: 'Aurora Holding' } },
    });
    expect(mended.json).toMatchObject({ status: 'unverified', refusal: null });
    await decide(rightId, verified(3));
    expect((await claimOf(claimId)).state).toBe('in_review');
    const { events } = vaultRightDetail.parse((await ask(`/v1/vault/rights/${rightId}`, manager)).json);
    expect(events.map(({ kind, status }) => [kind, status]).slice(0, 3)).toEqual([
      ['verified', 'verified'],
      ['edited', 'unverified'],
      ['refused', 'rejected'],
    ]);
  });

  it('never decide on a right of an organisation that they belong to', async () => {
    const rightId = await addRight(test, manager.organisationId, { status: 'unverified' });
    const both = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
    await test.owner.query(
      "insert into app.memberships (organisation_id, user_id, name, roles, created_at) values ($1, $2, 'Both', '{investigator}', now())",
      [manager.organisationId, both.userId],
    );
    expect(await decide(rightId, verified(1), both)).toMatchObject({
      status: 403,
      json: { code: 'right-of-own-organisation' },
    });
    expect((await ask(`/v1/vault/rights/${rightId}`, analyst)).json).toMatchObject({ status: 'unverified' });
  });

  it('and nobody else decide, change what a holder says, or register for one', async () => {
    const rightId = await addRight(test, manager.organisationId, { status: 'unverified' });
    expect((await decide(rightId, verified(1), manager)).status).toBe(403);
    expect((await decide(rightId, verified(1), investigator)).status).toBe(403);
    const edit = { revision: 1, change: 'correction', fields: { owner: 'Me' } };
    expect((await ask(`/v1/vault/rights/${rightId}`, analyst, 'PATCH', edit)).status).toBe(403);
    const client = await test.owner.connect();
    await client.query('begin');
    await client.query('select app.enter_as_staff($1, $2)', [analyst.userId, manager.organisationId]);
    await expect(
      client.query("update app.rights set owner = 'Me' where right_id = $1", [rightId]),
    ).rejects.toThrow('permission denied');
    await client.query('rollback');
    client.release();
  });
});
