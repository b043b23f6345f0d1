import { randomUUID } from 'node:crypto';
import {
  counterNotice,
  deskAnswers,
  figures,
  type Graduation,
  graduation,
  type LeavingExport,
  leavingExport,
  STANDING_DEFAULTS,
  type Standing,
  type StandingTally,
  standing,
  standingList,
  windowOf,
} from '@marketsafe/contract';
import { verifyPackage } from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOON } from '../support/soon.ts';
import { expectLinesOfAll, linesBehind } from './lines-behind.ts';
import { ask, dayAhead, give, participant } from './mandated.ts';
import { post, type SentClaim, sendClaims } from './sent-packets.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addRight,
  keepRight,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let ana: Person;
let ben: Person;
let lead: Person;
let liaison: Person;
beforeAll(async () => {
  test = await startTestServer();
  const program = await addOrganisation(test, 'Program');
  ana = await addPerson(test, program, ['analyst']);
  ben = await addPerson(test, program, ['analyst']);
  lead = await addPerson(test, program, ['program_lead']);
  liaison = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
  await test.owner.query('insert into app.desks values ($1, $2)', [liaison.organisationId, 'aliexpress']);
});
afterAll(() => test.close());

type Holder = Person & { rightId: string };

async function standingFor(person: Person, of?: string): Promise<Standing> {
  const query = of === undefined ? '' : `?organisation=${of}`;
  const { status, json } = await send(test, `/v1/standing${query}`, { person });
  expect([status, json]).toEqual([200, json]);
  return standing.parse(json);
}

/** The marketplace answers about links of one packet. */
async function answer(sent: readonly SentClaim[], said: readonly ('removed' | 'already-gone' | 'refused')[]) {
  const [first] = sent;
  const { status } = await post(test, liaison, `/v1/desk/packets/${first?.packetId}/answers`, {
    answers: said.map((outcome, index) => ({
      position: sent[index]?.position,
      said: { outcome, cause: outcome === 'refused' ? 'grey-market' : null, words: '' },
    })),
  });
  expect(status).toBe(200);
}

async function counter(one: SentClaim): Promise<string> {
  const counterId = randomUUID();
  const body = { counterId, receivedOn: '2026-09-30', statement: '我方有授权。', replyBy: null, files: [] };
  const entered = await post(test, ana, `/v1/claims/${one.claim.claimId}/counter-notices`, body);
  return counterNotice.parse(entered.json).counterId;
}

const tally = (removed: number, refused: number, gone = 0, lost = 0): StandingTally => ({
  ...{ removed, refused, gone, lost },
});

/** The same from the raw histories of the claims, one by one: each claim of these packets is a link of its own. */
async function byHand(organisationId: string): Promise<StandingTally> {
  const { rows } = await test.owner.query<{
    claim_id: string;
    at: Date;
    to_state: string;
    from_state: string;
    outcome: string;
  }>(
    `select claim_id, at, to_state, from_state, reason_params->>'outcome' as outcome from app.claim_events
     where organisation_id = $1 order by claim_id, sequence`,
    [organisationId],
  );
  const { from, to } = windowOf(new Date().toISOString().slice(0, 10));
  const sum = tally(0, 0);
  for (const events of Map.groupBy(rows, ({ claim_id }) => claim_id).values()) {
    let decided: { outcome: string; at: Date } | null = null;
    for (const event of events) {
      if (['removed', 'platform_rejected'].includes(event.to_state)) decided = event;
      // Taken back.
      if (['sent', 'acknowledged'].includes(event.to_state)) decided = null;
      const lost =
        ['conceded', 'overturned', 'reinstated'].includes(event.to_state) ||
        (event.to_state === 'withdrawn' && ['countered', 'contested'].includes(event.from_state));
      const on = event.at.toISOString().slice(0, 10);
      if (lost && from <= on && on <= to) sum.lost += 1;
    }
    const on = decided?.at.toISOString().slice(0, 10) ?? '';
    if (decided === null || on < from || on > to) continue;
    if (decided.outcome === 'removed') sum.removed += 1;
    else if (decided.outcome === 'refused') sum.refused += 1;
    else sum.gone += 1;
  }
  return sum;
}

