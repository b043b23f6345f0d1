import { randomUUID } from 'node:crypto';
import {
  answerKept,
  invitationReceipt,
  madeToken,
  packetDetail,
  packetsBuilt,
  TOKEN_SCOPES,
} from '@marketsafe/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addApplication } from './applicant.ts';
import { addRaid } from './raid-rows.ts';
import {
  ACTORS,
  type Actor,
  type Outcome,
  outcomeOf,
  type Representative,
  ROUTES,
  type Row,
  type Things,
  TUS,
} from './route-matrix.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  keepWebhook,
  noteDraft,
  type Person,
  postClaim,
  preparedClaim,
  putBlob,
  send,
  sendJson,
  sha256,
  startTestServer,
  type TestServer,
  withToken,
} from './support.ts';
import { addTestBuy } from './test-buy-rows.ts';

/** Words that stand in everything of the holder's, and nowhere else. */
const CANARY = 'Canary-Halcyon';
const CERTIFICATE = Buffer.from(`%PDF-1.4\n% ${CANARY}\n%%EOF\n`);

/** Sign-in is for everybody, and has tests of its own. */
const SIGN_IN = ' /api/auth/';

/** An id that nothing has. */
const NOTHING = '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e1dff';

let test: TestServer;
let things: Things;
let people: Record<Actor, Person | undefined>;
let described: string[];
/** What each representative has filed for the holder, while its mandate was in force. */
let filed: Record<Representative, Pick<Things, 'claimId' | 'captureId' | 'sha256'>>;

