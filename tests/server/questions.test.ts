import { randomUUID } from 'node:crypto';
import {
  type ClaimAnswer,
  type ClaimSubmission,
  claimDetail,
  claimStanding,
  type Decision,
  decisionOutcomes,
  type MaskedCopy,
  openQuestions,
  serverKeys,
} from '@marketsafe/contract';
import { verifyPackage } from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { makeCapture, makeDevice } from './captures.ts';
import { readPdf, unsaid } from './read-pdf.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  preparedClaim,
  putBlob,
  putCaptures,
  send,
  sha256,
  startTestServer,
  type TestServer,
  withToken,
} from './support.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let ana: Person;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  ana = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
});
afterAll(() => test.close());

async function handIn(claim?: ClaimSubmission): Promise<ClaimSubmission> {
  const filed = claim ?? (await preparedClaim(test, ours));
  expect((await postClaim(test, ours, filed)).status).toBe(201);
  return filed;
}

async function decide(claimId: string, seen: number, decision: Decision) {
  const { json } = await send(test, '/v1/review/decisions', {
    method: 'POST',
    person: ana,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ decisions: [{ claimId, seen, decision }] }),
  });
  return decisionOutcomes.parse(json).outcomes[0];
}

const ASK: Decision = {
  kind: 'ask',
  cause: 'mark-not-shown',
  wanted: ['capture', 'text'],
  text: 'Where is the mark?',
};

async function questions(person: Person = ours) {
  return openQuestions.parse((await send(test, '/v1/questions', { person })).json).questions;
}

async function ask(claimId: string, seen = 2): Promise<string> {
  expect(await decide(claimId, seen, ASK)).toMatchObject({ outcome: 'done', state: 'needs_info' });
  const question = (await questions()).find((each) => each.claimId === claimId);
  expect(question).toMatchObject({ cause: 'mark-not-shown', wanted: ['capture', 'text'], by: 'Test Person' });
  return question?.questionId ?? '';
}

function answer(
  claimId: string,
  given: Partial<ClaimAnswer> & Pick<ClaimAnswer, 'questionId'>,
  { key = randomUUID(), person = ours }: { key?: string; person?: Person } = {},
) {
  return send(test, `/v1/claims/${claimId}/answers`, {
    method: 'POST',
    person,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ text: '', files: [], evidence: [], ...given }),
  });
}

async function detailOf(claimId: string, person: Person = ours) {
  return claimDetail.parse((await send(test, `/v1/claims/${claimId}`, { person })).json);
}

