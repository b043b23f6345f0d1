import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { SOON } from '../support/soon.ts';
import {
  addInvestigator,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let person: Person & { rightId: string };
let claimId: string;
let file: string;
beforeAll(async () => {
  test = await startTestServer({ seedDemo: true });
  person = await addInvestigator(test);
  const claim = await preparedClaim(test, person);
  expect((await postClaim(test, person, claim)).status).toBe(201);
  claimId = claim.claimId;
  file = claim.evidence[0]?.files[0]?.sha256 ?? '';
});
afterAll(() => test.close());

/** Entries of the organisation after a number. */
async function entriesAfter(sequence: number, organisationId = person.organisationId) {
  const { rows } = await test.owner.query(
    'select entry from app.audit where organisation_id = $1 and sequence > $2 order by sequence',
    [organisationId, sequence],
  );
  return rows.map(({ entry }) => entry);
}

async function head(organisationId = person.organisationId): Promise<number> {
  const { rows } = await test.owner.query(
    'select audit_sequence from app.ledger_heads where organisation_id = $1',
    [organisationId],
  );
  return rows[0].audit_sequence;
}

describe('what is confidential', () => {
  it('is not read without an entry that says by whom, before the answer is there', async () => {
    for (const [path, action, entity] of [
      [`/v1/claims/${claimId}`, 'claim.read', claimId],
      ['/v1/claims', 'claims.listed', person.organisationId],
      [`/v1/blobs/${file}`, 'blob.read', file],
      [`/v1/blobs/${file}?claim=${claimId}`, 'blob.read', file],
      [`/v1/claims/${claimId}/reports/evidence`, 'claim.exported', claimId],
    ] as const) {
      const before = await head();
      expect([path, (await send(test, path, { person })).status]).toEqual([path, 200]);
      expect(await entriesAfter(before)).toMatchObject([{ action, entity, actorUserId: person.userId }]);
    }
    const before = await head();
    const packed = await send(test, '/v1/packages', {
      method: 'POST',
      person,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'evidence', claimIds: [claimId] }),
    });
    expect(packed.status).toBe(200);
    expect(await entriesAfter(before)).toMatchObject([{ action: 'package.exported', entity: claimId }]);
  });

  it('leaves no entry where nothing was shown', async () => {
    const before = await head();
    const liaison = await addPerson(test, person.organisationId, ['liaison']);
    const nothing = '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e1d01';
    for (const [path, who, status] of [
      [`/v1/claims/${nothing}`, person, 404],
      [`/v1/blobs/${'0'.repeat(64)}`, person, 404],
      [`/v1/claims/${claimId}`, liaison, 403],
      ['/v1/claims', undefined, 401],
    ] as const) {
      expect((await send(test, path, { person: who })).status).toBe(status);
    }
    expect(await entriesAfter(before)).toEqual([]);
  });

  it('read by many at once has an entry for each, and the chain holds', async () => {
    const before = await head();
    const people = await Promise.all(
      Array.from({ length: 30 }, () => addPerson(test, person.organisationId)),
    );
    const answers = await Promise.all(
      people.flatMap((one) =>
        ['/v1/claims', `/v1/blobs/${file}`].map((path) => send(test, path, { person: one })),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await entriesAfter(before)).toHaveLength(60);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('on a screen that asks again and again has an entry for the first look and for whatever is new', async () => {
    const own = await addInvestigator(test);
    const colleague = await addPerson(test, own.organisationId);
    const handIn = async () => {
      const claim = await preparedClaim(test, own);
      expect((await postClaim(test, own, claim)).status).toBe(201);
      return claim.claimId;
    };
    const first = await handIn();
    const looks = async (path: string, times: number, who: Person = own) => {
      const before = await head(own.organisationId);
      for (let time = 0; time < times; time += 1)
        expect((await send(test, path, { person: who })).status).toBe(200);
      return (await entriesAfter(before, own.organisationId)).map(({ action }) => action);
    };
    expect(await looks('/v1/claims', 3)).toEqual(['claims.listed']);
    expect(await looks('/v1/claims', 1, colleague)).toEqual(['claims.listed']);
    expect(await looks('/v1/search', 2)).toEqual(['claims.listed']);
    expect(await looks(`/v1/claims/${first}`, 2)).toEqual(['claim.read']);
    const second = await handIn();
    expect(await looks('/v1/claims', 2)).toEqual(['claims.listed']);
    expect(await looks('/v1/claims?limit=1', 2)).toEqual([]);
    expect(await looks(`/v1/claims/${second}`, 1)).toEqual(['claim.read']);
    // What happened to a claim since makes it a new one to read.
    const before = await head(own.organisationId);
    const { status } = await send(test, `/v1/claims/${first}/withdrawal`, {
      method: 'POST',
      person: own,
      headers: { 'content-type': 'application/json', 'idempotency-key': first },
      body: JSON.stringify({ cause: 'mistake', text: '' }),
    });
    expect(status).toBe(200);
    expect((await entriesAfter(before, own.organisationId)).map(({ action }) => action)).toEqual([
      'claim.moved',
    ]);
    expect(await looks(`/v1/claims/${first}`, 2)).toEqual(['claim.read']);
    // Everybody’s first look at once waits for the one entry.
    const late = await addPerson(test, own.organisationId);
    const at = await head(own.organisationId);
    await Promise.all(Array.from({ length: 10 }, () => send(test, '/v1/claims', { person: late })));
    expect(await entriesAfter(at, own.organisationId)).toHaveLength(1);
  });

  it('does not go out while the audit cannot be written', async () => {
    const fresh = await addPerson(test, person.organisationId);
    await test.owner.query('revoke insert on app.audit from marketsafe_app');
    try {
      // Asked twice: what failed to be written was not seen.
      for (const path of [`/v1/claims/${claimId}`, '/v1/claims', '/v1/claims', `/v1/blobs/${file}`]) {
        const answer = await send(test, path, { person: fresh });
        expect([path, answer.status >= 500]).toEqual([path, true]);
        expect(answer.bytes.toString()).not.toMatch(/aliexpress|PNG/);
      }
    } finally {
      await test.owner.query('grant insert on app.audit to marketsafe_app');
    }
    expect((await send(test, '/v1/claims', { person })).status).toBe(200);
  });
});

describe('a sign-in that fails', () => {
  const signIn = (email: string) =>
    send(test, '/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: test.url },
      body: JSON.stringify({ email, password: 'wrong-password-123' }),
    });

  it('is in the audit of the account’s organisation with account and address', async () => {
    const email = test.server.demo?.email ?? '';
    const { rows } = await test.owner.query(
      'select user_id, organisation_id from app.memberships where user_id = (select "id"::uuid from auth."user" where "email" = $1)',
      [email],
    );
    const { user_id: userId, organisation_id: organisation } = rows[0];
    const before = await head(organisation);
    expect((await signIn(email.toUpperCase())).status).toBe(401);
    await vi.waitFor(
      async () =>
        expect(await entriesAfter(before, organisation)).toMatchObject([
          { action: 'sign-in.failed', actorUserId: null, entity: userId, detail: { address: '127.0.0.1' } },
        ]),
      SOON,
    );
    expect((await signIn('nobody@demo.example')).status).toBe(401);
  });
});
