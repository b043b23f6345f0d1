import { randomUUID } from 'node:crypto';
import {
  type ClaimReceipt,
  claimDetail,
  claimList,
  type MandateDetail,
  mandateDetail,
  mandateList,
  rightsList,
} from '@marketsafe/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addOrganisation,
  addPerson,
  addRight,
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
let analyst: Person;
let holder: Person;
let holderInvestigator: Person;
let agent: Person;
let agentInvestigator: Person;
let rightId: string;
let otherRight: string;
let document: string;

async function participant(name: string, kind: string): Promise<[manager: Person, investigator: Person]> {
  const organisationId = await addOrganisation(test, name);
  await test.owner.query('update app.organisations set kind = $2 where organisation_id = $1', [
    organisationId,
    kind,
  ]);
  return [
    await addPerson(test, organisationId, ['manager']),
    await addPerson(test, organisationId, ['investigator']),
  ];
}

beforeAll(async () => {
  test = await startTestServer();
  analyst = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
});
afterAll(() => test.close());

let round = 0;
beforeEach(async () => {
  round += 1;
  [holder, holderInvestigator] = await participant(`Aurora ${round}`, 'rights_holder');
  [agent, agentInvestigator] = await participant(`Agency ${round}`, 'representative');
  rightId = await addRight(test, holder.organisationId);
  otherRight = await addRight(test, holder.organisationId, { type: 'design' });
  const paper = Buffer.from(`%PDF-1.4 mandate ${round}`);
  document = sha256(paper);
  for (const person of [holder, agent]) await putBlob(test, person, paper, 'application/pdf');
});

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
async function ask(path: string, person: Person, method = 'GET', body?: unknown) {
  return send(test, path, {
    ...{ method, person },
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
}

function terms(given: object = {}) {
  return {
    ...{ mandateId: randomUUID(), party: `agency ${round}`, rightIds: null, marketplaces: null },
    ...{ powers: ['file-claims'], validFrom: day(-10), validTo: day(300), document },
    ...{ authority: 'sealed', signedName: 'A. Rora', signedTitle: 'Director' },
    ...given,
  };
}

/** A mandate that the holder gave. */
async function give(given: object = {}): Promise<MandateDetail> {
  const { status, json } = await ask('/v1/mandates', holder, 'POST', terms(given));
  expect([status, json]).toEqual([200, json]);
  return mandateDetail.parse(json);
}

/** A mandate as it would be after some time, by SQL. */
const age = (mandateId: string, set: string) =>
  test.owner.query(`update app.mandates set ${set} where mandate_id = $1`, [mandateId]);

async function file(under = rightId): Promise<{ status: number; json: unknown; claimId: string }> {
  const claim = await preparedClaim(test, { ...agentInvestigator, rightId: under });
  const { status, json } = await postClaim(test, agentInvestigator, claim);
  return { status, json, claimId: claim.claimId };
}

/** What the representative may claim under. */
const offered = async () => rightsList.parse((await ask('/v1/rights', agentInvestigator)).json).rights;

describe('a mandate', () => {
  it('that a holder gives shows its rights to the representative, which claims under them', async () => {
    expect(await offered()).toEqual([]);
    const { mandateId, state } = await give({ marketplaces: ['aliexpress'], validTo: day(30) });
    expect(state).toBe('in-force');
    expect((await offered()).map((right) => [right.rightId, right.mandates]).sort()).toEqual(
      [rightId, otherRight]
        .map((id) => [
          id,
          [
            {
              ...{
                mandateId,
                holder: `Aurora ${round}`,
                powers: ['file-claims'],
                marketplaces: ['aliexpress'],
              },
              ...{ validFrom: day(-10), validTo: day(30) },
            },
          ],
        ])
        .sort(),
    );
    const { status, claimId } = await file();
    expect(status).toBe(201);
    // It stays the representative's own, under the holder's right.
    const { rows } = await test.owner.query(
      'select organisation_id, holder_id, mandate_id from app.claims where claim_id = $1',
      [claimId],
    );
    expect(rows).toEqual([
      { organisation_id: agent.organisationId, holder_id: holder.organisationId, mandate_id: mandateId },
    ]);
    expect(claimDetail.parse((await ask(`/v1/claims/${claimId}`, agentInvestigator)).json).holder?.name).toBe(
      `Aurora ${round}`,
    );
  });

  it('that a representative proposes is nothing until the holder or the program confirms it, each once', async () => {
    for (const by of [holder, analyst]) {
      const proposal = terms({ party: `AURORA ${round}` });
      const { json } = await ask('/v1/mandates', agent, 'POST', proposal);
      expect(json).toMatchObject({ state: 'proposed', may: { decide: false, revoke: false } });
      expect(await offered()).toEqual([]);
      // Of an earlier one it may be said that it was revoked.
      expect(await file()).toMatchObject({ status: 422, json: { code: expect.stringMatching(/^mandate-/) } });
      const at = `/v1/mandates/${proposal.mandateId}`;
      expect((await ask(`${at}/decision`, agent, 'POST', { decision: 'in-force' })).status).toBe(403);
      const done = await ask(`${at}/decision`, by, 'POST', { decision: 'in-force', rightIds: [rightId] });
      expect(done.json).toMatchObject({
        state: 'in-force',
        rights: [{ rightId }],
        decided: { by: 'Test Person' },
      });
      expect(await ask(`${at}/decision`, by, 'POST', { decision: 'refused', reason: 'x' })).toMatchObject({
        ...{ status: 409, json: { code: 'mandate-changed-meanwhile' } },
      });
      expect((await offered()).map((right) => right.rightId)).toEqual([rightId]);
      await ask(`${at}/revocation`, agent, 'POST', { reason: 'Given back' });
    }
  });

  it('is between its two sides: others find no such mandate, and a name that nobody has is said', async () => {
    const { mandateId } = await give();
    const [stranger] = await participant(`Stranger ${round}`, 'rights_holder');
    for (const [path, method, body] of [
      ['', 'GET'],
      [`/papers/${document}`, 'GET'],
      ['/decision', 'POST', { decision: 'in-force' }],
      ['/revocation', 'POST', { reason: 'x' }],
    ] as const) {
      expect([path, (await ask(`/v1/mandates/${mandateId}${path}`, stranger, method, body)).status]).toEqual([
        path,
        404,
      ]);
    }
    expect(mandateList.parse((await ask('/v1/mandates', stranger)).json).mandates).toEqual([]);
    for (const side of [holder, agent, analyst])
      expect((await ask(`/v1/mandates/${mandateId}/papers/${document}`, side)).bytes.toString()).toContain(
        '%PDF',
      );
    for (const party of ['Nobody', `Aurora ${round}`, `Stranger ${round}`]) {
      expect(await ask('/v1/mandates', holder, 'POST', terms({ party }))).toMatchObject({
        ...{ status: 422, json: { errors: [{ path: '/party', code: 'nobody-called-so' }] } },
      });
    }
    expect((await ask('/v1/mandates', holderInvestigator, 'POST', terms())).status).toBe(403);
  });

  it('lets its representative take claims back where it says so, and only there', async () => {
    const withdraw = (claimId: string) =>
      send(test, `/v1/claims/${claimId}/withdrawal`, {
        method: 'POST',
        person: agentInvestigator,
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify({ cause: 'mistake', text: '' }),
      });
    await give();
    const { claimId } = await file();
    expect(await withdraw(claimId)).toMatchObject({
      status: 422,
      json: { code: 'mandate-without-withdrawal', params: { holder: `Aurora ${round}` } },
    });
    await give({ powers: ['withdraw'] });
    expect(await withdraw(claimId)).toMatchObject({ status: 200, json: { state: 'withdrawn' } });
  });

  it.each<[string, object, string | null, string]>([
    ['has run out', {}, 'valid_from = current_date - 9, valid_to = current_date - 1', 'mandate-ended'],
    ['was revoked', {}, "revoked_at = now(), revocation = 'x', revoked_by_name = 'x'", 'mandate-revoked'],
    ['begins tomorrow', { validFrom: day(1) }, null, 'mandate-not-in-force'],
    ['names another right', { rightIds: 'other' }, null, 'mandate-without-right'],
    ['is for another marketplace', { marketplaces: ['taobao'] }, null, 'mandate-without-marketplace'],
    ['lets nobody file', { powers: ['withdraw'] }, null, 'mandate-without-power'],
  ])('that %s takes no claim, says so in words, and keeps nothing', async (_, given, set, code) => {
    const { mandateId } = await give({ ...given, ...('rightIds' in given && { rightIds: [otherRight] }) });
    // Prepared before it changes, as between form and sending.
    const claim = await preparedClaim(test, { ...agentInvestigator, rightId });
    if (set !== null) await age(mandateId, set);
    const answer = await postClaim(test, agentInvestigator, claim);
    expect(answer).toMatchObject({ status: 422, json: { code, params: { holder: `Aurora ${round}` } } });
    const { rows } = await test.owner.query('select from app.claims where organisation_id = $1', [
      agent.organisationId,
    ]);
    expect(rows).toEqual([]);
    // Once the holder has mended that, the same claim is taken.
    await give();
    expect((await postClaim(test, agentInvestigator, claim)).status).toBe(201);
  });

  it('gives nothing to who has none: another’s right is one that is not registered', async () => {
    const [, stranger] = await participant(`Other agency ${round}`, 'representative');
    await give();
    const claim = await preparedClaim(test, { ...stranger, rightId });
    expect(await postClaim(test, stranger, claim)).toMatchObject({
      status: 422,
      json: { code: 'right-unknown' },
    });
  });
});

describe('when a mandate ends', () => {
  it('its representative reads nothing more that it filed, and the holder reads all of it', async () => {
    const { mandateId } = await give();
    const { claimId, json } = await file();
    const { number } = json as ClaimReceipt;
    const detail = claimDetail.parse((await ask(`/v1/claims/${claimId}`, agentInvestigator)).json);
    const [item] = detail.evidence;
    const picture = `/v1/blobs/${item?.files[0]?.sha256}?claim=${claimId}`;
    const manifest = `/v1/blobs/${item?.manifestSha256}?claim=${claimId}`;
    const report = `/v1/claims/${claimId}/reports/evidence`;
    const order = { kind: 'evidence', claimIds: [claimId] };
    const list = async (person: Person, query = '') =>
      claimList.parse((await ask(`/v1/claims${query}`, person)).json).claims.map((claim) => claim.claimId);
    const reads = async (person: Person) => ({
      claim: (await ask(`/v1/claims/${claimId}`, person)).status,
      picture: (await ask(picture, person)).status,
      manifest: (await ask(manifest, person)).status,
      report: (await ask(report, person)).status,
      package: (await ask('/v1/packages', person, 'POST', order)).status,
    });
    const all = { claim: 200, picture: 200, manifest: 200, report: 200, package: 200 };
    const none = { claim: 404, picture: 404, manifest: 404, report: 404, package: 404 };
    expect(await reads(agent)).toEqual(all);
    expect(await reads(holder)).toEqual(all);
    // A representative's files are those of claims that it names.
    expect((await ask(picture.replace(/\?.*/, ''), agent)).status).toBe(404);

    await ask(`/v1/mandates/${mandateId}/revocation`, holder, 'POST', { reason: 'Over' });
    expect(await reads(agent)).toEqual(none);
    expect(await list(agentInvestigator)).toEqual([]);
    expect(await offered()).toEqual([]);
    expect((await ask('/v1/changes', agentInvestigator)).bytes.toString()).not.toContain(claimId);
    expect((await ask('/v1/known', agentInvestigator)).bytes.toString()).not.toContain(number);

    expect(await reads(holder)).toEqual(all);
    expect(await list(holder)).toEqual([]);
    expect(await list(holder, '?filed=for-us')).toEqual([claimId]);
    const seen = claimDetail.parse((await ask(`/v1/claims/${claimId}`, holder)).json);
    expect(seen).toEqual({
      ...detail,
      organisation: { organisationId: agent.organisationId, name: `Agency ${round}` },
    });
    // Its reading stands in the chain of whose claim it is.
    const { rows } = await test.owner.query(
      "select entry ->> 'action' as action from app.audit where organisation_id = $1 and entry ->> 'actorUserId' = $2 and entity = $3",
      [agent.organisationId, holder.userId, claimId],
    );
    expect(new Set(rows.map((row) => row.action))).toContain('claim.read');
    expect((await ask(`/v1/mandates/${mandateId}`, holder)).json).toMatchObject({
      ...{ state: 'revoked', standing: { forHolder: { filed: 1, approved: 0, declined: 0, withdrawn: 0 } } },
    });
  });

  it('the holder reads that claim alone: nothing else of its representative, nor what was filed for others', async () => {
    await give();
    const { claimId } = await file();
    const [another] = await participant(`Borealis ${round}`, 'rights_holder');
    expect((await ask(`/v1/claims/${claimId}`, another)).status).toBe(404);
    const own = await addRight(test, agent.organisationId);
    const { claimId: ownClaim } = await file(own);
    expect((await ask(`/v1/claims/${ownClaim}`, holder)).status).toBe(404);
    expect(
      claimList
        .parse((await ask('/v1/claims?filed=for-us', holder)).json)
        .claims.map((claim) => claim.claimId),
    ).toEqual([claimId]);
    const client = await test.owner.connect();
    try {
      await client.query('begin');
      await client.query('select app.enter_visit($1, $2, $3)', [
        holder.userId,
        holder.organisationId,
        claimId,
      ]);
      for (const table of ['claims', 'claim_events', 'claim_evidence']) {
        const { rows } = await client.query(`select claim_id from app.${table}`);
        expect([table, [...new Set(rows.map((row) => row.claim_id))]]).toEqual([table, [claimId]]);
      }
      const count = async (table: string) => (await client.query(`select from app.${table}`)).rowCount;
      expect([await count('captures'), await count('blobs'), await count('rights')]).toEqual([1, 3, 2]);
      for (const table of ['changes', 'idempotency', 'draft_notices', 'invitations'])
        await expect(client.query(`savepoint one; select from app.${table}`))
          .rejects.toThrow('permission denied')
          .finally(() => client.query('rollback to one'));
      await expect(client.query(`update app.claims set state = 'withdrawn'`)).rejects.toThrow(
        'permission denied',
      );
    } finally {
      await client.query('rollback');
      client.release();
    }
    for (const [person, claim] of [
      [holder, ownClaim],
      [another, claimId],
    ] as const) {
      await expect(
        test.owner.query('select app.enter_visit($1, $2, $3)', [person.userId, person.organisationId, claim]),
      ).rejects.toThrow('no such claim');
    }
    await expect(
      test.owner.query('select app.enter_visit($1, $2, $3)', [
        another.userId,
        holder.organisationId,
        claimId,
      ]),
    ).rejects.toThrow('only people of a holder');
  });

  it('claims that waited for a right of the holder go on when it is verified', async () => {
    const waiting = await addRight(test, holder.organisationId, { status: 'unverified' });
    await give();
    const { claimId, json } = await file(waiting);
    expect((json as ClaimReceipt).state).toBe('held');
    const checked = [
      'certificate-readable',
      'place-and-number',
      'owner-as-at-office',
      'mark-as-registered',
      'classes-and-pages',
      'in-force',
    ];
    const decision = { decision: 'verified', revision: 1, checked };
    expect((await ask(`/v1/vault/rights/${waiting}/decision`, analyst, 'POST', decision)).status).toBe(200);
    expect(claimDetail.parse((await ask(`/v1/claims/${claimId}`, agentInvestigator)).json).state).toBe(
      'in_review',
    );
  });
});