describe('what staff ask', () => {
  it('reaches the organisation’s devices, is answered with text, file and capture, and the claim goes on where it was', async () => {
    const itemId = freshItemId();
    const device = makeDevice();
    const first = makeCapture(itemId, { device });
    await putCaptures(test, ours, [first]);
    const filed = await handIn(makeClaim(ours.rightId, itemId, [first]));
    const { claimId } = filed;
    await send(test, '/v1/review/assignments', {
      method: 'POST',
      person: ana,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ claims: [{ claimId, from: null }], to: ana.userId }),
    });
    const before = await test.owner.query('select * from app.claim_evidence where claim_id = $1', [claimId]);
    // A device's token is enough to hear and to answer.
    const token = await withToken(test, ours, ['claims:submit', 'claims:follow']);
    const questionId = await ask(claimId);
    expect((await questions(token)).map((each) => each.questionId)).toContain(questionId);

    const again = makeCapture(itemId, { device });
    await putCaptures(test, ours, [again]);
    const file = Buffer.from('%PDF-1.7 about the mark');
    await putBlob(test, ours, file, 'application/pdf');
    const files = [
      { name: 'mark.pdf', sha256: sha256(file), bytes: file.length, type: 'application/pdf' as const },
    ];
    const answered = await answer(
      claimId,
      { questionId, text: 'On the label.', files, evidence: [again.item] },
      { person: token },
    );
    expect([answered.status, answered.json]).toMatchObject([200, { state: 'in_review', sequence: 4 }]);

    const detail = await detailOf(claimId, ana);
    expect(detail.questions).toMatchObject([
      {
        questionId,
        state: 'answered',
        answer: {
          text: 'On the label.',
          files,
          evidence: [{ captureId: again.item.captureId, facts: { title: { value: 'A jacket' } } }],
        },
      },
    ]);
    expect(detail.events.at(-1)).toMatchObject({
      from: 'needs_info',
      to: 'in_review',
      reason: { code: 'answered', params: { files: 1, captures: 1 } },
    });
    // What was filed is as it was, and so is who has it.
    expect(detail.evidence).toHaveLength(1);
    const after = await test.owner.query('select * from app.claim_evidence where claim_id = $1', [claimId]);
    expect(after.rows).toEqual(before.rows);
    const { rows } = await test.owner.query('select assignee from app.claims where claim_id = $1', [claimId]);
    expect(rows).toEqual([{ assignee: ana.userId }]);
    // The new capture has a receipt of its own, and its files are read as the claim's.
    const seal = await send(test, `/v1/captures/${again.item.captureId}/seal?claim=${claimId}`, {
      person: ana,
    });
    expect(seal.status).toBe(200);
    for (const sha of [again.item.manifestSha256, again.item.files[0]?.sha256, files[0]?.sha256]) {
      const read = await send(test, `/v1/blobs/${sha}?claim=${claimId}`, { person: ana });
      expect([sha, read.status]).toEqual([sha, 200]);
    }
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('is answered once for a key, and by nobody after that', async () => {
    const { claimId } = await handIn();
    const questionId = await ask(claimId);
    const key = randomUUID();
    const said = { questionId, text: 'See the label.' };
    const [one, two] = await Promise.all([answer(claimId, said, { key }), answer(claimId, said, { key })]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(one.json).toEqual(two.json);
    expect([one, two].filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(
      1,
    );
    expect((await answer(claimId, { ...said, text: 'Other' }, { key })).status).toBe(422);
    expect(await answer(claimId, said)).toMatchObject({ status: 409, json: { code: 'question-closed' } });
    expect((await detailOf(claimId)).events).toHaveLength(4);
  });

  it('may be asked in several rounds, and be taken back before it is answered', async () => {
    const { claimId } = await handIn();
    const first = await ask(claimId);
    expect((await answer(claimId, { questionId: first, text: 'Here.' })).status).toBe(200);
    const second = await ask(claimId, 4);
    expect(await decide(claimId, 5, { kind: 'undo' })).toMatchObject({ state: 'in_review' });
    expect(await answer(claimId, { questionId: second, text: 'Late.' })).toMatchObject({
      status: 409,
      json: { code: 'question-closed' },
    });
    const third = await ask(claimId, 6);
    const { questions: asked } = await detailOf(claimId);
    expect(asked.map(({ questionId, state }) => [questionId, state])).toEqual([
      [first, 'answered'],
      [second, 'closed'],
      [third, 'open'],
    ]);
  });

  it('takes no answer without its files, about another listing, or from somebody else', async () => {
    const { claimId } = await handIn();
    const questionId = await ask(claimId);
    const other = makeCapture(freshItemId());
    const lost = await answer(claimId, { questionId, evidence: [other.item] });
    expect(lost).toMatchObject({ status: 409, json: { code: 'claim-files-missing' } });
    await putCaptures(test, ours, [other]);
    const wrong = await answer(claimId, { questionId, evidence: [other.item] });
    expect(wrong).toMatchObject({ status: 422, json: { code: 'claim-contradicts-evidence' } });
    expect((await answer(claimId, { questionId })).status).toBe(422);
    const stranger = await addInvestigator(test);
    expect((await answer(claimId, { questionId, text: 'Me.' }, { person: stranger })).status).toBe(404);
    expect((await answer(claimId, { questionId, text: 'Me.' }, { person: ana })).status).toBe(403);
    expect(await questions(stranger)).toEqual([]);
    expect((await detailOf(claimId)).state).toBe('needs_info');
  });
});

describe('what was asked and answered', () => {
  it('goes out whole in package, report and certificate for program and court, and not at all to a marketplace', async () => {
    const itemId = freshItemId();
    const device = makeDevice();
    const masked = { masked: (copy: MaskedCopy) => copy };
    const first = makeCapture(itemId, { device, ...masked });
    await putCaptures(test, ours, [first]);
    const { claimId } = await handIn(makeClaim(ours.rightId, itemId, [first]));
    const questionId = await ask(claimId);
    const again = makeCapture(itemId, { device, ...masked });
    await putCaptures(test, ours, [again]);
    const file = Buffer.from('%PDF-1.7 where the mark is');
    await putBlob(test, ours, file, 'application/pdf');
    const files = [
      { name: 'mark.pdf', sha256: sha256(file), bytes: file.length, type: 'application/pdf' as const },
    ];
    const said = { questionId, text: '标志在吊牌上。On the label.', files, evidence: [again.item] };
    expect((await answer(claimId, said)).status).toBe(200);
    const second = await ask(claimId, 4);

    const packed = (kind: string) =>
      send(test, '/v1/packages', {
        method: 'POST',
        person: ours,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind, claimIds: [claimId] }),
      });
    const evidence = await packed('evidence');
    const { keys } = serverKeys.parse((await send(test, '/v1/keys')).json);
    const verdict = await verifyPackage(new Blob([new Uint8Array(evidence.bytes)]), {
      serverKeys: keys.map(({ publicKey }) => publicKey),
    });
    expect(verdict.checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(verdict.checks.filter(({ id }) => id === 'inquiry')).toMatchObject([
      { state: 'passed', params: { count: 2 } },
    ]);
    expect(verdict.windows.map(({ captureId }) => captureId).sort()).toEqual(
      [first.item.captureId, again.item.captureId].sort(),
    );
    // Stored as they are: what stands in the archive can be looked for in its bytes.
    for (const part of [said.text, 'Where is the mark?', again.item.manifestSha256, file])
      expect([part, evidence.bytes.includes(part)]).toEqual([part, true]);

    const disclosure = await packed('disclosure');
    expect(disclosure.status).toBe(200);
    const secrets = [said.text, 'Where is the mark?', questionId, again.item.captureId, file];
    for (const part of secrets) expect([part, disclosure.bytes.includes(part)]).toEqual([part, false]);

    const read = async (kind: string) =>
      readPdf((await send(test, `/v1/claims/${claimId}/reports/${kind}`, { person: ours })).bytes);
    const report = await read('evidence');
    expect(
      unsaid(report, [
        ...[
          'Questions and answers',
          '提问与答复',
          'The mark cannot be seen on the page',
          '标志在吊牌上。On the label.',
        ],
        ...['Where is the mark?', 'It waits for an answer.', '等待答复', 'claim-01/answer-01/file-001.pdf'],
        ...[files[0]?.sha256 ?? '', again.item.manifestSha256, again.item.captureId],
      ]),
    ).toEqual([]);
    expect(unsaid(await read('certificate'), [again.item.manifestSha256, again.item.captureId])).toEqual([]);
    const out = await read('disclosure');
    for (const part of ['On the label', 'Where is the mark', again.item.captureId, second])
      expect(out.text).not.toContain(part);
  });
});

describe('withdrawal', () => {
  const withdraw = (claimId: string, person: Person = ours, key = randomUUID()) =>
    send(test, `/v1/claims/${claimId}/withdrawal`, {
      method: 'POST',
      person,
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ cause: 'authorised-seller', text: 'A dealer of ours.' }),
    });

  it('takes a claim back once, with its cause, and only one’s own that is not past that', async () => {
    const { claimId } = await handIn();
    const stranger = await addInvestigator(test);
    expect((await withdraw(claimId, stranger)).status).toBe(404);
    const key = randomUUID();
    const done = await withdraw(claimId, ours, key);
    expect(claimStanding.parse(done.json)).toMatchObject({ state: 'withdrawn', sequence: 3 });
    expect((await withdraw(claimId, ours, key)).json).toEqual(done.json);
    expect(await withdraw(claimId)).toMatchObject({ status: 409, json: { code: 'claim-elsewhere' } });
    expect((await detailOf(claimId)).events.at(-1)).toMatchObject({
      to: 'withdrawn',
      reason: { code: 'withdrawn', params: { cause: 'authorised-seller', text: 'A dealer of ours.' } },
    });
    // Nobody decides about it any more.
    expect(await decide(claimId, 3, { kind: 'approve' })).toMatchObject({
      problem: { code: 'claim-elsewhere' },
    });
  });

  it('out of a question closes that question', async () => {
    const { claimId } = await handIn();
    const questionId = await ask(claimId);
    expect((await withdraw(claimId)).status).toBe(200);
    expect((await questions()).map((each) => each.questionId)).not.toContain(questionId);
    expect(await answer(claimId, { questionId, text: 'Late.' })).toMatchObject({ status: 409 });
  });
});