beforeAll(async () => {
  test = await startTestServer();
  const investigator = await addInvestigator(test);
  const { organisationId, rightId } = investigator;
  await test.owner.query('update app.rights set brand = $2, mark = $2 where organisation_id = $1', [
    organisationId,
    CANARY,
  ]);
  await test.owner.query('update app.organisations set name = $2 where organisation_id = $1', [
    organisationId,
    CANARY,
  ]);
  const draft = await preparedClaim(test, investigator);
  const seller = { id: '771', name: CANARY };
  const claim = { ...draft, target: { ...draft.target, title: CANARY, seller } };
  expect((await postClaim(test, investigator, claim)).status).toBe(201);
  await noteDraft(test, investigator);
  expect((await putBlob(test, investigator, CERTIFICATE, 'application/pdf')).status).toBe(201);
  const [capture] = claim.evidence;
  things = {
    organisationId,
    rightId,
    claimId: claim.claimId,
    captureId: capture?.captureId ?? '',
    sha256: capture?.manifestSha256 ?? '',
    certificate: sha256(CERTIFICATE),
    mandateId: '',
    userId: '',
    invitationId: '',
    viewId: randomUUID(),
    packetId: '',
    counterId: randomUUID(),
    sellerId: '',
    entryId: randomUUID(),
    importId: '',
    raidId: randomUUID(),
    packageId: '',
    handoverId: randomUUID(),
    testBuyId: randomUUID(),
    stepId: randomUUID(),
    proposalId: randomUUID(),
    holdId: randomUUID(),
    topicId: randomUUID(),
    applicationId: randomUUID(),
    fileId: randomUUID(),
    graduationId: randomUUID(),
    publicationId: randomUUID(),
    requestId: randomUUID(),
    exportId: randomUUID(),
  };
  const manager = await addPerson(test, organisationId, ['manager']);
  await openTopic(manager, things.topicId);
  const valid = await representative(manager);
  const expired = await representative(manager);
  const revoked = await representative(manager);
  await age(expired.mandateId, 'valid_from = current_date - 9, valid_to = current_date - 1');
  await age(revoked.mandateId, "revoked_at = now(), revoked_by_name = 'A', revocation = 'Done.'");
  filed = {
    representative: valid.things,
    'expired representative': expired.things,
    'revoked representative': revoked.things,
  };
  things.mandateId = valid.mandateId;
  const program = await addOrganisation(test, 'Program');
  people = {
    investigator,
    manager,
    signatory: await addPerson(test, organisationId, ['signatory']),
    // With every role: what they may not, is not for want of one.
    'other holder': await addPerson(test, await addOrganisation(test), [
      'investigator',
      'manager',
      'signatory',
    ]),
    representative: valid.person,
    'expired representative': expired.person,
    'revoked representative': revoked.person,
    analyst: await addPerson(test, program, ['analyst']),
    'program lead': await addPerson(test, program, ['program_lead']),
    liaison: await addPerson(test, await addOrganisation(test, 'Marketplace'), ['liaison']),
    extension: await withToken(test, investigator, TOKEN_SCOPES),
    token: await withApiToken(investigator),
    nobody: undefined,
  };
  await addApplication(test, things);
  await test.owner.query(
    `insert into app.counter_notices (organisation_id, counter_id, claim_id, chance, received_on, statement, entered_at, entered_by,
       entered_by_name) values ($1, $2, $3, 1, '2026-11-02', to_json($4::text), now(), $5, 'Ana')`,
    [organisationId, things.counterId, things.claimId, CANARY, investigator.userId],
  );
  await test.owner.query(
    `insert into app.counter_files (organisation_id, counter_id, position, store_of, sha256, name, type, bytes)
     select organisation_id, $2, 0, organisation_id, sha256, to_json($3::text), 'image/png', bytes from app.blobs
     where organisation_id = $1 and sha256 = $4`,
    [organisationId, things.counterId, CANARY, things.sha256],
  );
  const kept = await test.owner.query<{ seller_id: string }>(
    `insert into app.seller_entries (organisation_id, entry_id, seller_id, kind, said, at, by_user, by_name)
     select $1, $2, entity_id, 'note', json_build_object('text', $3::text), now(), $4, 'Ana' from app.name_search
     where organisation_id = $1 and kind = 'seller' returning seller_id`,
    [organisationId, things.entryId, CANARY, investigator.userId],
  );
  things.sellerId = kept.rows[0]?.seller_id ?? '';
  await test.owner.query(
    `insert into app.penalty_requests (organisation_id, request_id, seller_id, wanted, claims, content, asked_on, look_on, at, by_user, by_name)
     values ($1, $2, $3, 'penalty', '{}', $4, '2026-01-01', '2026-01-02', now(), $5, 'Ana')`,
    [
      ...[organisationId, things.requestId, things.sellerId],
      JSON.stringify({
        kind: 'repeat',
        claims: [1, 2].map(() => ({
          claimId: randomUUID(),
          number: 'MS-0000-0000',
          removedOn: '2026-01-01',
        })),
      }),
      investigator.userId,
    ],
  );
  await test.owner.query(
    `insert into program.publications (publication_id, kind, from_day, to_day, state, content, file, file_sha256, prepared_at, prepared_by,
       prepared_by_name, decided_at, decided_by, decided_by_name)
     values ($1, 'research-export', '2026-01-01', '2026-01-31', 'released', $2, 'x', 'x', now(), $3, 'Ana', now(), $4, 'Ben')`,
    [
      things.publicationId,
      JSON.stringify({
        ...{
          rows: 5,
          participants: 3,
          outcomes: 2,
          smallest: null,
          claims: 0,
          whole: 0,
          generalised: 0,
          leftOut: 0,
        },
      }),
      ...[randomUUID(), randomUUID()],
    ],
  );
  await test.owner.query(
    `insert into app.deletion_proposals (organisation_id, proposal_id, state, claims, proposed_at, proposed_by, proposed_by_name)
     values ($1, $2, 'proposed', 1, now(), $3, 'Ana')`,
    [organisationId, things.proposalId, people.analyst?.userId],
  );
  await test.owner.query(
    `insert into app.legal_holds (organisation_id, hold_id, reason, placed_at, placed_by, placed_by_name)
     values ($1, $2, $3, now(), $4, 'Ana')`,
    [organisationId, things.holdId, CANARY, people.analyst?.userId],
  );
  await test.owner.query(
    `insert into app.graduations (organisation_id, graduation_id, state, asked_as, asked_at, asked_by, asked_by_name, asked_text)
     values ($1, $2, 'asked', 'participant', now(), $3, 'Ana', $4)`,
    [organisationId, things.graduationId, people.manager?.userId, CANARY],
  );
  await test.owner.query(
    `insert into app.leaving_exports (organisation_id, export_id, state, asked_at, asked_by, asked_by_name)
     values ($1, $2, 'cancelled', now(), $3, 'Ana')`,
    [organisationId, things.exportId, people.manager?.userId],
  );
  things.packageId = things.raidId;
  await addTestBuy(test, investigator, { ...things, name: CANARY, sha256: things.certificate });
  await addRaid(test, investigator, { ...things, title: CANARY, sha256: things.certificate });
  things.packetId = await sendPacket();
  things.importId = await keepAnswers();
  const { json } = await send(test, '/v1/openapi.json');
  const { paths } = json as { paths: Record<string, object> };
  described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
});
afterAll(() => test.close());

