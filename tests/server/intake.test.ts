import { randomUUID } from 'node:crypto';
import { type ClaimSubmission, changeList, claimReceipt, problem } from '@marketsafe/contract';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { SOON } from '../support/soon.ts';
import { type Capture, makeCapture } from './captures.ts';
import {
  addInvestigator,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  preparedClaim,
  putCaptures,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

type Investigator = Person & { rightId: string };

let test: TestServer;
let investigator: Investigator;
beforeAll(async () => {
  test = await startTestServer();
  investigator = await addInvestigator(test);
});
afterAll(() => test.close());

/** Keeps the organisation's ledger, as another server that writes in it would, until it is let go. */
async function holdLedger({ organisationId }: Person) {
  const client = await test.owner.connect();
  await client.query('begin');
  await client.query('select from app.ledger_heads where organisation_id = $1 for update', [organisationId]);
  return async () => {
    await client.query('commit');
    client.release();
  };
}

/** Waits until a transaction of the server's waits for a ledger. */
async function untilOneWaits() {
  const waiting = () =>
    test.owner.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
  await expect.poll(async () => (await waiting()).rowCount, SOON).toBeGreaterThan(0);
}

/** How many transactions wrote these claims. */
async function transactionsOf(claims: readonly ClaimSubmission[]): Promise<number> {
  const { rows } = await test.owner.query(
    'select count(distinct xmin::text)::int as transactions from app.claims where claim_id = any($1)',
    [claims.map(({ claimId }) => claimId)],
  );
  return rows[0].transactions;
}

async function changesOf(person: Person) {
  const { json } = await send(test, '/v1/changes', { person });
  return changeList.parse(json).changes;
}

/** Sends claims that wait for the ledger together: the first is being written, the others go in the transaction after it. */
async function sendTogether(person: Person, claims: readonly unknown[]) {
  const letGo = await holdLedger(person);
  const first = postClaim(test, person, claims[0]);
  await untilOneWaits();
  const rest = claims.slice(1).map((claim) => postClaim(test, person, claim));
  // A claim that waits holds its files against the database before it waits: then nothing of it is under way any more.
  await expect
    .poll(async () => {
      const { rows } = await test.owner.query(
        "select count(*)::int as busy from pg_stat_activity where datname = current_database() and state <> 'idle' and wait_event_type is distinct from 'Lock' and pid <> pg_backend_pid() and query not like 'select from app.ledger_heads%'",
      );
      return rows[0].busy;
    }, SOON)
    .toBe(0);
  await letGo();
  return Promise.all([first, ...rest]);
}

/** Two records under the id of one capture. */
function samePlace(itemId: string): [Capture, Capture] {
  const held = makeCapture(itemId);
  const { captureId } = held.item;
  const other = makeCapture(itemId, {
    write: (manifest) => canonicalize({ ...manifest, captureId }) ?? '',
  });
  return [held, { ...other, item: { ...other.item, captureId } }];
}

const preparedClaims = (person: Investigator, count: number) =>
  Promise.all(Array.from({ length: count }, () => preparedClaim(test, person)));

describe('claims that wait together', () => {
  it('are written in one transaction, each with its own place in the feed and the audit', async () => {
    const person = await addInvestigator(test);
    const claims = await preparedClaims(person, 6);
    const answers = await sendTogether(person, claims);
    const receipts = answers.map(({ json }) => claimReceipt.parse(json));
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(6);
    expect(await transactionsOf(claims)).toBeLessThan(6);
    const changes = await changesOf(person);
    expect(changes.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(changes.map((change) => 'claimId' in change && change.claimId).sort()).toEqual(
      claims.map(({ claimId }) => claimId).sort(),
    );
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('are taken although one among them is refused, which leaves nothing behind', async () => {
    const person = await addInvestigator(test);
    const [first, second, third, ...good] = await preparedClaims(person, 6);
    if (!first || !second || !third) throw new Error('no claims');
    await postClaim(test, person, first);
    // One under the id of another claim, one on a capture that is here under another record.
    const changed = { ...first, reason: 'model-does-not-exist' };
    const itemId = freshItemId();
    const [held, other] = samePlace(itemId);
    await putCaptures(test, person, [held, other]);
    await postClaim(test, person, makeClaim(person.rightId, itemId, [held]));
    const contradicting = makeClaim(person.rightId, itemId, [other]);
    const before = (await changesOf(person)).length;
    const answers = await sendTogether(person, [good[0], changed, contradicting, ...good.slice(1), second]);
    expect(answers.map(({ status }) => status)).toEqual([201, 422, 422, 201, 201, 201]);
    const changes = await changesOf(person);
    expect(changes.map(({ sequence }) => sequence)).toEqual(changes.map((_, index) => index + 1));
    expect(changes.length - before).toBe(4);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
    // Refused, it may come again under its key, as it should be.
    expect((await postClaim(test, person, third)).status).toBe(201);
  });

  it('are taken although the database itself refuses one among them', async () => {
    const person = await addInvestigator(test);
    const claims = await preparedClaims(person, 5);
    const bad = claims[2]?.claimId;
    await test.owner.query(`create function app.refuse_one() returns trigger language plpgsql as $$
      begin if new.claim_id = '${bad}' then raise exception 'not this one' using errcode = 'check_violation'; end if; return new; end $$`);
    await test.owner.query(
      'create trigger refuse_one before insert on app.claims for each row execute function app.refuse_one()',
    );
    try {
      const answers = await sendTogether(person, claims);
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 500, 201, 201]);
    } finally {
      await test.owner.query('drop trigger refuse_one on app.claims');
    }
    const changes = await changesOf(person);
    expect(changes.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    for (const table of ['claims', 'claim_events', 'claim_evidence', 'captures']) {
      const { rowCount } = await test.owner.query(`select from app.${table} where claim_id = $1`, [bad]);
      expect([table, rowCount]).toEqual([table, 0]);
    }
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
    // Nothing of it was kept, its key neither.
    expect((await postClaim(test, person, claims[2])).status).toBe(201);
  });

  it('get other numbers where the ones that were drawn are taken', async () => {
    await test.owner.query('create sequence app.draws');
    await test.owner.query('grant usage on sequence app.draws to marketsafe_app');
    await test.owner.query(`create function app.number_taken() returns trigger language plpgsql as $$
      begin if nextval('app.draws') <= 3 then
        raise exception 'taken' using errcode = 'unique_violation', constraint = 'claims_number_key'; end if; return new; end $$`);
    await test.owner.query(
      'create trigger number_taken before insert on app.claims for each row execute function app.number_taken()',
    );
    try {
      const answers = await sendTogether(investigator, await preparedClaims(investigator, 3));
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    } finally {
      await test.owner.query('drop trigger number_taken on app.claims');
    }
  });

  it('that are one claim, one listing or one capture are told apart as if they had come one after another', async () => {
    const person = await addInvestigator(test);
    const [claim, twin] = await preparedClaims(person, 2);
    const itemId = freshItemId();
    const captures = [makeCapture(itemId), makeCapture(itemId)];
    await putCaptures(test, person, captures);
    const same = captures.map((capture) => makeClaim(person.rightId, itemId, [capture]));
    const otherId = freshItemId();
    const records = samePlace(otherId);
    await putCaptures(test, person, records);
    const contradicting = records.map((capture) => makeClaim(person.rightId, otherId, [capture]));
    const all = await sendTogether(person, [twin, claim, claim, claim, ...same, ...contradicting]);
    const refused = all.slice(6).find(({ status }) => status === 422);
    expect(problem.parse(refused?.json).errors).toEqual([
      { path: '/evidence/0/manifestSha256', code: 'other-record', params: {} },
    ]);
    expect(
      all
        .slice(6)
        .map(({ status }) => status)
        .sort(),
    ).toEqual([201, 422]);
    const answers = all.slice(0, 6);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201, 201, 201, 201]);
    const receipts = answers.map(({ json }) => claimReceipt.parse(json));
    expect(new Set(receipts.slice(1, 4).map(({ number }) => number)).size).toBe(1);
    expect(
      receipts
        .slice(4)
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['duplicate', 'in_review']);
    expect(await changesOf(person)).toHaveLength(5);
  });
});

describe('two servers of one program', () => {
  it('give one organisation’s claims numbers without a gap, and one claim that comes to both one effect', async () => {
    const second = await startTestServer({ databaseUrl: test.databaseUrl, dataFolder: test.dataFolder });
    try {
      const person = await addInvestigator(test);
      const claims = await preparedClaims(person, 12);
      const keys = claims.map(() => randomUUID());
      const answers = await Promise.all(
        claims.flatMap((claim, index) =>
          [test, second].map((server) => postClaim(server, person, claim, keys[index])),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(24).fill(201));
      expect(new Set(answers.map(({ json }) => claimReceipt.parse(json).number)).size).toBe(12);
      expect((await changesOf(person)).map(({ sequence }) => sequence)).toEqual(
        claims.map((_, index) => index + 1),
      );
      expect((await verifyAudit(test.owner)).faults).toEqual([]);
    } finally {
      await second.owner.end();
      await second.server.close();
    }
  });
});

describe('more claims than can be taken in', () => {
  it('are answered with 503 and when to come again, while others are taken, and lose nothing by coming again', async () => {
    const crowd = await addInvestigator(test);
    const alone = await addInvestigator(test);
    const itemId = freshItemId();
    const capture = makeCapture(itemId);
    await putCaptures(test, crowd, [capture]);
    const claims = Array.from({ length: 140 }, () => makeClaim(crowd.rightId, itemId, [capture]));
    const keys = claims.map(() => randomUUID());
    const other = await preparedClaim(test, alone);
    const letGo = await holdLedger(crowd);
    const sending = claims.map((claim, index) => postClaim(test, crowd, claim, keys[index]));
    const over = await Promise.any(
      sending.map(async (answer) => {
        const { status, headers, json } = await answer;
        if (problem.safeParse(json).data?.code !== 'overloaded') throw new Error('not refused');
        return { status, retryAfter: headers.get('retry-after') };
      }),
    );
    expect(over).toEqual({ status: 503, retryAfter: '2' });
    expect((await postClaim(test, alone, other)).status).toBe(201);
    await letGo();
    const answers = await Promise.all(sending);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 503]));
    const late = answers.flatMap(({ status }, index) => (status === 503 ? [index] : []));
    for (const index of late) {
      expect((await postClaim(test, crowd, claims[index], keys[index])).status).toBe(201);
    }
    expect(await changesOf(crowd)).toHaveLength(140);
  });
});
