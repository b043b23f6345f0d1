import { randomUUID } from 'node:crypto';
import { keptHolders, vaultList, vaultRightDetail } from '@marketsafe/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requireCounterNotices } from '../../server/src/claims/holding.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { age, ask, dayAhead, ENDED, fileUnder, give, type Participant, participant } from './mandated.ts';
import { addRight, type Person, putBlob, send, sha256, startTestServer, type TestServer } from './support.ts';

let test: TestServer;
let holder: Participant;
let agent: Participant;
let rightId: string;
beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.close());
let round = 0;
beforeEach(async () => {
  round += 1;
  holder = await participant(test, `Aurora ${round}`, 'rights_holder');
  agent = await participant(test, `Agency ${round}`, 'representative');
  rightId = await addRight(test, holder.organisationId);
});

function fields(given: object = {}) {
  return {
    ...{ type: 'trademark', brand: 'Aurora', mark: 'AURORA NEW', markKind: 'word', place: 'CN' },
    ...{ number: `9${Math.floor(Math.random() * 1e9)}`, owner: 'Aurora Ltd', niceClasses: [25] },
    ...{ filedOn: null, registeredOn: null, renewedOn: null, expiresOn: '2030-01-01', note: '' },
    ...given,
  };
}

const register = (person: Person, holderId: string, right: object = {}) =>
  ask(test, `/v1/vault/rights?holder=${holderId}`, person, 'POST', {
    rightId: randomUUID(),
    ...fields(right),
  });
const change = async (person: Person, edit: object) =>
  ask(test, `/v1/vault/rights/${rightId}`, person, 'PATCH', { revision: 1, ...edit });