/** A packet of another claim of the holder's, which the marketplace's people have; gives its id. */
async function sendPacket(): Promise<string> {
  const { rightId, organisationId } = things;
  const claim = await preparedClaim(test, { ...(people.investigator as Person), rightId });
  const named = { ...claim, target: { ...claim.target, title: CANARY } };
  expect((await postClaim(test, people.investigator as Person, named)).status).toBe(201);
  await test.owner.query("update app.claims set state = 'approved' where claim_id = $1", [claim.claimId]);
  await test.owner.query('insert into app.desks values ($1, $2)', [
    people.liaison?.organisationId,
    claim.target.marketplace,
  ]);
  const write = (person: Person | undefined, path: string, body: unknown) =>
    send(test, path, {
      ...{ method: 'POST', person, body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json' },
    });
  const group = { organisationId, holderId: organisationId, rightId, targetKind: 'listing' };
  const { marketplace } = claim.target;
  const order = { group: { ...group, marketplace, reason: claim.reason }, expedited: null };
  const built = packetsBuilt.parse((await write(people.analyst, '/v1/packets', order)).json);
  const packetId = built.packets[0]?.packetId ?? '';
  const detail = await send(test, `/v1/packets/${packetId}`, { person: people['program lead'] });
  const seen = packetDetail.parse(detail.json).contentSha256;
  const released = await write(people['program lead'], `/v1/packets/${packetId}/release`, {
    seen,
    channel: 'desk',
  });
  expect([released.status, released.json]).toEqual([200, released.json]);
  return packetId;
}

/** A file of the marketplace's answers to that packet; gives its id. */
async function keepAnswers(): Promise<string> {
  const detail = await send(test, `/v1/packets/${things.packetId}`, { person: people.analyst });
  const [link] = packetDetail.parse(detail.json).disclosed.links;
  const kept = await send(test, '/v1/answers/imports', {
    ...{ method: 'POST', person: people.analyst, headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({
      reading: { marketplace: 'aliexpress', all: 'acknowledged' },
      content: Buffer.from(`${link?.canonicalUrl}\n`).toString('base64'),
      ...{ name: 'answers.csv', expected: 1 },
    }),
  });
  return answerKept.parse(kept.json).importId;
}

/** A representative with a mandate of the holder's, under which it has filed a claim. */
async function representative(manager: Person) {
  const organisationId = await addOrganisation(test, `Agency ${randomUUID()}`);
  await test.owner.query("update app.organisations set kind = 'representative' where organisation_id = $1", [
    organisationId,
  ]);
  const person = await addPerson(test, organisationId, ['investigator', 'manager', 'signatory']);
  const { rows } = await test.owner.query('select name from app.organisations where organisation_id = $1', [
    organisationId,
  ]);
  const mandateId = randomUUID();
  const order = {
    ...{ mandateId, party: rows[0].name, rightIds: null, marketplaces: null },
    powers: ['file-claims', 'register-rights'],
    ...{ validFrom: '2026-01-01', validTo: '2099-01-01', document: sha256(CERTIFICATE) },
    ...{ authority: 'sealed', signedName: 'A. Rora', signedTitle: 'Director' },
  };
  const given = await send(test, '/v1/mandates', {
    method: 'POST',
    person: manager,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  expect([given.status, given.json]).toEqual([200, given.json]);
  const claim = await preparedClaim(test, { ...person, rightId: things.rightId });
  expect((await postClaim(test, person, claim)).status).toBe(201);
  // What it may say of the holder's right is a file that it handed in itself.
  expect((await putBlob(test, person, CERTIFICATE, 'application/pdf')).status).toBe(201);
  const [capture] = claim.evidence;
  return {
    person,
    mandateId,
    things: {
      claimId: claim.claimId,
      captureId: capture?.captureId ?? '',
      sha256: capture?.manifestSha256 ?? '',
    },
  };
}

/** Makes a mandate as it would be after some time. */
async function age(mandateId: string, set: string): Promise<void> {
  await test.owner.query(`update app.mandates set ${set} where mandate_id = $1`, [mandateId]);
}

/** The person with a token for a program of theirs, with every scope. */
async function withApiToken(person: Person): Promise<Person> {
  const prove = (at: Date | null) =>
    test.owner.query('update auth."session" set "provenAt" = $2 where "token" = $1', [person.token, at]);
  await prove(new Date());
  const { json } = await send(test, '/v1/me/tokens', {
    method: 'POST',
    person,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'A program', scopes: TOKEN_SCOPES, days: 30 }),
  });
  // From here on they have shown nothing of late, like everybody else.
  await prove(null);
  return { ...person, token: madeToken.parse(json).token };
}

/** Begins a resumable upload of the holder's; gives its id. */
async function beginUpload(): Promise<string> {
  const name = (text: string) => Buffer.from(text).toString('base64');
  const { status, headers } = await send(test, '/v1/uploads', {
    method: 'POST',
    person: people.investigator,
    headers: {
      ...TUS,
      'upload-length': '5000',
      'upload-metadata': `sha256 ${name('0'.repeat(64))},type ${name('image/png')}`,
    },
  });
  expect(status).toBe(201);
  return headers.get('location')?.split('/').at(-1) ?? '';
}

/** Makes sure that the right has its file; gives its hash. */
async function attachCertificate(): Promise<string> {
  const { rightId, certificate } = things;
  const { status } = await send(test, `/v1/vault/rights/${rightId}/files/${certificate}`, {
    method: 'PUT',
    person: people.manager,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'certificate', name: 'certificate.pdf', niceClass: null }),
  });
  expect([200, 204, 409]).toContain(status);
  return certificate;
}