describe('claims that have to do with each other', () => {
  async function claimOn(itemId: string): Promise<ClaimSubmission> {
    const captures = [makeCapture(itemId)];
    await putCaptures(test, ours, captures);
    return handIn(makeClaim(ours.rightId, itemId, captures));
  }
  const linksOf = async (claimId: string) =>
    (await detailOf(claimId)).links.map(({ kind, earlier, claimId: other }) => ({ kind, earlier, other }));

  it('are linked on both: a duplicate with the open one, and what is seen again after its removal', async () => {
    const itemId = freshItemId();
    const open = await claimOn(itemId);
    const duplicate = await claimOn(itemId);
    await until('the duplicate to be linked', async () => (await linksOf(duplicate.claimId)).length > 0);
    expect(await linksOf(duplicate.claimId)).toEqual([
      { kind: 'duplicate-of', earlier: true, other: open.claimId },
    ]);
    expect(await linksOf(open.claimId)).toEqual([
      { kind: 'duplicate-of', earlier: false, other: duplicate.claimId },
    ]);

    // The marketplace removed it.
    await test.owner.query(
      `insert into app.claim_events (organisation_id, claim_id, sequence, event_id, at, actor_role, from_state, to_state, reason_params)
       values ($1, $2, 3, gen_random_uuid(), now(), 'analyst', 'sent', 'removed', '{}')`,
      [ours.organisationId, open.claimId],
    );
    await test.owner.query("update app.claims set state = 'removed' where claim_id = $1", [open.claimId]);
    const again = await claimOn(itemId);
    await until('the new claim to be linked', async () => (await linksOf(again.claimId)).length === 2);
    expect(await linksOf(again.claimId)).toContainEqual({
      kind: 'relist-of',
      earlier: true,
      other: open.claimId,
    });
    expect((await linksOf(open.claimId)).map(({ kind }) => kind).sort()).toEqual([
      'duplicate-of',
      'relist-of',
    ]);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });
});
