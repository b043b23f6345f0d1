import { randomUUID } from 'node:crypto';
import { mandateDetail, rightsList, searchResult, vaultRightDetail } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { age, ask, ENDED, fileUnder, give, type Participant, participant } from './mandated.ts';
import {
  addOrganisation,
  addPerson,
  addRight,
  type Person,
  startTestServer,
  type TestServer,
} from './support.ts';

/**
 * A representative of two holders, whose mandate of the first ends: what it filed for that one is nowhere to be had any more, and what it filed
 * for the second, and for itself, is as before.
 */
let test: TestServer;
let analyst: Person;
let over: Participant;
let lasting: Participant;
let agent: Participant;
let overRight: string;
let overMandate: string;
let gone: Awaited<ReturnType<typeof fileUnder>>[];
let there: Awaited<ReturnType<typeof fileUnder>>[];
const SELLER = { id: '7700112233', name: 'Vanishing Trading' };

beforeAll(async () => {
  test = await startTestServer();
  analyst = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
  over = await participant(test, 'Aurora', 'rights_holder');
  lasting = await participant(test, 'Borealis', 'rights_holder');
  agent = await participant(test, 'Agency', 'representative');
  overRight = await addRight(test, over.organisationId);
  const lastingRight = await addRight(test, lasting.organisationId);
  overMandate = (await give(test, over, agent, { powers: ['file-claims', 'withdraw'] })).mandateId;
  await give(test, lasting, agent);
  const own = await addRight(test, agent.organisationId);
  gone = [
    await fileUnder(test, agent.investigator, overRight),
    await fileUnder(test, agent.investigator, overRight),
  ];
  there = [
    await fileUnder(test, agent.investigator, lastingRight),
    await fileUnder(test, agent.investigator, own),
  ];
  await sellerOf(gone[0]?.claimId, SELLER);
  await moreOf(gone[0]?.claimId ?? '', gone[1]?.claimId ?? '');
  const message = { entryId: randomUUID(), kind: 'message', text: 'When is it looked at?' };
  const thread = await ask(
    test,
    `/v1/threads/claim/${gone[0]?.claimId}`,
    agent.investigator,
    'POST',
    message,
  );
  expect(thread.status).toBe(204);
  const view = { name: 'Sellers', filters: { right: overRight } };
  expect((await ask(test, `/v1/views/${VIEW}`, agent.investigator, 'PUT', view)).status).toBeLessThan(300);
}, 120_000);
afterAll(() => test.close());
const VIEW = randomUUID();

/** The seller of a claim, found by the search, as if the page had named it; by SQL, as the database's owner. */
async function sellerOf(claimId = '', seller: typeof SELLER): Promise<void> {
  const { rows } = await test.owner.query(
    'select organisation_id, marketplace, received_at, app.seller_id(marketplace, $2::json) as id from app.claims where claim_id = $1',
    [claimId, JSON.stringify(seller)],
  );
  const [{ organisation_id: organisation, marketplace, received_at: at, id }] = rows;
  await test.owner.query(
    "update app.claim_search set seller_id = $2::uuid, terms = terms || array_to_tsvector(array['v:' || $2::text]) where entity_id = $1",
    [claimId, id],
  );
  await test.owner.query(
    `insert into app.name_search (organisation_id, kind, entity_id, at, terms, seller) values ($1::uuid, 'seller', $2::uuid, $3,
      array_to_tsvector(array['k:seller', 'o:' || $1::uuid, 'm:' || $4] || app.search_words($5)), $6)`,
    [...[organisation, id, at, marketplace, seller.name], JSON.stringify({ marketplace, ...seller })],
  );
  await test.owner.query(
    `insert into app.claim_words select distinct $1::uuid, stem from unnest(app.search_words($2)) word, app.word_stem(word) stem
      where stem is not null on conflict do nothing`,
    [organisation, seller.name],
  );
  sellerId = id;
}
let sellerId: string;

/** A question with its answer, and a link with another claim. */
async function moreOf(claimId: string, other: string): Promise<void> {
  const ids = [agent.organisationId, claimId];
  const question = randomUUID();
  await test.owner.query(
    `insert into app.claim_questions values ($1, $2, $3, 3, now(), $4, 'Ana', 'other', '{text}', 'What is it?')`,
    [...ids, question, analyst.userId],
  );
  await test.owner.query(
    `insert into app.claim_answers values ($1, $2, $3, now(), $4, 'Ines', 'This.', '[]', '[]', 'x', encode(sha256('x'), 'hex'))`,
    [...ids, question, agent.investigator.userId],
  );
  await test.owner.query("insert into app.claim_links values ($1, $2, $3, 'same-listing', now())", [
    ...ids,
    other,
  ]);
  await test.owner.query(
    "insert into app.claim_traces values ($1, $2, 'seller', 'aliexpress/1') on conflict do nothing",
    ids,
  );
}

const text = async (path: string, person = agent.investigator) =>
  (await ask(test, path, person)).bytes.toString();