describe('standing', () => {
  it('is counted from answers, what was taken back aside, and equals a count by hand from the raw histories', async () => {
    const holder = await addInvestigator(test);
    const empty = await standingFor(holder);
    expect(empty.overall.now).toEqual({ links: tally(0, 0), complaints: tally(0, 0) });
    expect([empty.reasons, empty.causes, empty.graduation, empty.trend.length]).toEqual([[], [], null, 53]);

    const sent = await sendClaims(test, holder, [ana, ben], 6);
    expect((await standingFor(holder)).overall.pending).toEqual({ links: 6, counters: 0 });
    await answer(sent, ['removed', 'removed', 'removed', 'refused', 'already-gone']);
    await expect
      .poll(async () => (await standingFor(holder)).overall, SOON)
      .toMatchObject({
        now: { links: tally(3, 1, 1), complaints: tally(1, 0) },
        ifPendingFails: { links: tally(3, 2, 1), complaints: tally(1, 0) },
        pending: { links: 1, counters: 0 },
      });

    // One counter-notice is open, one is lost, one claim is withdrawn after one.
    const [conceded, withdrawn, open, refused] = sent as [SentClaim, SentClaim, SentClaim, SentClaim];
    const first = await counter(conceded);
    await post(test, holder, `/v1/counter-notices/${first}/reply`, {
      ...{ kind: 'concede', cause: 'authorised-seller', text: '' },
    });
    await counter(withdrawn);
    await counter(open);
    const { status } = await send(test, `/v1/claims/${withdrawn.claim.claimId}/withdrawal`, {
      ...{ method: 'POST', person: holder, body: JSON.stringify({ cause: 'other', text: '' }) },
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    });
    expect(status).toBe(200);
    const counted = await standingFor(holder);
    expect(counted.overall).toMatchObject({
      now: { links: tally(3, 1, 1, 2), complaints: tally(1, 0, 0, 1) },
      ifPendingFails: { links: tally(3, 2, 1, 3) },
      pending: { links: 1, counters: 1 },
    });
    expect(counted.overall.now.links).toEqual(await byHand(holder.organisationId));
    expect(counted.causes).toEqual([{ cause: 'grey-market', reason: refused.claim.reason, links: 1 }]);
    expect(counted.reasons).toEqual([{ reason: refused.claim.reason, group: counted.overall }]);
    expect(counted.marketplaces).toEqual([{ marketplace: 'aliexpress', group: counted.overall }]);
    expect(counted.trend.at(-1)).toMatchObject(counted.overall.now);
    // Each figure of the report on the same is the length of its list, for the organisation and for staff.
    const days = new URLSearchParams({ from: dayAhead(-40), to: dayAhead(0) });
    const reported = async (person: Person) =>
      figures.parse((await ask(test, `/v1/figures?${days}`, person)).json);
    const own = await reported(holder);
    expect(own.overall).toMatchObject({
      ...{ claims: { received: 6, withdrawn: 1 }, pending: { links: 1, counters: 1 } },
      decided: { links: tally(3, 1, 1, 2) },
    });
    await expectLinesOfAll(test, holder, own);
    await expectLinesOfAll(test, ana, await reported(ana));

    await send(test, `/v1/desk/packets/${refused.packetId}/answers/undo`, {
      ...{ method: 'POST', person: liaison, body: JSON.stringify({ positions: [refused.position] }) },
      headers: { 'content-type': 'application/json' },
    });
    await expect
      .poll(async () => (await standingFor(holder)).overall.now.links, SOON)
      .toEqual(tally(3, 0, 1, 2));
    expect(await byHand(holder.organisationId)).toEqual(tally(3, 0, 1, 2));
    await expectLinesOfAll(test, holder, await reported(holder));
    const { answers } = deskAnswers.parse(
      (await send(test, `/v1/desk/packets/${refused.packetId}/answers`, { person: liaison })).json,
    );
    expect(answers).toHaveLength(4);

    // Yesterday three months ago an answer is within; a day before that it is not.
    const { from } = windowOf(new Date().toISOString().slice(0, 10));
    const move = (day: string) =>
      test.owner.query(
        'update app.marketplace_answers set at = $2::date where organisation_id = $1 and undone_at is null',
        [...[holder.organisationId, day]],
      );
    await move(from);
    expect((await standingFor(holder)).overall.now.links).toEqual(tally(3, 0, 1, 2));
    await test.owner.query(
      'update app.marketplace_answers set at = at - interval $$1 second$$ where organisation_id = $1',
      [holder.organisationId],
    );
    expect((await standingFor(holder)).overall.now.links).toEqual(tally(0, 0, 0, 2));
  });

  it('is its own people’s and staff’s; of a holder’s representatives it holds what they filed for it, which is not the holder’s', async () => {
    const holder = await participant(test, `Aurora ${randomUUID()}`, 'rights_holder');
    const agency = await participant(test, `Agency ${randomUUID()}`, 'representative');
    const rightId = await addRight(test, holder.organisationId);
    const mandate = await give(test, holder, agency);
    const sent = await sendClaims(test, { ...agency.investigator, rightId }, [ana, ben], 2);
    await answer(sent, ['removed', 'refused']);
    await expect
      .poll(async () => (await standingFor(agency.investigator)).overall.now.links, SOON)
      .toEqual(tally(1, 1));
    const own = await standingFor(agency.manager);
    const days = new URLSearchParams({ from: dayAhead(-40), to: dayAhead(0) });
    const card = await ask(test, `/v1/figures?${days}`, agency.manager);
    await expectLinesOfAll(test, agency.manager, figures.parse(card.json));
    // A holder has another list of what was filed for it; nobody else has any.
    days.set('what', 'removed');
    days.set('party', agency.organisationId);
    expect((await ask(test, `/v1/figures/lines?${days}`, holder.manager)).status).toBe(404);
    const ofHolder = { organisation: holder.organisationId, party: agency.organisationId };
    const seenByStaff = { from: dayAhead(-40), to: dayAhead(0), what: 'removed', ...ofHolder };
    expect((await linesBehind(test, ana, seenByStaff)).total).toBe(1);
    expect(own.parties).toMatchObject([
      { organisation: { organisationId: holder.organisationId }, group: { now: { links: tally(1, 1) } } },
    ]);
    for (const seen of [await standingFor(holder.manager), await standingFor(ana, holder.organisationId)]) {
      expect(seen.overall.now.links).toEqual(tally(0, 0));
      expect(seen.parties).toMatchObject([
        { organisation: { name: agency.name }, group: { now: { links: tally(1, 1) } } },
      ]);
      expect(seen.causes).toEqual([]);
    }
    // What the mandate's end closes stays countable as numbers.
    await ask(test, `/v1/mandates/${mandate.mandateId}/revoke`, holder.manager, 'POST', { reason: 'Over' });
    expect((await standingFor(agency.manager)).overall.now.links).toEqual(tally(1, 1));

    const stranger = await addInvestigator(test);
    const other = await send(test, `/v1/standing?organisation=${holder.organisationId}`, {
      person: stranger,
    });
    expect(other.status).toBe(404);
    expect((await send(test, '/v1/standing', { person: liaison })).status).toBe(403);
    const all = standingList.parse((await send(test, '/v1/standing/participants', { person: ana })).json);
    expect(
      all.participants.find(({ organisation }) => organisation.organisationId === agency.organisationId)
        ?.overall.now.links,
    ).toEqual(tally(1, 1));
  });

  it('has thresholds that those who lead set, each set kept', async () => {
    const set = (person: Person, given: object) =>
      send(test, '/v1/standing/settings', {
        ...{ method: 'PUT', person, body: JSON.stringify({ ...STANDING_DEFAULTS, ...given }) },
        headers: { 'content-type': 'application/json' },
      });
    expect((await set(ana, { volume: 3 })).status).toBe(403);
    expect((await set(lead, { takedown: 10_001 })).status).toBe(422);
    expect((await set(lead, { volume: 3 })).status).toBe(200);
    expect((await standingFor(await addInvestigator(test))).settings).toMatchObject({
      volume: 3,
      takedown: 9_000,
    });
    expect((await set(lead, {})).status).toBe(200);
    const { history } = standingList.parse(
      (await send(test, '/v1/standing/participants', { person: ana })).json,
    );
    expect(history.map(({ settings }) => settings.volume)).toEqual([100, 3]);
  });
});

