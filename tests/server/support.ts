import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ClaimSubmission,
  type DraftNotices,
  isProgramStaff,
  type Me,
  type Right,
  serverChallenge,
  type TokenScope,
} from '@marketsafe/contract';
import { connect } from '../../server/src/db/connect.ts';
import { type ServerOptions, startServer } from '../../server/src/index.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { type Capture, type Device, enrolmentOf, listingUrl, makeCapture } from './captures.ts';

/** A server on a database and a data folder of its own, without rate limits unless asked for. */
export async function startTestServer(options: Partial<ServerOptions> = {}) {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'marketsafe-test-')));
  const databaseUrl = options.databaseUrl ?? (await freshDatabase());
  const server = await startServer({
    ...{ dataFolder, databaseUrl, port: 0, rateLimit: false, logLevel: 'silent' },
    ...options,
  }).catch(async (error: unknown) => {
    if (!options.dataFolder) await rm(dataFolder, { recursive: true, force: true });
    throw error;
  });
  const owner = connect(databaseUrl, '-c timezone=UTC', 4);
  return {
    ...{ server, owner, dataFolder, databaseUrl, url: server.url },
    async close() {
      await owner.end();
      await server.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

/** One signed-in person. */
export interface Person {
  userId: string;
  organisationId: string;
  token: string;
}

/** Makes an organisation by SQL, as the database's owner. */
export async function addOrganisation({ owner }: TestServer, name = 'Aurora'): Promise<string> {
  const organisationId = randomUUID();
  await owner.query('insert into app.organisations values ($1, $2, now())', [organisationId, name]);
  await owner.query('insert into app.ledger_heads (organisation_id) values ($1)', [organisationId]);
  return organisationId;
}

/** Makes a user with a session and, unless the organisation is null, a membership; by SQL, as the database's owner. */
export async function addPerson(
  { owner }: TestServer,
  organisationId: string | null,
  roles: Me['roles'] = ['investigator'],
): Promise<Person> {
  const userId = randomUUID();
  const token = randomBytes(24).toString('hex');
  await owner.query(
    'insert into auth."user" ("id", "name", "email", "emailVerified") values ($1, $2, $3, true)',
    [userId, 'Test Person', `${userId}@test.example`],
  );
  await owner.query(
    `insert into auth."session" ("id", "userId", "token", "expiresAt", "updatedAt")
     values ($1, $2, $3, now() + interval '30 days', now())`,
    [randomUUID(), userId, token],
  );
  if (organisationId !== null) {
    // An organisation is of the kind whose roles its newest person has; a database of before there were kinds knows none.
    const { rows } = await owner.query<{ kinds: boolean }>(
      "select to_regprocedure('app.roles_of(text)') is not null as kinds",
    );
    if (rows[0]?.kinds) {
      await owner.query(
        'update app.organisations set kind = $2 where organisation_id = $1 and not ($3 <@ app.roles_of(kind))',
        [
          organisationId,
          isProgramStaff(roles) ? 'program' : roles.includes('liaison') ? 'marketplace' : 'rights_holder',
          roles,
        ],
      );
    }
    await owner.query(
      'insert into app.memberships (organisation_id, user_id, name, roles, created_at) values ($1, $2, $3, $4, now())',
      [organisationId, userId, 'Test Person', roles],
    );
  }
  return { userId, token, organisationId: organisationId ?? '' };
}

/** The person with an extension's access token in the place of a password's session; by SQL, as the database's owner. */
export async function withToken(
  { owner }: TestServer,
  person: Person,
  scopes: readonly TokenScope[],
): Promise<Person> {
  const token = `msa_${randomBytes(32).toString('base64url')}`;
  const sessionId = randomUUID();
  await owner.query(
    `insert into auth."session" ("id", "userId", "token", "expiresAt", "updatedAt", "scope")
     values ($1, $2, $3, now() + interval '30 days', now(), $4)`,
    [sessionId, person.userId, `extension ${randomUUID()}`, scopes.join(' ')],
  );
  await owner.query(
    `insert into auth."extensionSession" ("sessionId", "keyThumbprint", "provenAt") values ($1, 'of no key', now())`,
    [sessionId],
  );
  await owner.query(
    `insert into auth."accessToken" ("hash", "sessionId", "generation", "expiresAt")
     values ($1, $2, 1, now() + interval '15 minutes')`,
    [createHash('sha256').update(token).digest(), sessionId],
  );
  return { ...person, token };
}

/** An investigator of a new organisation with one verified trademark. */
export async function addInvestigator(test: TestServer): Promise<Person & { rightId: string }> {
  const person = await addPerson(test, await addOrganisation(test));
  return { ...person, rightId: await addRight(test, person.organisationId) };
}

/** Makes a right by SQL, as the database's owner. */
export async function addRight(
  { owner }: TestServer,
  organisationId: string,
  given: Partial<Pick<Right, 'status' | 'expiresOn' | 'type'>> = {},
): Promise<string> {
  const rightId = randomUUID();
  await owner.query(
    `insert into app.rights values ($1, $2, $3, 'Aurora', 'AURORA', 'CN', '30112233', 'Aurora Ltd.', '{25}', $4, $5, now())`,
    [
      organisationId,
      rightId,
      given.type ?? 'trademark',
      given.status ?? 'verified',
      given.expiresOn === undefined ? '2099-01-01' : given.expiresOn,
    ],
  );
  return rightId;
}

/** Gives a person's right a file and a history; by SQL, as the database's owner. */
export async function keepRight(
  { owner }: TestServer,
  { organisationId, rightId }: { organisationId: string; rightId: string },
): Promise<void> {
  await owner.query(
    `insert into app.right_files (organisation_id, right_id, sha256, kind, name, added_at)
     select $1, $2, sha256, 'certificate', 'Certificate', now() from app.blobs where organisation_id = $1 limit 1`,
    [organisationId, rightId],
  );
  await owner.query(
    `insert into app.right_events (organisation_id, right_id, sequence, at, actor_role, kind, status)
     values ($1, $2, 1, now(), 'server', 'registered', 'verified')`,
    [organisationId, rightId],
  );
  await owner.query(
    `insert into app.right_registrations (organisation_id, right_id, marketplace, state, submitted_on)
     values ($1, $2, 'taobao', 'submitted', current_date)`,
    [organisationId, rightId],
  );
  await owner.query(
    'insert into app.right_alarms (organisation_id, right_id, expires_on, days) values ($1, $2, current_date, 7)',
    [organisationId, rightId],
  );
}

/** Gives a representative a mandate over all rights of a person's organisation, for this year; by SQL, as the database's owner. */
export async function giveMandate(
  { owner }: TestServer,
  { organisationId }: { organisationId: string },
  representativeId: string,
): Promise<string> {
  const mandateId = randomUUID();
  await owner.query(
    `insert into app.mandates (organisation_id, mandate_id, representative_id, holder_name, representative_name, powers, valid_from,
       valid_to, document_of, document_sha256, document_type, document_bytes, authority, signed_name, signed_title, status,
       proposed_at, proposed_by_name)
     select $1, $2, $3, 'Holder', 'Agency', '{file-claims}', current_date - 1, current_date + 300, $1, sha256, 'application/pdf', 1,
       'sealed', 'A. Rora', 'Director', 'in_force', now(), 'Test Person' from app.blobs where organisation_id = $1 limit 1`,
    [organisationId, mandateId, representativeId],
  );
  await owner.query(
    `insert into app.mandate_papers (organisation_id, mandate_id, position, store_of, sha256, type, bytes)
     select $1, $2, 1, $1, sha256, 'application/pdf', 1 from app.blobs where organisation_id = $1 limit 1`,
    [organisationId, mandateId],
  );
  return mandateId;
}

/** What a request sends besides its address. */
export interface Sent {
  method?: string;
  person?: Person | undefined;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Sends a request; `json` is null when the answer has no JSON. */
export async function send(
  test: TestServer,
  path: string,
  { method = 'GET', person, headers, body }: Sent = {},
) {
  const response = await fetch(new URL(path, test.url), {
    method,
    redirect: 'manual',
    headers: { ...(person ? { authorization: `Bearer ${person.token}` } : {}), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  const json: unknown = /json/.test(type) && bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : null;
  return { status: response.status, headers: response.headers, bytes, type, json };
}

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** Hands bytes in by PUT. */
export async function putBlob(
  test: TestServer,
  person: Person,
  bytes: Buffer,
  type: string,
  hash = sha256(bytes),
) {
  return send(test, `/v1/blobs/${hash}`, {
    method: 'PUT',
    person,
    headers: {
      'content-type': type,
      'repr-digest': `sha-256=:${Buffer.from(hash, 'hex').toString('base64')}:`,
    },
    body: bytes,
  });
}

let nextItem = 1_005_006_000_000_000n;
/** An item id that no other test of this file uses. */
export function freshItemId(): string {
  nextItem += 1n;
  return String(nextItem);
}

/** A claim that has all it needs, on a capture. */
export function makeClaim(rightId: string, itemId: string, captures: Capture[]): ClaimSubmission {
  return {
    schema: 1,
    claimId: randomUUID(),
    rightId,
    reason: 'unfair-trademark-use',
    explanation: { en: 'The title uses our registered mark for goods that we never made.', zh: '' },
    target: {
      kind: 'listing',
      marketplace: 'aliexpress',
      itemId,
      canonicalUrl: listingUrl(itemId),
      title: 'A jacket',
      capturedAt: '2026-11-20T10:00:01.000Z',
    },
    evidence: captures.map((capture) => capture.item),
    declarations: { goodFaith: true, accurate: true, authorised: true },
    tool: { version: '0.1.0' },
  };
}

/** A new challenge of the server's. */
export async function fetchChallenge(test: TestServer, person: Person) {
  return serverChallenge.parse((await send(test, '/v1/challenge', { person })).json);
}

/** Enrols a device for a person's organisation. */
export async function enrol(test: TestServer, person: Person, device: Device) {
  return postDevice(test, person, enrolmentOf(device, await fetchChallenge(test, person)));
}

/** Hands in an enrolment. */
export async function postDevice(test: TestServer, person: Person | undefined, body: unknown) {
  return send(test, '/v1/devices', {
    method: 'POST',
    person,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const enrolled = new WeakMap<TestServer, Set<string>>();

/** Hands in the files of captures, after enrolling the devices that made them. */
export async function putCaptures(test: TestServer, person: Person, captures: Capture[]): Promise<void> {
  const known = enrolled.get(test) ?? new Set();
  enrolled.set(test, known);
  for (const { device } of captures) {
    const name = `${person.organisationId}/${device.deviceId}`;
    if (known.has(name)) continue;
    known.add(name);
    const { status, json } = await enrol(test, person, device);
    if (status !== 201 && status !== 200) throw new Error(`enrolling answered ${JSON.stringify(json)}`);
  }
  await putFiles(test, person, captures);
}

/** Hands in the files of captures. */
export async function putFiles(test: TestServer, person: Person, captures: Capture[]): Promise<void> {
  for (const { bytes, type } of captures.flatMap((capture) => capture.blobs)) {
    const { status } = await putBlob(test, person, bytes, type);
    if (status !== 201 && status !== 200) throw new Error(`PUT answered ${status}`);
  }
}

/** Hands in a claim. */
export async function postClaim(
  test: TestServer,
  person: Person,
  claim: unknown,
  key: string = randomUUID(),
  headers: Record<string, string> = {},
) {
  return send(test, '/v1/claims', {
    method: 'POST',
    person,
    headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
    body: typeof claim === 'string' || claim instanceof Buffer ? claim : JSON.stringify(claim),
  });
}

/** A claim whose files are handed in already, on a listing of its own. */
export async function preparedClaim(
  test: TestServer,
  person: Person & { rightId: string },
): Promise<ClaimSubmission> {
  const itemId = freshItemId();
  const captures = [makeCapture(itemId)];
  await putCaptures(test, person, captures);
  return makeClaim(person.rightId, itemId, captures);
}

/** Says that a person has a draft of a listing. */
export async function noteDraft(
  test: TestServer,
  person: Person,
  { draftId = randomUUID(), itemId = freshItemId() }: { draftId?: string; itemId?: string } = {},
) {
  const notices: DraftNotices = {
    begun: [
      {
        draftId,
        listing: { marketplace: 'aliexpress', itemId },
        begunAt: '2026-11-20T10:00:00.000Z',
      },
    ],
    ended: [],
  };
  return putDrafts(test, person, notices);
}

/** Sends a body as JSON. */
export function sendJson(
  test: TestServer,
  path: string,
  { body, headers, ...sent }: Omit<Sent, 'body'> & { body: unknown },
) {
  return send(test, path, {
    method: 'POST',
    ...sent,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** An organisation of the program with an analyst and a lead. */
export async function addProgram(
  test: TestServer,
): Promise<{ program: string; analyst: Person; lead: Person }> {
  const program = await addOrganisation(test, 'Program');
  return {
    program,
    analyst: await addPerson(test, program, ['analyst']),
    lead: await addPerson(test, program, ['program_lead']),
  };
}

/** Writes to a thread; gives the status of the answer. `path` is the thread's. */
export async function writeToThread(
  test: TestServer,
  person: Person,
  path: string,
  entry: object,
): Promise<number> {
  const { status } = await sendJson(test, path, {
    person,
    body: { entryId: randomUUID(), text: 'Why does it take so long?', ...entry },
  });
  return status;
}

/** Asks for a text in another language. */
export async function askTranslation(test: TestServer, person: Person): Promise<void> {
  const { status } = await send(test, `/v1/translations/${randomUUID()}`, {
    method: 'PUT',
    person,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Ein Satz', target: 'en' }),
  });
  if (status !== 204) throw new Error(`the request answered ${status}`);
}

/** Opens a thread on a right. */
export async function openThread(test: TestServer, person: Person, rightId: string): Promise<void> {
  const { status } = await send(test, `/v1/threads/right/${rightId}`, {
    method: 'POST',
    person,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ entryId: randomUUID(), kind: 'message', text: 'When is it verified?' }),
  });
  if (status !== 204) throw new Error(`the thread answered ${status}`);
}

/** Gives an organisation a webhook with a message that was given up; by SQL, as the database's owner. */
export async function keepWebhook(
  { owner }: TestServer,
  {
    organisationId,
    webhookId = randomUUID(),
    deliveryId = randomUUID(),
  }: { organisationId: string; webhookId?: string; deliveryId?: string },
): Promise<void> {
  await owner.query(
    `insert into app.webhooks (organisation_id, webhook_id, address, events, secret, after, created_at, created_by)
     values ($1, $2, 'https://hooks.further.invalid/', '{right.changed}', 'sealed', 1000000, now(), $1)`,
    [organisationId, webhookId],
  );
  await owner.query(
    `insert into app.webhook_deliveries (organisation_id, delivery_id, webhook_id, event, body, at, state)
     values ($1, $2, $3, 'right.changed', '{}', now(), 'given-up')`,
    [organisationId, deliveryId, webhookId],
  );
}

/** Keeps a view of the list, and says that it was looked at. */
export async function keepView(test: TestServer, person: Person): Promise<void> {
  for (const [path, body] of [
    [`/v1/views/${randomUUID()}`, { name: 'Mine', filters: {} }],
    ['/v1/looks', { at: '2026-11-20T10:00:00.000Z' }],
  ] as const) {
    const headers = { 'content-type': 'application/json' };
    const { status } = await send(test, path, { method: 'PUT', person, headers, body: JSON.stringify(body) });
    if (status !== 204) throw new Error(`${path} answered ${status}`);
  }
}

/** Hands in what is told of drafts. */
export async function putDrafts(test: TestServer, person: Person | undefined, notices: unknown) {
  return send(test, '/v1/drafts', {
    method: 'PUT',
    person,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(notices),
  });
}

/** A line to a port of this machine that can be cut, as when the other side's machine is gone, and mended. */
export async function openLine(target: number) {
  const sockets = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = dial(target, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const cut = () => {
    whole = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    mend: () => {
      whole = true;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