/** Everything that names a claim, a seller or a right of the holder whose mandate is over, in all that the representative can ask for. */
async function named(): Promise<string[]> {
  const { receipt, claimId } = gone[0] ?? { receipt: { number: '' }, claimId: '' };
  const places = [
    ...['/v1/claims', '/v1/search', `/v1/search?q=${receipt.number}`, '/v1/search?q=vanishing'],
    ...[`/v1/search?seller=${sellerId}`, `/v1/search?right=${overRight}`, '/v1/known', '/v1/changes'],
    ...['/v1/questions', '/v1/threads', `/v1/threads/claim/${claimId}`, '/v1/rights', '/v1/vault/rights'],
    ...[`/v1/claims/${claimId}`, '/v1/vault/registrations', '/v1/files/damaged'],
  ];
  const secrets = [receipt.number, gone[1]?.receipt.number ?? '', SELLER.name];
  const found: string[] = [];
  for (const place of places) {
    const said = await text(place);
    if (secrets.some((secret) => said.includes(secret))) found.push(place);
  }
  return found;
}

/** Rows that the program's role sees in a table, as the representative's organisation; those of the two claims that are over. */
async function rows(table: string, column: string): Promise<number> {
  const client = await test.owner.connect();
  try {
    await client.query('begin');
    await client.query(
      "select set_config('role', 'marketsafe_app', true), set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)",
      [agent.organisationId, agent.investigator.userId],
    );
    const { rowCount } = await client.query(`select from app.${table} where ${column} = any($1::uuid[])`, [
      [...gone.map(({ claimId }) => claimId), sellerId],
    ]);
    return rowCount ?? 0;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const TABLES: readonly (readonly [table: string, column: string])[] = [
  ['claims', 'claim_id'],
  ['claim_events', 'claim_id'],
  ['claim_evidence', 'claim_id'],
  ['claim_questions', 'claim_id'],
  ['claim_answers', 'claim_id'],
  ['claim_links', 'claim_id'],
  ['claim_traces', 'claim_id'],
  ['changes', 'entity_id'],
  ['threads', 'subject_id'],
  ['thread_entries', 'subject_id'],
  ['claim_search', 'entity_id'],
  ['name_search', 'entity_id'],
];

describe('what a representative filed under a mandate', () => {
  it('is named all over while it lasts', async () => {
    const found = await named();
    for (const place of ['/v1/claims', '/v1/search', '/v1/search?q=vanishing', '/v1/known', '/v1/changes'])
      expect(found).toContain(place);
    for (const [table, column] of TABLES) expect([table, await rows(table, column)]).not.toEqual([table, 0]);
  });

  it('is named nowhere once it has ended, in answers or in the database, and its other claims are as before', async () => {
    const standing = async (person: Person) =>
      mandateDetail.parse((await ask(test, `/v1/mandates/${overMandate}`, person)).json).standing;
    const counts = { filed: 2, approved: 0, declined: 0, withdrawn: 0 };
    const before = await standing(agent.manager);
    expect(before).toEqual({ forHolder: counts, forAll: { ...counts, filed: 3 } });

    await age(test, overMandate, ENDED);
    expect(await named()).toEqual([]);
    for (const [table, column] of TABLES) expect([table, await rows(table, column)]).toEqual([table, 0]);

    const found = searchResult.parse((await ask(test, '/v1/search', agent.investigator)).json);
    expect(found.claims.map(({ claimId }) => claimId).sort()).toEqual(
      there.map(({ claimId }) => claimId).sort(),
    );
    expect(found.next).toBeNull();
    // A view that a person kept is theirs; what it names is not shown by its name any more.
    const view = searchResult.parse(
      (await ask(test, `/v1/search?right=${overRight}&seller=${sellerId}`, agent.investigator)).json,
    );
    expect(view).toMatchObject({ claims: [], named: { right: null, seller: null } });
    const { ended, rights } = rightsList.parse((await ask(test, '/v1/rights', agent.investigator)).json);
    expect(ended.map(({ mandateId }) => mandateId)).toEqual([overMandate]);
    expect(rights.map((right) => right.rightId)).not.toContain(overRight);

    // How it has fared is the representative's own, as numbers, and the same for everybody.
    expect(await standing(agent.manager)).toEqual(before);
    expect(await standing(analyst)).toEqual(before);
    expect(await standing(over.manager)).toEqual({ forHolder: counts, forAll: null });
  });

  it('is counted on the right apart from the holder’s own, for the holder and the program', async () => {
    await fileUnder(test, over.investigator, overRight);
    for (const reader of [over.manager, analyst]) {
      const right = vaultRightDetail.parse((await ask(test, `/v1/vault/rights/${overRight}`, reader)).json);
      expect(right.claims).toEqual({ own: { all: 1, held: 0 }, byRepresentatives: { all: 2, held: 0 } });
    }
  });

  it('is back with a new mandate over the same right', async () => {
    await give(test, over, agent);
    expect(await named()).toContain('/v1/search?q=vanishing');
    for (const [table, column] of TABLES) expect([table, await rows(table, column)]).not.toEqual([table, 0]);
  });
});