/** Invites somebody to the holder's; gives the invitation's id. */
async function invite(): Promise<string> {
  const { json } = await send(test, `/v1/organisations/${things.organisationId}/invitations`, {
    method: 'POST',
    person: people.manager,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${randomUUID()}@x.example`, roles: ['investigator'], language: 'en' }),
  });
  return invitationReceipt.parse(json).invitationId;
}

/** A webhook of the holder's, with a message that was given up; by SQL, as the database's owner. */
async function addWebhook(): Promise<{ webhookId: string; deliveryId: string }> {
  const ids = { webhookId: randomUUID(), deliveryId: randomUUID() };
  await keepWebhook(test, { organisationId: things.organisationId, ...ids });
  return ids;
}

/** A topic of the working group, with a poll. */
async function openTopic(person: Person, topicId: string): Promise<void> {
  const poll = { question: 'Do you see the same?', options: ['Yes', 'No'], closesOn: '2999-01-01' };
  const topic = { entryId: topicId, kind: 'topic', about: 'policy', title: 'Links', text: 'They break.' };
  const { status } = await sendJson(test, '/v1/group/entries', {
    ...{ method: 'POST', person },
    body: { ...topic, named: false, poll },
  });
  expect(status).toBe(204);
}

/** The address of a route with the holder's things in it. */
async function addressOf(path: string, about: Things): Promise<string> {
  const values: Record<string, string> = {
    ...about,
    // The paper of each mandate, raid and test buy is the same file.
    ...(/^\/v1\/(vault|mandates|raids|test-buys)\//.test(path) && { sha256: await attachCertificate() }),
    ...{ '*': 'links.txt', name: 'index.pdf' },
    ...(path.includes('{upload}') && { upload: await beginUpload() }),
    ...(path.includes('{userId}') && { userId: (await addPerson(test, things.organisationId)).userId }),
    ...(path.includes('{invitationId}') && { invitationId: await invite() }),
    ...(path.includes('{webhookId}') && (await addWebhook())),
    ...{ token: 'nothing', translationId: randomUUID() },
    // Of nobody.
    ...{ sessionId: NOTHING, tokenId: NOTHING, passkeyId: NOTHING, identityId: NOTHING },
    ...{ about: 'claim', subjectId: about.claimId, kind: 'claims' },
    kind: 'evidence',
    marketplace: 'taobao',
    sequence: '1',
  };
  return path.replaceAll(/\{(\w+|\*)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the matrix has nothing for {${name}}`);
    return value;
  });
}

