import { TOKEN_SCOPES } from '@marketsafe/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACTORS, type Actor, type Outcome, ROUTES, type Things, TUS } from './route-matrix.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  noteDraft,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
  withToken,
} from './support.ts';

/** Words that stand in everything of the holder's, and nowhere else. */
const CANARY = 'Canary-Halcyon';

/** Sign-in is for everybody, and has tests of its own. */
const SIGN_IN = ' /api/auth/';

let test: TestServer;
let things: Things;
let people: Record<Actor, Person | undefined>;
/** An id that nothing has. */
const NOTHING = '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e1dff';

let described: string[];

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
  const claim = { ...draft, target: { ...draft.target, title: CANARY } };
  expect((await postClaim(test, investigator, claim)).status).toBe(201);
  await noteDraft(test, investigator);
  const [capture] = claim.evidence;
  things = {
    organisationId,
    rightId,
    claimId: claim.claimId,
    captureId: capture?.captureId ?? '',
    sha256: capture?.manifestSha256 ?? '',
  };
  const program = await addOrganisation(test, 'Program');
  people = {
    investigator,
    manager: await addPerson(test, organisationId, ['manager']),
    signatory: await addPerson(test, organisationId, ['signatory']),
    'other holder': await addInvestigator(test),
    analyst: await addPerson(test, program, ['analyst']),
    'program lead': await addPerson(test, program, ['program_lead']),
    liaison: await addPerson(test, await addOrganisation(test, 'Marketplace'), ['liaison']),
    extension: await withToken(test, investigator, TOKEN_SCOPES),
    nobody: undefined,
  };
  const { json } = await send(test, '/v1/openapi.json');
  const { paths } = json as { paths: Record<string, object> };
  described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
});
afterAll(() => test.close());

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

/** The address of a route with the holder's things in it. */
async function addressOf(path: string): Promise<string> {
  const values: Record<string, string> = {
    ...things,
    ...(path.includes('{upload}') && { upload: await beginUpload() }),
    // Of nobody.
    ...{ userId: NOTHING, invitationId: NOTHING, sessionId: NOTHING, tokenId: NOTHING },
    kind: 'evidence',
    marketplace: 'taobao',
  };
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the matrix has nothing for {${name}}`);
    return value;
  });
}

const OUTCOME_OF: Readonly<Record<number, Outcome>> = { 401: 'unknown', 403: 'refused', 404: 'none' };

async function ask(route: string, actor: Actor) {
  const [method = '', path = ''] = route.split(' ');
  const address = await addressOf(path);
  const { query, body, headers } = ROUTES[route] ?? {};
  const writes = /POST|PUT|DELETE|PATCH/.test(method);
  const answer = await send(test, `${address}${query ? `?${query(things)}` : ''}`, {
    method,
    person: people[actor],
    ...(headers && { headers }),
    ...(writes && {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body?.(things) ?? {}),
    }),
  });
  return { answer, address };
}

it('has every route that the program describes, and no other', () => {
  const own = described.filter((route) => !route.includes(SIGN_IN));
  expect(Object.keys(ROUTES).sort()).toEqual([...new Set([...own, 'GET /v1/openapi.json'])].sort());
});

it.each(Object.keys(ROUTES))('%s: everybody gets what is theirs, and nobody more', async (route) => {
  // Those who may come last: what they do must not be the reason why others find nothing.
  const order = [...ACTORS].sort((one) => (ROUTES[route]?.outcomes[one] === 'in' ? 1 : -1));
  for (const actor of order) {
    const wanted = ROUTES[route]?.outcomes[actor];
    const { answer, address } = await ask(route, actor);
    expect([actor, OUTCOME_OF[answer.status] ?? 'in', answer.status]).toEqual([actor, wanted, answer.status]);
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

/** Whether what belongs to the holder may stand in an answer to somebody. */
function mayHear(route: string, actor: Actor): boolean {
  const outsiders: readonly Actor[] = ['other holder', 'liaison', 'nobody'];
  return !outsiders.includes(actor) || (ROUTES[route]?.tells ?? []).includes(actor);
}
