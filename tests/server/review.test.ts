import { randomUUID } from 'node:crypto';
import {
  arrangedOutcomes,
  type ClaimSubmission,
  changeList,
  claimDetail,
  type Decision,
  decisionOutcomes,
  reviewCounts,
  reviewDetail,
  reviewPresence,
  reviewQueue,
} from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
let program: string;
let ours: Person & { rightId: string };
let theirs: Person & { rightId: string };
let ana: Person;
let ben: Person;
let lead: Person;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  theirs = await addInvestigator(test);
  program = await addOrganisation(test, 'Program');
  ana = await addPerson(test, program, ['analyst']);
  ben = await addPerson(test, program, ['analyst']);
  lead = await addPerson(test, program, ['program_lead']);
});
afterAll(() => test.close());

async function handIn(person: Person & { rightId: string }): Promise<ClaimSubmission> {
  const claim = await preparedClaim(test, person);
  expect((await postClaim(test, person, claim)).status).toBe(201);
  return claim;
}

function write(person: Person, path: string, body: unknown, method = 'POST') {
  return send(test, path, {
    method,
    person,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

interface Order {
  claimId: string;
  seen: number;
  decision: Decision;
}

async function decide(person: Person, ...decisions: Order[]) {
  const answer = await write(person, '/v1/review/decisions', { decisions });
  expect(answer.status).toBe(200);
  return decisionOutcomes.parse(answer.json).outcomes;
}

/** The problem's case of an outcome that is a refusal, otherwise the state it came to. */
const saidOf = (outcome: Awaited<ReturnType<typeof decide>>[number] | undefined) =>
  outcome?.outcome === 'refused' ? outcome.problem.code : outcome?.state;

const approve: Decision = { kind: 'approve' };
const undo: Decision = { kind: 'undo' };

async function review(person: Person, claimId: string) {
  const answer = await send(test, `/v1/review/claims/${claimId}`, { person });
  expect(answer.status).toBe(200);
  return reviewDetail.parse(answer.json);
}

async function detailOf(claimId: string, person: Person = ours) {
  return claimDetail.parse((await send(test, `/v1/claims/${claimId}`, { person })).json);
}

async function queue(person: Person, query = '') {
  const answer = await send(test, `/v1/review/queue${query}`, { person });
  expect(answer.status).toBe(200);
  return reviewQueue.parse(answer.json);
}

async function settings(fourEyes: string[]): Promise<void> {
  const body = { fourEyes, targetHours: { normal: 72, high: 24, urgent: 4 } };
  expect((await write(lead, '/v1/review/settings', body, 'PUT')).status).toBe(200);
}

describe('the queue', () => {
  it('holds what waits, of all participants, the most urgent first, in pages that pass over nothing', async () => {
    const claims = [await handIn(ours), await handIn(theirs), await handIn(ours), await handIn(theirs)];
    const [first, , third, fourth] = claims;
    const urgent = { claimIds: [fourth?.claimId], priority: 'urgent', reason: 'Sold to children' };
    expect((await write(ana, '/v1/review/priorities', urgent)).status).toBe(200);
    const high = { claimIds: [third?.claimId], priority: 'high', reason: 'Large seller' };
    expect((await write(ana, '/v1/review/priorities', high)).status).toBe(200);

    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await queue(ana, `?limit=1${cursor && `&cursor=${cursor}`}`);
      found.push(...page.claims.map(({ claimId }) => claimId));
      cursor = page.next;
    }
    expect(found).toEqual([fourth, third, first, claims[1]].map((claim) => claim?.claimId));
    const [top] = (await queue(ana, '?limit=1')).claims;
    expect(top).toMatchObject({
      priority: 'urgent',
      priorityReason: 'Sold to children',
      organisation: { organisationId: theirs.organisationId },
      sequence: 2,
    });
    // Four hours from its way into review.
    expect(Date.parse(top?.dueAt ?? '') - Date.parse(top?.stateSince ?? '')).toBe(4 * 3_600_000);
    const counts = reviewCounts.parse((await send(test, '/v1/review/counts', { person: ana })).json);
    expect(counts).toMatchObject({ states: { in_review: 4 }, urgent: 1, nobody: 4, mine: 0 });
    expect(counts.staff.map(({ userId }) => userId).sort()).toEqual(
      [ana, ben, lead].map(({ userId }) => userId).sort(),
    );
    const narrowed = await queue(ana, `?organisation=${ours.organisationId}&right=${ours.rightId}`);
    expect(narrowed.claims.map(({ claimId }) => claimId).sort()).toEqual(
      [first?.claimId, third?.claimId].sort(),
    );
  });

  it('is nothing for participants or the marketplace, nor for an extension’s token', async () => {
    const liaison = await addPerson(test, await addOrganisation(test, 'Marketplace'), ['liaison']);
    for (const person of [ours, liaison]) {
      for (const path of ['queue', 'counts', 'settings', `claims/${randomUUID()}`]) {
        expect((await send(test, `/v1/review/${path}`, { person })).status).toBe(403);
      }
      expect((await write(person, '/v1/review/decisions', { decisions: [] })).status).toBe(403);
    }
  });

  it('shows who has a claim, and lets nobody take it over unseen', async () => {
    const claim = await handIn(ours);
    const arrange = async (person: Person, from: string | null, to: string | null) =>
      arrangedOutcomes.parse(
        (await write(person, '/v1/review/assignments', { claims: [{ claimId: claim.claimId, from }], to }))
          .json,
      ).outcomes[0];
    expect(await arrange(ana, null, ana.userId)).toMatchObject({ outcome: 'done' });
    const refused = await arrange(ben, null, ben.userId);
    expect(refused).toMatchObject({ outcome: 'refused', problem: { code: 'assigned-meanwhile' } });
    expect((await queue(ana, '?assigned=mine')).claims.map(({ claimId }) => claimId)).toEqual([
      claim.claimId,
    ]);
    expect((await queue(ben, '?assigned=mine')).claims).toEqual([]);
    expect(await arrange(ana, ana.userId, ben.userId)).toMatchObject({ outcome: 'done' });
    expect((await review(ana, claim.claimId)).standing.assignee?.userId).toBe(ben.userId);
    expect(await arrange(ben, ben.userId, null)).toMatchObject({ outcome: 'done' });
    const stranger = await write(ana, '/v1/review/assignments', {
      claims: [{ claimId: claim.claimId, from: null }],
      to: ours.userId,
    });
    expect(stranger).toMatchObject({ status: 422, json: { code: 'assignee-unknown' } });
  });

  it('tells two who look at one claim of each other', async () => {
    const claim = await handIn(ours);
    const look = async (person: Person) =>
      reviewPresence.parse(
        (await write(person, `/v1/review/claims/${claim.claimId}/presence`, {}, 'PUT')).json,
      );
    expect((await look(ana)).others).toEqual([]);
    expect((await look(ben)).others.map(({ userId }) => userId)).toEqual([ana.userId]);
    await decide(ana, { claimId: claim.claimId, seen: 2, decision: approve });
    expect((await look(ben)).sequence).toBe(3);
  });
});

describe('a decision', () => {
  it('moves the claim with its cause, is told to devices, and stands in the claim’s own audit', async () => {
    const claim = await handIn(ours);
    const decision: Decision = { kind: 'decline', cause: 'grey-market', text: 'These are genuine.' };
    const [outcome] = await decide(ana, { claimId: claim.claimId, seen: 2, decision });
    expect(outcome).toMatchObject({ outcome: 'done', state: 'declined', sequence: 3 });
    const detail = await detailOf(claim.claimId);
    expect(detail.events.at(-1)).toMatchObject({
      from: 'in_review',
      to: 'declined',
      actor: { userId: ana.userId, role: 'analyst', name: 'Test Person' },
      reason: { code: 'declined', params: { cause: 'grey-market', text: 'These are genuine.' } },
    });
    const changes = changeList.parse((await send(test, '/v1/changes?cursor=0', { person: ours })).json);
    expect(
      changes.changes.filter((item) => item.kind === 'claim' && item.claimId === claim.claimId).at(-1),
    ).toMatchObject({ state: 'declined' });
    const { rows } = await test.owner.query(
      "select entry ->> 'action' as action from app.audit where organisation_id = $1 and entity = $2 order by sequence",
      [ours.organisationId, claim.claimId],
    );
    expect(rows.map(({ action }) => action)).toContain('claim.moved');
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('over what somebody else decided meanwhile is refused, says who was faster, and changes nothing', async () => {
    const claim = await handIn(ours);
    const orders: Order = { claimId: claim.claimId, seen: 2, decision: approve };
    const both = await Promise.all([
      decide(ana, orders),
      decide(ben, { ...orders, decision: { kind: 'decline', cause: 'not-infringing', text: '' } }),
    ]);
    const outcomes = both.flat();
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    const refused = outcomes.find((each) => each.outcome === 'refused');
    const [won] = outcomes.filter((each) => each.outcome === 'done');
    expect(refused?.problem).toMatchObject({
      status: 409,
      code: 'claim-moved-on',
      params: { number: won?.number, state: won?.state, name: 'Test Person' },
    });
    expect((await detailOf(claim.claimId)).events).toHaveLength(3);
  });

  it('about many has an outcome for each, and one that cannot be takes none of the others along', async () => {
    const [one, two, three] = [await handIn(ours), await handIn(theirs), await handIn(ours)];
    await decide(ben, { claimId: two.claimId, seen: 2, decision: approve });
    const outcomes = await decide(
      ana,
      { claimId: one.claimId, seen: 2, decision: approve },
      { claimId: two.claimId, seen: 2, decision: approve },
      { claimId: randomUUID(), seen: 2, decision: approve },
      { claimId: three.claimId, seen: 2, decision: approve },
    );
    expect(outcomes.map(saidOf)).toEqual(['approved', 'claim-moved-on', 'claim-unknown', 'approved']);
  });

  it('can be taken back by who made it or a lead, and both stay in the history', async () => {
    const claim = await handIn(ours);
    const { claimId } = claim;
    await decide(ana, { claimId, seen: 2, decision: approve });
    expect((await decide(ben, { claimId, seen: 3, decision: undo })).map(saidOf)).toEqual([
      'nothing-to-undo',
    ]);
    expect((await decide(ana, { claimId, seen: 3, decision: undo })).map(saidOf)).toEqual(['in_review']);
    expect((await decide(ana, { claimId, seen: 4, decision: undo })).map(saidOf)).toEqual([
      'nothing-to-undo',
    ]);
    await decide(ana, { claimId, seen: 4, decision: { kind: 'decline', cause: 'duplicate', text: '' } });
    expect((await decide(lead, { claimId, seen: 5, decision: undo })).map(saidOf)).toEqual(['in_review']);
    const { events } = await detailOf(claimId);
    expect(events.map(({ to, reason }) => [to, reason?.code ?? null])).toEqual([
      ['received', null],
      ['in_review', null],
      ['approved', null],
      ['in_review', 'undone'],
      ['declined', 'declined'],
      ['in_review', 'undone'],
    ]);
  });

  it('is not for who belongs to the organisation whose claim it is', async () => {
    const claim = await handIn(ours);
    const both = await addPerson(test, program, ['analyst']);
    await test.owner.query(
      "insert into app.memberships (organisation_id, user_id, name, roles, created_at) values ($1, $2, 'Both', '{manager}', now() + interval '1 hour')",
      [ours.organisationId, both.userId],
    );
    expect((await review(both, claim.claimId)).belongs).toBe(true);
    const outcomes = await decide(both, { claimId: claim.claimId, seen: 2, decision: approve });
    expect(outcomes.map(saidOf)).toEqual(['reviewer-belongs']);
    expect((await detailOf(claim.claimId)).state).toBe('in_review');
  });

  it('to approve needs a right that stands now', async () => {
    const claim = await handIn(theirs);
    await test.owner.query("update app.rights set status = 'rejected' where right_id = $1", [theirs.rightId]);
    const { predictions } = await review(ana, claim.claimId);
    expect(predictions.map(({ code }) => code)).toContain('right-refused');
    const order = { claimId: claim.claimId, seen: 2 };
    expect((await decide(ana, { ...order, decision: approve })).map(saidOf)).toEqual([
      'right-does-not-stand',
    ]);
    await test.owner.query("update app.rights set status = 'verified' where right_id = $1", [theirs.rightId]);
    expect((await decide(ana, { ...order, decision: approve })).map(saidOf)).toEqual(['approved']);
  });

  it('is two people’s where the program says so', async () => {
    expect((await write(ana, '/v1/review/settings', {}, 'PUT')).status).toBe(403);
    await settings(['unfair-trademark-use']);
    try {
      const { claimId } = await handIn(ours);
      const [first] = await decide(ana, { claimId, seen: 2, decision: approve });
      expect(first).toMatchObject({ state: 'in_review', sequence: 3, waitsForSecond: true });
      const { standing, fourEyes } = await review(ben, claimId);
      expect([standing.approvedBy?.userId, fourEyes]).toEqual([ana.userId, true]);
      expect((await decide(ana, { claimId, seen: 3, decision: approve })).map(saidOf)).toEqual([
        'second-person-needed',
      ]);
      expect((await decide(ben, { claimId, seen: 3, decision: approve })).map(saidOf)).toEqual(['approved']);
      // Taken back, and approved by two anew.
      expect((await decide(ben, { claimId, seen: 4, decision: undo })).map(saidOf)).toEqual(['in_review']);
      expect((await review(ana, claimId)).standing.approvedBy).toBeNull();
    } finally {
      await settings([]);
    }
  });
});

describe('the numbers of the queue', () => {
  const countsOf = async (person: Person) =>
    reviewCounts.parse((await send(test, '/v1/review/counts', { person })).json);

  it('are kept as they would be counted, whatever becomes of claims', async () => {
    const claims = [await handIn(ours), await handIn(theirs), await handIn(ours)];
    const [first, second, third] = claims.map(({ claimId }) => claimId);
    const order = { claims: [{ claimId: first, from: null }], to: ben.userId };
    expect((await write(ana, '/v1/review/assignments', order)).status).toBe(200);
    const urgent = { claimIds: [third], priority: 'urgent', reason: 'Sold to children' };
    expect((await write(ana, '/v1/review/priorities', urgent)).status).toBe(200);
    const before = await countsOf(ben);
    const approved = { claimId: second ?? '', seen: 2, decision: approve };
    expect((await decide(ana, approved)).map(saidOf)).toEqual(['approved']);
    const after = await countsOf(ben);
    expect(after.states.in_review).toBe(before.states.in_review - 1);
    await decide(ana, { claimId: second ?? '', seen: 3, decision: undo });
    expect(await countsOf(ben)).toEqual(before);

    const kept = await test.owner.query(
      'select organisation_id, state, priority, assigned, marketplace, right_id, claims from app.queue_numbers where claims <> 0 order by 1, 2, 3, 4, 5, 6',
    );
    const counted = await test.owner.query(
      `select organisation_id, state, priority, assignee is not null as assigned, marketplace, right_id, count(*)::int as claims
       from app.claims where state in ('in_review', 'needs_info', 'held') group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`,
    );
    expect(kept.rows).toEqual(counted.rows);
    const { rows } = await test.owner.query(
      `select count(*) filter (where assignee = $1)::int as mine, count(*) filter (where assignee is null)::int as nobody,
         count(*) filter (where priority = 2)::int as urgent, count(*)::int as all
       from app.claims where state = 'in_review'`,
      [ben.userId],
    );
    const { all, ...mine } = rows[0];
    expect(before).toMatchObject({ ...mine, states: { in_review: all }, overdue: 0 });
  });

  it('say what has waited longer than it should, by how urgent it is', async () => {
    const { overdue } = await countsOf(ana);
    const { claimId } = await handIn(ours);
    // Five hours: too long for what is urgent, and not for the rest.
    await test.owner.query(
      "update app.claims set state_since = state_since - interval '5 hours' where claim_id = $1",
      [claimId],
    );
    expect((await countsOf(ana)).overdue).toBe(overdue);
    const urgent = { claimIds: [claimId], priority: 'urgent', reason: 'Sold to children' };
    expect((await write(ana, '/v1/review/priorities', urgent)).status).toBe(200);
    expect((await countsOf(ana)).overdue).toBe(overdue + 1);
  });
});
