import { createHash, randomUUID } from 'node:crypto';
import { mandateDetail } from '@marketsafe/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, fileUnder, type Participant, participant, terms } from './mandated.ts';
import {
  addOrganisation,
  addPerson,
  addRight,
  type Person,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let program: string;
let first: Person;
let second: Person;
let holder: Participant;
let agent: Participant;
beforeAll(async () => {
  test = await startTestServer();
  program = await addOrganisation(test, 'Program');
  first = await addPerson(test, program, ['analyst']);
  second = await addPerson(test, program, ['program_lead']);
});
afterAll(() => test.close());
let round = 0;
beforeEach(async () => {
  round += 1;
  holder = await participant(test, `Aurora ${round}`, 'rights_holder');
  agent = await participant(test, `Agency ${round}`, 'representative');
});

/** Hands a paper in as one of the staff. */
async function paper(text: string, person = first): Promise<string> {
  const bytes = Buffer.from(`%PDF-1.4 ${text} ${round}`);
  const digest = createHash('sha256').update(bytes).digest('base64');
  const { status } = await send(test, `/v1/mandates/papers/${sha256(bytes)}`, {
    ...{ method: 'PUT', person, body: bytes },
    headers: { 'content-type': 'application/pdf', 'repr-digest': `sha-256=:${digest}:` },
  });
  expect([200, 201]).toContain(status);
  return sha256(bytes);
}

async function enter(given: object = {}, person = first) {
  const document = await paper('mandate', person);
  return ask(test, '/v1/mandates/on-paper', person, 'POST', {
    ...terms({ holderId: holder.organisationId, representativeId: agent.organisationId, document }),
    ...given,
  });
}
const decide = (mandateId: string, person: Person, decision: object = { decision: 'in-force' }) =>
  ask(test, `/v1/mandates/${mandateId}/decision`, person, 'POST', decision);

describe('a mandate that came on paper', () => {
  it('is entered with its papers, proposed, and in force once its holder has confirmed it', async () => {
    const rightId = await addRight(test, holder.organisationId);
    const annex = await paper('annex');
    const { status, json } = await enter({
      furtherPapers: [annex],
      powers: ['file-claims'],
      rightIds: [rightId],
    });
    expect([status, json]).toEqual([200, json]);
    const entered = mandateDetail.parse(json);
    expect(entered).toMatchObject({
      ...{ state: 'proposed', enteredByProgram: true, signedTitle: 'Director' },
      ...{ undeciding: 'holder-confirms', may: { decide: false }, rights: [{ rightId }] },
    });
    expect(entered.papers.map((one) => one.sha256)).toEqual([entered.document, annex]);
    // Both sides read its papers, which lie with the program; nobody else does.
    const stranger = await participant(test, `Stranger ${round}`, 'rights_holder');
    for (const { sha256: hash } of entered.papers) {
      const at = `/v1/mandates/${entered.mandateId}/papers/${hash}`;
      for (const reader of [holder.manager, agent.investigator, second])
        expect((await ask(test, at, reader)).bytes.toString()).toContain('%PDF');
      expect((await ask(test, at, stranger.manager)).status).toBe(404);
    }
    // The holder is there: no one of the staff speaks for it.
    for (const staff of [first, second])
      expect(await decide(entered.mandateId, staff)).toMatchObject({
        ...{ status: 403, json: { code: 'mandate-for-its-holder', params: { holder: holder.name } } },
      });
    expect((await decide(entered.mandateId, agent.manager)).status).toBe(403);
    expect((await decide(entered.mandateId, holder.manager)).json).toMatchObject({ state: 'in-force' });
    await fileUnder(test, agent.investigator, rightId);
    const { rows } = await test.owner.query(
      "select entry ->> 'action' as action, entry ->> 'actorUserId' as actor, entry -> 'detail' ->> 'staff' as staff from app.audit where organisation_id = $1 and entity = $2 and entry ->> 'action' <> 'mandate.document-read' order by sequence",
      [holder.organisationId, entered.mandateId],
    );
    expect(rows).toEqual([
      { action: 'mandate.entered', actor: first.userId, staff: 'Test Person' },
      { action: 'mandate.confirmed', actor: holder.manager.userId, staff: null },
    ]);
  });

  it('is confirmed by a second one of the staff while its holder has nobody who could, never by who entered it', async () => {
    const holderId = await addOrganisation(test, `Nobody yet ${round}`);
    const { mandateId } = mandateDetail.parse((await enter({ holderId })).json);
    expect(await decide(mandateId, first)).toMatchObject({
      ...{ status: 403, json: { code: 'mandate-entered-by-oneself' } },
    });
    // Not by the database either.
    const client = await test.owner.connect();
    try {
      await client.query('begin');
      await client.query('select app.enter_as_staff($1, $2)', [first.userId, holderId]);
      await expect(
        client.query("update app.mandates set status = 'in_force' where mandate_id = $1", [mandateId]),
      ).rejects.toThrow('whoever entered a mandate does not confirm it');
    } finally {
      await client.query('rollback');
      client.release();
    }
    const seen = mandateDetail.parse((await ask(test, `/v1/mandates/${mandateId}`, second)).json);
    expect(seen).toMatchObject({ undeciding: null, may: { decide: true } });
    expect((await decide(mandateId, second)).json).toMatchObject({ state: 'in-force' });
    expect(await decide(mandateId, second)).toMatchObject({ json: { code: 'mandate-changed-meanwhile' } });
  });

  it('names sides and rights that there are, papers that were handed in, and days in their order', async () => {
    const other = await participant(test, `Other ${round}`, 'rights_holder');
    const foreign = await addRight(test, other.organisationId);
    const wrong = async (given: object) => ((await enter(given)).json as { errors: object[] }).errors;
    expect(await wrong({ representativeId: other.organisationId })).toMatchObject([
      { path: '/representativeId', code: 'nobody-called-so' },
    ]);
    expect(await wrong({ holderId: randomUUID() })).toMatchObject([{ path: '/holderId' }]);
    expect(await wrong({ rightIds: [foreign] })).toMatchObject([
      { path: '/rightIds', code: 'right-not-registered' },
    ]);
    expect(await wrong({ validTo: '2020-01-01' })).toMatchObject([{ path: '/validTo' }]);
    expect(await enter({ document: 'a'.repeat(64) })).toMatchObject({ json: { code: 'file-unknown' } });
    const { rows } = await test.owner.query('select from app.mandates where representative_id = $1', [
      agent.organisationId,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('one of the staff who belongs to a side of a mandate', () => {
  it.each(['holder', 'representative'] as const)(
    'the %s, enters, confirms, refuses and revokes none',
    async (side) => {
      const belonging = await addPerson(test, program, ['analyst']);
      const organisationId = side === 'holder' ? holder.organisationId : agent.organisationId;
      await test.owner.query(
        'insert into app.memberships (organisation_id, user_id, name, roles, created_at) values ($1, $2, $3, $4, now())',
        [organisationId, belonging.userId, 'Bea', ['investigator']],
      );
      const own = { status: 403, json: { code: 'mandate-of-own-organisation' } };
      // Acting for the program, which they have belonged to longest.
      expect(await enter({}, belonging)).toMatchObject(own);
      const document = sha256(Buffer.from(`%PDF-1.4 mandate of ${holder.name}`));
      const proposal = await proposed(document);
      expect(await decide(proposal, belonging)).toMatchObject(own);
      expect(await decide(proposal, belonging, { decision: 'refused', reason: 'x' })).toMatchObject(own);
      expect(
        mandateDetail.parse((await ask(test, `/v1/mandates/${proposal}`, belonging)).json),
      ).toMatchObject({ undeciding: 'belongs', may: { decide: false, revoke: false } });
      // Nor once they have left.
      await test.owner.query(
        'update app.memberships set ended_at = now() where user_id = $1 and organisation_id = $2',
        [...[belonging.userId, organisationId]],
      );
      expect(await decide(proposal, belonging)).toMatchObject(own);
      expect((await decide(proposal, second)).json).toMatchObject({ state: 'in-force' });
      expect(
        await ask(test, `/v1/mandates/${proposal}/revocation`, belonging, 'POST', { reason: 'x' }),
      ).toMatchObject(own);
      const client = await test.owner.connect();
      try {
        await client.query('begin');
        await client.query('select app.enter_as_staff($1, $2)', [belonging.userId, holder.organisationId]);
        await expect(
          client.query("update app.mandates set revoked_at = now(), revocation = 'x' where mandate_id = $1", [
            proposal,
          ]),
        ).rejects.toThrow('belongs to a side');
      } finally {
        await client.query('rollback');
        client.release();
      }
    },
  );
});

/** A mandate that the representative proposes. */
async function proposed(document: string): Promise<string> {
  const bytes = Buffer.from(`%PDF-1.4 mandate of ${holder.name}`);
  const digest = createHash('sha256').update(bytes).digest('base64');
  await send(test, `/v1/blobs/${document}`, {
    ...{ method: 'PUT', person: agent.manager, body: bytes },
    headers: { 'content-type': 'application/pdf', 'repr-digest': `sha-256=:${digest}:` },
  });
  const order = terms({ party: holder.name, document });
  const { status, json } = await ask(test, '/v1/mandates', agent.manager, 'POST', order);
  expect([status, json]).toEqual([200, json]);
  return order.mandateId;
}