async function askFor(person: Person, organisationId: string) {
  const graduationId = randomUUID();
  return {
    graduationId,
    ...(await post(test, person, '/v1/graduations', { graduationId, organisationId, text: '' })),
  };
}

const decide = (person: Person, graduationId: string, decision: string, text = '') =>
  post(test, person, `/v1/graduations/${graduationId}/decision`, { decision, text });

async function decided(
  person: Person,
  graduationId: string,
  decision: string,
  text = '',
): Promise<Graduation> {
  const { status, json } = await decide(person, graduationId, decision, text);
  expect([status, json]).toEqual([200, json]);
  return graduation.parse(json);
}

const codeOf = ({ json }: { json: unknown }) => (json as { code?: string } | null)?.code;

/** A participant with a claim that has left by two people's word. */
async function leave(holder: Holder) {
  const manager = await addPerson(test, holder.organisationId, ['manager']);
  const { graduationId } = await askFor(manager, holder.organisationId);
  expect((await decided(ana, graduationId, 'approve')).state).toBe('seconded');
  expect((await decided(ben, graduationId, 'approve')).state).toBe('left');
  return { manager, graduationId };
}

describe('a graduation', () => {
  it('is asked for by who answers for a participant, approved by two, and nobody decides twice or for their own', async () => {
    const holder = await addInvestigator(test);
    const manager = await addPerson(test, holder.organisationId, ['manager']);
    expect((await askFor(holder, holder.organisationId)).status).toBe(403);
    const stranger = await addPerson(test, await addOrganisation(test, 'Other'), ['manager']);
    expect((await askFor(stranger, holder.organisationId)).status).toBe(404);
    const { graduationId, status } = await askFor(manager, holder.organisationId);
    expect(status).toBe(200);
    expect(codeOf(await askFor(ana, holder.organisationId))).toBe('graduation-open');
    expect((await decide(stranger, graduationId, 'take-back')).status).toBe(404);
    expect((await decided(ana, graduationId, 'approve')).may).toMatchObject({ approve: false, refuse: true });
    expect(codeOf(await decide(ana, graduationId, 'approve'))).toBe('graduation-second-person');
    await test.owner.query(
      `insert into app.memberships (organisation_id, user_id, name, roles, created_at) values ($1, $2, 'Ben', '{investigator}', now())`,
      [holder.organisationId, ben.userId],
    );
    expect(codeOf(await decide(ben, graduationId, 'approve'))).toBe('graduation-own-organisation');
    await test.owner.query('delete from app.memberships where organisation_id = $1 and user_id = $2', [
      ...[holder.organisationId, ben.userId],
    ]);
    expect((await decided(manager, graduationId, 'take-back')).state).toBe('taken-back');
    expect(codeOf(await decide(ben, graduationId, 'approve'))).toBe('graduation-decided');
    // Staff propose, and thereby are the first of two.
    const proposed = await askFor(ana, holder.organisationId);
    expect(graduation.parse(proposed.json)).toMatchObject({ state: 'seconded', asked: { by: 'staff' } });
    expect((await decided(ben, proposed.graduationId, 'refuse', 'Not yet')).state).toBe('refused');
  });

  it('leaves an account that reads and writes nothing, until staff undo it with a reason in time', async () => {
    const holder = await addInvestigator(test);
    const waiting = await preparedClaim(test, holder);
    const { manager, graduationId } = await leave(holder);
    // Parked on the device, not lost: taken in once they may again.
    expect(codeOf(await postClaim(test, holder, waiting))).toBe('organisation-left');
    expect((await standingFor(holder)).graduation).toMatchObject({
      state: 'left',
      rejoinFrom: expect.any(String),
    });
    for (const [method, path, body] of [
      [
        'POST',
        '/v1/graduations',
        { graduationId: randomUUID(), organisationId: holder.organisationId, text: '' },
      ],
      [
        'POST',
        `/v1/organisations/${holder.organisationId}/invitations`,
        { email: 'a@b.example', roles: ['investigator'], language: 'en' },
      ],
      ['PUT', '/v1/drafts', { listings: [] }],
    ] as const) {
      const answered = await send(test, path, {
        ...{ method, person: manager, body: JSON.stringify(body) },
        headers: { 'content-type': 'application/json' },
      });
      expect([path, answered.status, codeOf(answered)]).toEqual([path, 403, 'organisation-left']);
    }
    expect((await send(test, '/v1/claims', { person: holder })).status).toBe(200);
    expect((await decide(ana, graduationId, 'undo')).status).toBe(422);
    await test.owner.query(
      "update app.graduations set decided_at = now() - interval '31 days' where graduation_id = $1",
      [graduationId],
    );
    expect(codeOf(await decide(ana, graduationId, 'undo', 'A mistake'))).toBe('graduation-too-late');
    await test.owner.query('update app.graduations set decided_at = now() where graduation_id = $1', [
      graduationId,
    ]);
    expect((await decided(ana, graduationId, 'undo', 'A mistake')).state).toBe('undone');
    expect((await postClaim(test, holder, waiting)).status).toBe(201);
  });
});