describe('a mandate that lets a representative register rights', () => {
  it('has it register one for the holder: the right is the holder’s, its history and audit say who did it by what', async () => {
    const { mandateId } = await give(test, holder, agent, { powers: ['register-rights'] });
    expect(keptHolders.parse((await ask(test, '/v1/vault/holders', agent.manager)).json).holders).toEqual([
      { organisationId: holder.organisationId, name: holder.name, all: true, validTo: dayAhead(300) },
    ]);
    const done = await register(agent.manager, holder.organisationId);
    expect([done.status, done.json]).toEqual([200, done.json]);
    const right = vaultRightDetail.parse(done.json);
    expect(right).toMatchObject({
      holder: { organisationId: holder.organisationId, name: holder.name },
      status: 'unverified',
      may: { edit: true, retire: false, verify: false },
      claims: { own: { all: 0, held: 0 }, byRepresentatives: null },
    });
    const seen = vaultRightDetail.parse(
      (await ask(test, `/v1/vault/rights/${right.rightId}`, holder.manager)).json,
    );
    expect(seen.events).toMatchObject([
      { kind: 'registered', actor: { name: 'Test Person', role: 'manager', organisation: agent.name } },
    ]);
    const { rows } = await test.owner.query(
      "select organisation_id, entry -> 'detail' as detail, entry ->> 'actorUserId' as actor from app.audit where entity = $1",
      [right.rightId],
    );
    expect(rows).toEqual([
      {
        organisation_id: holder.organisationId,
        actor: agent.manager.userId,
        detail: {
          ...{ type: 'trademark', status: 'unverified' },
          ...{ agent: 'Test Person', representative: agent.name, mandate: mandateId },
        },
      },
    ]);
    // Nothing of it became the representative's own.
    const own = vaultList.parse((await ask(test, '/v1/vault/rights', agent.manager)).json);
    expect(own.rights).toEqual([]);
    const kept = await ask(test, `/v1/vault/rights?holder=${holder.organisationId}`, agent.manager);
    expect(
      vaultList
        .parse(kept.json)
        .rights.map((one) => one.rightId)
        .sort(),
    ).toEqual([rightId, right.rightId].sort());
    // The holder's devices and search know it.
    expect((await ask(test, '/v1/changes', holder.manager)).bytes.toString()).toContain(right.rightId);
    expect((await ask(test, '/v1/search?q=aurora+new', holder.manager)).bytes.toString()).toContain(
      right.rightId,
    );
  });

  it('has it renew and assign, add a certificate, and import a table', async () => {
    await give(test, holder, agent, { powers: ['register-rights'] });
    const renewed = await change(agent.manager, { change: 'renewal', fields: { renewedOn: dayAhead(-1) } });
    expect(vaultRightDetail.parse(renewed.json).events[0]).toMatchObject({
      ...{ kind: 'renewed', actor: { organisation: agent.name } },
    });
    const assigned = await change(agent.manager, {
      ...{ revision: 2, change: 'assignment', fields: { owner: 'Aurora Holding' } },
    });
    expect(vaultRightDetail.parse(assigned.json)).toMatchObject({
      ...{ owner: 'Aurora Holding', status: 'unverified' },
    });
    const paper = Buffer.from(`%PDF-1.4 certificate ${round}`);
    await putBlob(test, agent.manager, paper, 'application/pdf');
    const at = `/v1/vault/rights/${rightId}/files/${sha256(paper)}`;
    const note = { kind: 'certificate', name: 'certificate.pdf', niceClass: null };
    expect((await ask(test, at, agent.manager, 'PUT', note)).status).toBe(204);
    // It lies with the holder, who reads it; so does the representative while it may.
    for (const reader of [holder.manager, agent.manager])
      expect((await ask(test, at, reader)).bytes.toString()).toBe(paper.toString());
    const table =
      'Type,Mark,Place,Number,Owner,Nice classes,Brand\nTrademark,TABLED,CN,778899,Aurora Ltd,25,Aurora\n';
    const hand = (path: string) =>
      send(test, path, {
        ...{ method: 'POST', person: agent.manager, body: table },
        headers: { 'content-type': 'text/csv' },
      });
    const preview = await hand(`/v1/vault/imports/preview?holder=${holder.organisationId}`);
    expect(preview.json).toMatchObject({ good: 1, faults: [] });
    const kept = await hand(`/v1/vault/imports?rows=all&expected=1&holder=${holder.organisationId}`);
    expect(kept).toMatchObject({ status: 201, json: { registered: 1 } });
    const { rows } = await test.owner.query(
      "select organisation_id from app.rights where mark = 'TABLED' and organisation_id = any($1)",
      [[holder.organisationId, agent.organisationId]],
    );
    expect(rows).toEqual([{ organisation_id: holder.organisationId }]);
  });

  it.each<[string, object, string | null, string]>([
    ['has none of that power', { powers: ['file-claims', 'withdraw'] }, null, 'mandate-without-registering'],
    ['has ended', { powers: ['register-rights'] }, ENDED, 'mandate-ended'],
    [
      'was revoked',
      { powers: ['register-rights'] },
      "revoked_at = now(), revocation = 'x', revoked_by_name = 'x'",
      'mandate-revoked',
    ],
    [
      'begins tomorrow',
      { powers: ['register-rights'], validFrom: dayAhead(1) },
      null,
      'mandate-not-in-force',
    ],
  ])(
    'where it %s, nothing is registered, changed or read, and a sentence says why',
    async (_, given, set, code) => {
      const { mandateId } = await give(test, holder, agent, given);
      if (set !== null) await age(test, mandateId, set);
      const wanted = { status: 403, json: { code, params: { holder: holder.name } } };
      expect(await register(agent.manager, holder.organisationId)).toMatchObject(wanted);
      expect(
        await change(agent.manager, { change: 'renewal', fields: { renewedOn: dayAhead(-1) } }),
      ).toMatchObject(wanted);
      expect(
        await ask(test, `/v1/vault/rights?holder=${holder.organisationId}`, agent.manager),
      ).toMatchObject(wanted);
      expect((await ask(test, `/v1/vault/rights/${rightId}`, agent.manager)).status).toBe(404);
      expect(keptHolders.parse((await ask(test, '/v1/vault/holders', agent.manager)).json).holders).toEqual(
        [],
      );
      const { rows } = await test.owner.query('select revision from app.rights where organisation_id = $1', [
        holder.organisationId,
      ]);
      expect(rows).toEqual([{ revision: 1 }]);
    },
  );

  it('that names rights keeps those alone: none is new, none becomes another registration, and no other is seen', async () => {
    const other = await addRight(test, holder.organisationId, { type: 'design' });
    await give(test, holder, agent, { powers: ['register-rights'], rightIds: [rightId] });
    const names = { status: 403, json: { code: 'mandate-names-rights', params: { holder: holder.name } } };
    expect(await register(agent.manager, holder.organisationId)).toMatchObject(names);
    expect(
      await change(agent.manager, { change: 'correction', fields: { number: '5550001' } }),
    ).toMatchObject(names);
    expect((await ask(test, `/v1/vault/rights/${other}`, agent.manager)).status).toBe(404);
    const renewed = await change(agent.manager, { change: 'renewal', fields: { renewedOn: dayAhead(-1) } });
    expect(renewed.status).toBe(200);
    // The database itself shows an agent no other right, and lets nobody in without a mandate.
    const client = await test.owner.connect();
    try {
      await client.query('begin');
      const enter = (right: string | null) =>
        client.query('select app.enter_agency($1, $2, $3, $4)', [
          ...[agent.manager.userId, agent.organisationId, holder.organisationId, right],
        ]);
      await enter(rightId);
      const { rows } = await client.query('select right_id from app.rights');
      expect(rows).toEqual([{ right_id: rightId }]);
      for (const table of ['claims', 'claim_events', 'captures', 'threads', 'invitations', 'draft_notices'])
        await expect(client.query(`savepoint one; select from app.${table}`))
          .rejects.toThrow('permission denied')
          .finally(() => client.query('rollback to one'));
      await expect(client.query(`savepoint one; update app.rights set status = 'verified'`))
        .rejects.toThrow('staff alone')
        .finally(() => client.query('rollback to one'));
      await client.query('rollback');
      await client.query('begin');
      await expect(enter(other)).rejects.toThrow('no mandate lets');
      await client.query('rollback');
      await client.query('begin');
      await expect(enter(null)).rejects.toThrow('no mandate lets');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('is of who answers for a representative: not of its investigators, nor of strangers', async () => {
    await give(test, holder, agent, { powers: ['register-rights'] });
    expect((await register(agent.investigator, holder.organisationId)).status).toBe(403);
    const stranger = await participant(test, `Stranger ${round}`, 'representative');
    expect(await register(stranger.manager, holder.organisationId)).toMatchObject({
      ...{ status: 404, json: { code: 'mandate-unknown' } },
    });
    expect(
      (await change(stranger.manager, { change: 'renewal', fields: { renewedOn: dayAhead(-1) } })).status,
    ).toBe(404);
    // It takes no right out of use, and verifies none.
    const retire = await ask(test, `/v1/vault/rights/${rightId}/retirement`, agent.manager, 'POST', {
      reason: 'x',
    });
    expect(retire.status).toBe(404);
  });
});

it('answers counter-notices for a holder where a mandate says so, and only there', async () => {
  const db = openDatabase(test.databaseUrl);
  try {
    await give(test, holder, agent, { powers: ['file-claims'] });
    const { claimId } = await fileUnder(test, agent.investigator, rightId);
    const asked = () =>
      db.inOrganisation(agent.investigator, (scope) =>
        requireCounterNotices(scope, agent.organisationId, claimId),
      );
    await expect(asked()).rejects.toMatchObject({
      problem: { code: 'mandate-without-counter-notices', params: { holder: holder.name } },
    });
    const { mandateId } = await give(test, holder, agent, { powers: ['answer-counter-notices'] });
    await expect(asked()).resolves.toBeUndefined();
    await age(test, mandateId, ENDED);
    await expect(asked()).rejects.toMatchObject({ problem: { code: 'mandate-without-counter-notices' } });
    // A holder answers for itself.
    const own = await fileUnder(test, holder.investigator, rightId);
    await db.inOrganisation(holder.investigator, (scope) =>
      requireCounterNotices(scope, holder.organisationId, own.claimId),
    );
  } finally {
    await db.close();
  }
});
