import { arrangedOutcomes, type Decision, decisionOutcomes, reviewDetail } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, fileUnder, give, type Participant, participant } from './mandated.ts';
import {
  addOrganisation,
  addPerson,
  addRight,
  type Person,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let program: string;
let neutral: Person;
let holder: Participant;
let agent: Participant;
let rightId: string;
/** People of the program who belong to a side, too. */
let ofHolder: Person;
let ofRepresentative: Person;
beforeAll(async () => {
  test = await startTestServer();
  program = await addOrganisation(test, 'Program');
  neutral = await addPerson(test, program, ['analyst']);
  holder = await participant(test, 'Aurora', 'rights_holder');
  agent = await participant(test, 'Agency', 'representative');
  rightId = await addRight(test, holder.organisationId);
  await give(test, holder, agent);
  ofHolder = await belonging(holder);
  ofRepresentative = await belonging(agent);
});
afterAll(() => test.close());

async function belonging({ organisationId }: Participant): Promise<Person> {
  const person = await addPerson(test, program, ['analyst']);
  await test.owner.query(
    "insert into app.memberships (organisation_id, user_id, name, roles, created_at) values ($1, $2, 'Both', '{investigator}', now() + interval '1 hour')",
    [organisationId, person.userId],
  );
  return person;
}

const DECISIONS: readonly Decision[] = [
  { kind: 'approve' },
  { kind: 'decline', cause: 'duplicate', text: '' },
  { kind: 'ask', cause: 'other', wanted: ['text'], text: 'What is it?' },
  { kind: 'undo' },
];

/** What became of each order of a bulk: the refusal's code, or that it is done. */
async function outcomes(path: string, person: Person, body: object): Promise<string[]> {
  const { status, json } = await ask(test, path, person, 'POST', body);
  expect([status, json]).toEqual([200, json]);
  const { outcomes: all } = (path.endsWith('decisions') ? decisionOutcomes : arrangedOutcomes).parse(json);
  return all.map((one) => (one.outcome === 'refused' ? (one.problem.code ?? '') : 'done'));
}

describe.each<[string, () => Person]>([
  ['the holder', () => ofHolder],
  ['the representative', () => ofRepresentative],
])('somebody of the program who belongs to %s', (_, who) => {
  it('decides nothing about a claim that the representative filed for the holder, one by one or in bulk', async () => {
    const claims = [
      await fileUnder(test, agent.investigator, rightId),
      await fileUnder(test, agent.investigator, rightId),
    ];
    const [first] = claims;
    if (!first) throw new Error('no claim');
    for (const decision of DECISIONS) {
      const decisions = claims.map(({ claimId }) => ({ claimId, seen: 2, decision }));
      expect([decision.kind, await outcomes('/v1/review/decisions', who(), { decisions })]).toEqual([
        decision.kind,
        ['reviewer-belongs', 'reviewer-belongs'],
      ]);
    }
    const seen = await ask(test, `/v1/review/claims/${first.claimId}`, who());
    expect(reviewDetail.parse(seen.json).belongs).toBe(true);
    // Nothing of it has happened, and somebody neutral goes on.
    const decisions = [{ claimId: first.claimId, seen: 2, decision: { kind: 'approve' } }];
    expect(await outcomes('/v1/review/decisions', neutral, { decisions })).toEqual(['done']);
  });

  it('is given none of its claims, gives none to others, and does not say how soon they are looked at', async () => {
    const { claimId } = await fileUnder(test, agent.investigator, rightId);
    const to = (userId: string) => ({ claims: [{ claimId, from: null }], to: userId });
    const refused = ['reviewer-belongs'];
    expect(await outcomes('/v1/review/assignments', neutral, to(who().userId))).toEqual(refused);
    expect(await outcomes('/v1/review/assignments', who(), to(who().userId))).toEqual(refused);
    expect(await outcomes('/v1/review/assignments', who(), to(neutral.userId))).toEqual(refused);
    const urgent = { claimIds: [claimId], priority: 'urgent', reason: 'Ours' };
    expect(await outcomes('/v1/review/priorities', who(), urgent)).toEqual(refused);
    expect(await outcomes('/v1/review/assignments', neutral, to(neutral.userId))).toEqual(['done']);
  });

  it('neither verifies nor refuses the right, whose claims would go on by that', async () => {
    const waiting = await addRight(test, holder.organisationId, { status: 'unverified' });
    const at = `/v1/vault/rights/${waiting}/decision`;
    const checked = [
      ...['certificate-readable', 'place-and-number', 'owner-as-at-office'],
      ...['mark-as-registered', 'classes-and-pages', 'in-force'],
    ];
    for (const decision of [
      { decision: 'verified', revision: 1, checked },
      { decision: 'refused', revision: 1, cause: 'other', text: 'No.' },
    ]) {
      expect(await ask(test, at, who(), 'POST', decision)).toMatchObject({
        ...{ status: 403, json: { code: 'right-of-own-organisation' } },
      });
    }
    const done = await ask(test, at, neutral, 'POST', { decision: 'verified', revision: 1, checked });
    expect(done.json).toMatchObject({ status: 'verified' });
  });
});

it('belongs to nobody else: a claim of another holder is theirs to decide', async () => {
  const other = await participant(test, 'Borealis', 'rights_holder');
  const { claimId } = await fileUnder(test, other.investigator, await addRight(test, other.organisationId));
  const decisions = [{ claimId, seen: 2, decision: { kind: 'approve' } }];
  expect(await outcomes('/v1/review/decisions', ofRepresentative, { decisions })).toEqual(['done']);
});