describe('taking in again', () => {
  it('is from the day on which the marketplace’s rule lets it rejoin, by the database’s own rule too', async () => {
    const holder = await addInvestigator(test);
    const { graduationId } = await leave(holder);
    const rejoinFrom = (await standingFor(ana, holder.organisationId)).graduation?.rejoinFrom ?? '';
    const early = await decide(ana, graduationId, 'readmit');
    expect(early.json).toMatchObject({ code: 'graduation-rejoin-early', params: { day: rejoinFrom } });
    const leftAgo = (interval: string) =>
      test.owner.query(
        `update app.graduations set decided_at = now() - interval '${interval}' where graduation_id = $1`,
        [graduationId],
      );
    const byDatabase = async () => {
      const client = await test.owner.connect();
      try {
        await client.query('begin');
        await client.query('select app.enter_as_staff($1, $2)', [ana.userId, holder.organisationId]);
        const set = `update app.graduations set state = 'returned', undone_at = now(), undone_by = $2, undone_by_name = 'Ana'
          where graduation_id = $1`;
        return (await client.query(set, [graduationId, ana.userId])).rowCount;
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    await leftAgo('80 days');
    expect((await standingFor(ana, holder.organisationId)).graduation?.may.readmit).toBe(false);
    await expect(byDatabase()).rejects.toThrow('row-level security');
    await leftAgo('93 days');
    expect((await standingFor(ana, holder.organisationId)).graduation?.may).toMatchObject({
      ...{ readmit: true, undo: false },
    });
    expect(await byDatabase()).toBe(1);
    expect((await decided(ana, graduationId, 'readmit')).state).toBe('returned');
    expect((await postClaim(test, holder, await preparedClaim(test, holder))).status).toBe(201);
    expect(codeOf(await decide(ana, graduationId, 'readmit'))).toBe('graduation-decided');
  });
});

describe('what whoever left takes along', () => {
  const pack = (person: Person) => send(test, '/v1/leaving-export', { method: 'POST', person });
  const state = async (person: Person): Promise<LeavingExport['export']> =>
    leavingExport.parse((await send(test, '/v1/leaving-export', { person })).json).export;

  it('is one file that is verified with every package within', async () => {
    const holder = await addInvestigator(test);
    await keepRight(test, holder);
    const sent = await sendClaims(test, holder, [ana, ben], 3);
    await answer(sent, ['removed', 'refused']);
    const manager = await addPerson(test, holder.organisationId, ['manager']);
    expect(codeOf(await pack(manager))).toBe('leaving-export-too-early');
    const { graduationId } = await askFor(ana, holder.organisationId);
    await decided(ben, graduationId, 'approve');
    expect((await pack(holder)).status).toBe(403);
    expect((await pack(manager)).status).toBe(200);
    await expect.poll(async () => (await state(manager))?.state, SOON).toBe('done');
    const made = await state(manager);
    expect(made).toMatchObject({ done: 3, claims: 3, left: 0 });
    const got = await send(test, `/v1/leaving-export/${made?.exportId}`, { person: manager });
    expect(got.status).toBe(200);
    const file = new Blob([got.bytes as Uint8Array<ArrayBuffer>]);
    expect(file.size).toBe(made?.file?.bytes);
    const keys = (await send(test, '/v1/keys')).json as { keys: { publicKey: string }[] };
    const serverKeys = keys.keys.map(({ publicKey }) => publicKey);
    const verdict = await verifyPackage(file, { serverKeys });
    expect(verdict.checks.filter((check) => check.state === 'failed')).toEqual([]);
    expect(verdict).toMatchObject({ ok: true, kind: 'leaving' });
    expect(verdict.checks).toContainEqual(
      expect.objectContaining({ code: 'leaving-index-fine', params: { count: 3 } }),
    );
    // A byte within a package within.
    const bytes = new Uint8Array(await file.arrayBuffer());
    const at = Buffer.from(bytes).indexOf('capture.json') + 200;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect((await verifyPackage(new Blob([bytes]), { serverKeys })).ok).toBe(false);
    const stranger = await addPerson(test, await addOrganisation(test, 'Other'), ['manager']);
    expect((await send(test, `/v1/leaving-export/${made?.exportId}`, { person: stranger })).status).toBe(404);
  });

  it('can be cancelled before it is packed, and begun anew', async () => {
    const { manager } = await leave(await addInvestigator(test));
    await test.owner.query(
      `insert into app.leaving_exports (organisation_id, export_id, state, asked_at, asked_by, asked_by_name)
       values ($1, $2, 'waiting', now(), $3, 'M')`,
      [manager.organisationId, randomUUID(), manager.userId],
    );
    const cancelled = await send(test, '/v1/leaving-export', { method: 'DELETE', person: manager });
    expect(leavingExport.parse(cancelled.json).export?.state).toBe('cancelled');
    await pack(manager);
    await expect.poll(async () => (await state(manager))?.state, SOON).toBe('done');
  });
});