const OUTCOME_OF: Readonly<Record<number, Outcome>> = { 401: 'unknown', 403: 'refused', 404: 'none' };

async function ask(route: string, actor: Actor, about: Things = things) {
  const [method = '', path = ''] = route.split(' ');
  const address = await addressOf(path, about);
  const row: Partial<Row> = ROUTES[route] ?? {};
  const { query, body } = row;
  const headers = row.headers && {
    ...row.headers,
    ...('idempotency-key' in row.headers && { 'idempotency-key': randomUUID() }),
  };
  const writes = /POST|PUT|DELETE|PATCH/.test(method);
  const answer = await send(test, `${address}${query ? `?${query(about)}` : ''}`, {
    method,
    person: people[actor],
    ...(headers && { headers }),
    ...(writes && {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body?.(about) ?? {}),
    }),
  });
  return { answer, address };
}

it('has every route that the program describes, and no other', () => {
  const own = described.filter((route) => !route.includes(SIGN_IN));
  expect(Object.keys(ROUTES).sort()).toEqual([...new Set([...own, 'GET /v1/openapi.json'])].sort());
});

/** Reads of one claim, and of what belongs to it. */
const READS = [
  'GET /v1/claims/{claimId}',
  'GET /v1/claims/{claimId}/reports/{kind}',
  'GET /v1/blobs/{sha256}',
  'GET /v1/captures/{captureId}/seal',
  'POST /v1/packages',
];

it.each(READS)(
  '%s: what a representative filed is its own while its mandate lasts, and its holder’s for ever',
  async (route) => {
    for (const [filer, one] of Object.entries(filed)) {
      const inForce = filer === 'representative';
      const wanted: Partial<Record<Actor, Outcome>> = {
        ...{ investigator: 'in', manager: 'in', signatory: 'in', analyst: 'in', 'program lead': 'in' },
        ...{ 'other holder': 'none', liaison: 'refused', nobody: 'unknown' },
        ...{ representative: 'none', 'expired representative': 'none', 'revoked representative': 'none' },
        [filer]: inForce ? 'in' : 'none',
      };
      for (const [actor, outcome] of Object.entries(wanted) as [Actor, Outcome][]) {
        const { answer } = await ask(route, actor, { ...things, ...one });
        expect([filer, actor, OUTCOME_OF[answer.status] ?? 'in', answer.status]).toEqual([
          ...[filer, actor, outcome, answer.status],
        ]);
        expect(answer.status).toBeLessThan(500);
      }
    }
  },
);

it.each(Object.keys(ROUTES))('%s: everybody gets what is theirs, and nobody more', async (route) => {
  // Those who may come last: what they do must not be the reason why others find nothing.
  const order = [...ACTORS].sort((one) => (wanted(route, one) === 'in' ? 1 : -1));
  for (const actor of order) {
    const { answer, address } = await ask(route, actor);
    expect([actor, OUTCOME_OF[answer.status] ?? 'in', answer.status]).toEqual([
      actor,
      wanted(route, actor),
      answer.status,
    ]);
    expect([actor, answer.status < 500]).toEqual([actor, true]);
    if (!mayHear(route, actor)) {
      const text = answer.bytes.toString('utf8');
      // What was asked about may be said again.
      for (const secret of [CANARY, ...Object.values(things)].filter((each) => !address.includes(each))) {
        expect([actor, secret, text.includes(secret)]).toEqual([actor, secret, false]);
      }
    }
  }
});

/** What is to become of somebody who asks for a route. */
function wanted(route: string, actor: Actor): Outcome | undefined {
  const row = ROUTES[route];
  return row && outcomeOf(row, actor);
}

/** Whether what belongs to the holder may stand in an answer to somebody. */
function mayHear(route: string, actor: Actor): boolean {
  const outside = /holder|representative|liaison|nobody/.test(actor);
  return !outside || (ROUTES[route]?.tells ?? []).includes(actor);
}
