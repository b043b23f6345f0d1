import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  acceptedInvitation,
  EXTENSION_CLIENT_ID,
  invitationReceipt,
  me,
  organisationList,
  organisationPeople,
  organisationSummary,
  ownOrganisations,
  problem,
  type Role,
  shownInvitation,
} from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignInDevice } from '../support/sign-in-device.ts';
import { SOON } from '../support/soon.ts';
import {
  addOrganisation,
  addPerson,
  type Person,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

const PASSWORD = 'correct horse battery staple';

let test: TestServer;
let lead: Person;
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer();
  const program = await addOrganisation(test, 'Program');
  lead = await addPerson(test, program, ['program_lead']);
  analyst = await addPerson(test, program, ['analyst']);
});
afterAll(() => test.close());

let count = 0;
function fresh(name: string): string {
  count += 1;
  return `${name}-${count}@holder.example`;
}

const call = (method: string, path: string, person?: Person, body?: unknown, headers = {}) =>
  send(test, path, {
    ...{ method, person },
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const refusal = ({ status, json }: Awaited<ReturnType<typeof send>>) => [status, problem.parse(json).code];

const read = new Set<string>();

/** The secret of the mail to an address that was not read yet. */
async function secretFor(email: string): Promise<string> {
  let found = '';
  await expect
    .poll(async () => {
      const folder = join(test.dataFolder, 'mail');
      for (const name of (await readdir(folder).catch(() => [])).filter(
        (each) => each.endsWith('.eml') && !read.has(each),
      )) {
        const text = (await readFile(join(folder, name), 'utf8'))
          .replace(/=\r?\n/g, '')
          .replaceAll('=3D', '=');
        if (!text.includes(`To: ${email}`)) continue;
        read.add(name);
        found = /invitation#([\w-]{43})/.exec(text)?.[1] ?? '';
        return found;
      }
      return '';
    }, SOON)
    .not.toBe('');
  return found;
}

const invitations = ({ organisationId }: Pick<Person, 'organisationId'>) =>
  `/v1/organisations/${organisationId}/invitations`;
const people = ({ organisationId }: Pick<Person, 'organisationId'>) =>
  `/v1/organisations/${organisationId}/people`;

async function invited(by: Person, roles: Role[] = ['investigator'], email = fresh('guest')) {
  const answer = await call('POST', invitations(by), by, { email, roles, language: 'en' });
  expect([answer.status, answer.json]).toEqual([201, expect.anything()]);
  const { invitationId } = invitationReceipt.parse(answer.json);
  return { invitationId, email: email.toLowerCase(), secret: await secretFor(email.toLowerCase()) };
}

const accept = (secret: string, newAccount?: object, headers = {}) =>
  call('POST', '/v1/invitations/accept', undefined, { secret, ...(newAccount && { newAccount }) }, headers);

async function signIn(email: string, password = PASSWORD) {
  const answer = await call(
    'POST',
    '/api/auth/sign-in/email',
    undefined,
    { email, password },
    { origin: test.url },
  );
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return { status: answer.status, headers: { cookie, origin: test.url } };
}

/** Somebody who has accepted an invitation. */
async function joined(by: Person) {
  const { email, secret } = await invited(by);
  await accept(secret, { name: 'Somebody', password: PASSWORD });
  return { email };
}

/** A manager of a new rights holder. */
async function aManager(): Promise<Person> {
  return addPerson(test, await addOrganisation(test, 'Holder'), ['manager']);
}

describe('an organisation', () => {
  it('is registered by the program’s lead, and its manager comes by the mail that is sent with it', async () => {
    const email = fresh('First.Manager');
    const order = { name: '极光户外', kind: 'rights_holder', firstPerson: { email, language: 'zh-CN' } };
    const made = await call('POST', '/v1/organisations', lead, order);
    expect(made.status).toBe(201);
    const { organisationId } = organisationSummary.parse(made.json);
    const secret = await secretFor(email.toLowerCase());

    const shown = await call('POST', '/v1/invitations/look-up', undefined, { secret });
    expect(shownInvitation.parse(shown.json)).toMatchObject({
      organisation: { organisationId, name: '极光户外', kind: 'rights_holder' },
      email: email.toLowerCase(),
      roles: ['manager'],
      language: 'zh-CN',
      hasAccount: false,
    });
    const accepted = await accept(secret, { name: 'Mei Lin', password: PASSWORD });
    expect([accepted.status, acceptedInvitation.parse(accepted.json).organisation.organisationId]).toEqual([
      201,
      organisationId,
    ]);
    // However the address is written.
    const session = await signIn(email.toUpperCase());
    expect(session.status).toBe(200);
    const who = await call('GET', '/v1/me', undefined, undefined, session.headers);
    expect(me.parse(who.json)).toMatchObject({
      organisation: { organisationId },
      roles: ['manager'],
      user: { name: 'Mei Lin' },
    });

    const { rows } = await test.owner.query(
      `select entry->>'action' as action from app.audit where organisation_id = $1 order by sequence`,
      [organisationId],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'organisation.registered',
      'person.invited',
      'invitation.accepted',
      'sign-in.done',
    ]);
    const list = organisationList.parse((await call('GET', '/v1/organisations', analyst)).json);
    expect(list.organisations.find((each) => each.organisationId === organisationId)).toMatchObject({
      people: 1,
      invited: 0,
    });
  });

  it('is registered by nobody else, and listed to nobody but staff', async () => {
    const order = { name: 'Mine', kind: 'rights_holder', firstPerson: { email: fresh('x'), language: 'en' } };
    const manager = await aManager();
    expect(refusal(await call('POST', '/v1/organisations', manager, order))).toEqual([403, 'only-for-staff']);
    expect(refusal(await call('POST', '/v1/organisations', analyst, order))).toEqual([403, 'only-for-lead']);
    expect((await call('GET', '/v1/organisations', manager)).status).toBe(403);
    const program = { ...order, kind: 'program' };
    expect((await call('POST', '/v1/organisations', lead, program)).status).toBe(422);
  });
});

describe('an invitation', () => {
  it('is accepted once: replayed, taken back, replaced, old and made up ones are refused in words of their own', async () => {
    const manager = await aManager();
    const account = { name: 'Ines', password: PASSWORD };
    const used = await invited(manager);
    expect((await accept(used.secret, account)).status).toBe(201);
    expect(refusal(await accept(used.secret, account))).toEqual([404, 'invitation-used']);
    expect(refusal(await call('DELETE', `${invitations(manager)}/${used.invitationId}`, manager))).toEqual([
      404,
      'invitation-used',
    ]);

    const back = await invited(manager);
    expect((await call('DELETE', `${invitations(manager)}/${back.invitationId}`, manager)).status).toBe(204);
    expect((await call('DELETE', `${invitations(manager)}/${back.invitationId}`, manager)).status).toBe(204);
    expect(refusal(await accept(back.secret, account))).toEqual([404, 'invitation-revoked']);

    const first = await invited(manager);
    const second = await invited(manager, ['signatory'], first.email.toUpperCase());
    expect(second.secret).not.toBe(first.secret);
    expect(refusal(await accept(first.secret, account))).toEqual([404, 'invitation-revoked']);

    const old = await invited(manager);
    await test.owner.query(
      `update app.invitations set expires_at = now() - interval '1 second' where invitation_id = $1`,
      [old.invitationId],
    );
    expect(refusal(await accept(old.secret, account))).toEqual([404, 'invitation-expired']);
    expect(refusal(await call('POST', '/v1/invitations/look-up', undefined, { secret: old.secret }))).toEqual(
      [404, 'invitation-expired'],
    );
    expect(refusal(await accept('A'.repeat(43), account))).toEqual([404, 'invitation-unknown']);

    // Nothing half done: no account was made by what was refused.
    for (const { email } of [back, first, old]) {
      const found = await test.owner.query('select from auth."user" where "email" = $1', [email]);
      expect(found.rowCount).toBe(0);
    }
  });

  it('that two people open at the same time makes one account and one membership', async () => {
    const manager = await aManager();
    const { secret, email } = await invited(manager);
    const answers = await Promise.all(
      [1, 2, 3].map((n) => accept(secret, { name: `Ines ${n}`, password: PASSWORD })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const listed = organisationPeople.parse((await call('GET', people(manager), manager)).json);
    expect(listed.people.filter((each) => each.email === email)).toHaveLength(1);
    expect((await signIn(email)).status).toBe(200);
  });

  it('to somebody with an account adds the organisation, once they are signed in as that account', async () => {
    const here = await aManager();
    const there = await aManager();
    const { email, secret } = await invited(here);
    await accept(secret, { name: 'Ines', password: PASSWORD });
    const again = await invited(there, ['signatory'], email.toUpperCase());
    expect(refusal(await accept(again.secret, { name: 'Thief', password: 'another password 123' }))).toEqual([
      403,
      'account-exists',
    ]);
    const other = await invited(here);
    await accept(other.secret, { name: 'Other', password: PASSWORD });
    const stranger = await signIn(other.email);
    expect(refusal(await accept(again.secret, undefined, stranger.headers))).toEqual([
      403,
      'invitation-for-another',
    ]);
    // Nor does somebody who is signed in make an account for another address.
    const unknown = await invited(there);
    expect(
      refusal(await accept(unknown.secret, { name: 'X', password: PASSWORD }, stranger.headers)),
    ).toEqual([403, 'invitation-for-another']);

    const session = await signIn(email);
    // Another site cannot have a signed-in person accept.
    expect(
      (await accept(again.secret, undefined, { ...session.headers, origin: 'https://evil.example' })).status,
    ).toBe(403);
    expect((await accept(again.secret, undefined, session.headers)).status).toBe(201);
    const own = ownOrganisations.parse(
      (await call('GET', '/v1/me/organisations', undefined, undefined, session.headers)).json,
    );
    expect(own.organisations.map(({ organisationId, roles }) => [organisationId, roles])).toEqual([
      [here.organisationId, ['investigator']],
      [there.organisationId, ['signatory']],
    ]);
    expect(own.current).toBe(here.organisationId);
    const choice = { organisationId: there.organisationId };
    expect((await call('PUT', '/v1/me/organisation', undefined, choice, session.headers)).status).toBe(204);
    const who = me.parse((await call('GET', '/v1/me', undefined, undefined, session.headers)).json);
    expect([who.organisation.organisationId, who.roles]).toEqual([there.organisationId, ['signatory']]);
    // Another session of theirs goes on where it was.
    const second = await signIn(email);
    const other2 = me.parse((await call('GET', '/v1/me', undefined, undefined, second.headers)).json);
    expect(other2.organisation.organisationId).toBe(here.organisationId);
    expect(
      refusal(
        await call(
          'PUT',
          '/v1/me/organisation',
          undefined,
          { organisationId: lead.organisationId },
          session.headers,
        ),
      ),
    ).toEqual([404, 'organisation-unknown']);
  });

  it('is made by managers for their own organisation, with roles that it has', async () => {
    const manager = await aManager();
    const investigator = await addPerson(test, manager.organisationId, ['investigator']);
    const order = { email: fresh('y'), roles: ['investigator'], language: 'en' };
    const stranger = await aManager();
    expect(refusal(await call('POST', invitations(manager), investigator, order))).toEqual([
      403,
      'may-not-manage-people',
    ]);
    expect(refusal(await call('POST', invitations(manager), stranger, order))).toEqual([
      404,
      'organisation-unknown',
    ]);
    expect(refusal(await call('POST', invitations(manager), analyst, order))).toEqual([
      403,
      'may-not-manage-people',
    ]);
    expect(
      refusal(await call('POST', invitations(manager), manager, { ...order, roles: ['analyst'] })),
    ).toEqual([422, 'roles-unfit']);
    expect(
      refusal(
        await call('POST', invitations(manager), manager, { ...order, roles: ['program_lead', 'manager'] }),
      ),
    ).toEqual([422, 'roles-unfit']);
    expect(
      (await call('POST', invitations(manager), manager, { ...order, email: 'no address' })).status,
    ).toBe(422);
    expect((await call('POST', invitations(manager), manager, { ...order, roles: [] })).status).toBe(422);
    expect((await call('POST', invitations(manager), lead, { ...order, roles: ['manager'] })).status).toBe(
      201,
    );
    const { rows } = await test.owner.query('select "email" from auth."user" where "id" = $1', [
      investigator.userId,
    ]);
    expect(
      refusal(
        await call('POST', invitations(manager), manager, { ...order, email: rows[0].email.toUpperCase() }),
      ),
    ).toEqual([422, 'already-member']);
    expect((await call('GET', people(manager), investigator)).status).toBe(200);
    expect((await call('GET', people(manager), analyst)).status).toBe(200);
    expect(refusal(await call('GET', people(manager), stranger))).toEqual([404, 'organisation-unknown']);
  });
});

describe('a person’s work for an organisation', () => {
  it('ends at once, for their sessions as for their devices, and begins again by a new invitation', async () => {
    const manager = await aManager();
    const { email, secret } = await invited(manager, ['investigator', 'signatory']);
    await accept(secret, { name: 'Ines', password: PASSWORD });
    const session = await signIn(email);
    const listed = organisationPeople.parse((await call('GET', people(manager), manager)).json);
    const userId = listed.people.find((each) => each.email === email)?.userId ?? '';
    expect((await call('DELETE', `${people(manager)}/${userId}`, manager)).status).toBe(204);
    expect(refusal(await call('GET', '/v1/me', undefined, undefined, session.headers))).toEqual([
      403,
      'no-organisation',
    ]);
    expect(refusal(await call('DELETE', `${people(manager)}/${userId}`, manager))).toEqual([
      404,
      'person-unknown',
    ]);
    const own = await call('GET', '/v1/me/organisations', undefined, undefined, session.headers);
    expect(ownOrganisations.parse(own.json)).toEqual({ email, current: null, organisations: [] });

    const again = await invited(manager, ['investigator'], email);
    expect((await accept(again.secret, undefined, session.headers)).status).toBe(201);
    const who = me.parse((await call('GET', '/v1/me', undefined, undefined, session.headers)).json);
    expect(who.roles).toEqual(['investigator']);
  });

  it('is changed by managers; nobody raises themselves, and the last manager stays', async () => {
    const manager = await aManager();
    const other = await addPerson(test, manager.organisationId, ['investigator']);
    const roles = (who: Person) => `${people(manager)}/${who.userId}/roles`;
    expect(refusal(await call('PUT', roles(other), other, { roles: ['manager'] }))).toEqual([
      403,
      'may-not-manage-people',
    ]);
    expect(refusal(await call('PUT', roles(manager), manager, { roles: ['manager', 'signatory'] }))).toEqual([
      403,
      'raises-oneself',
    ]);
    expect(refusal(await call('PUT', roles(manager), manager, { roles: ['investigator'] }))).toEqual([
      403,
      'raises-oneself',
    ]);
    expect(refusal(await call('DELETE', `${people(manager)}/${manager.userId}`, manager))).toEqual([
      403,
      'last-manager',
    ]);
    expect(refusal(await call('PUT', roles(other), manager, { roles: ['liaison'] }))).toEqual([
      422,
      'roles-unfit',
    ]);
    expect((await call('PUT', roles(other), manager, { roles: ['investigator', 'manager'] })).status).toBe(
      204,
    );
    // Two who end each other at the same time leave one.
    const ends = await Promise.all([
      call('DELETE', `${people(manager)}/${other.userId}`, manager),
      call('DELETE', `${people(manager)}/${manager.userId}`, other),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual([204, 403]);
    const { rows } = await test.owner.query(
      `select entry->>'action' as action, entry->'detail' as detail from app.audit where organisation_id = $1 order by sequence`,
      [manager.organisationId],
    );
    expect(rows[0]).toEqual({
      action: 'person.roles-changed',
      detail: { from: 'investigator', to: 'investigator manager' },
    });
    expect(rows[1].action).toBe('person.ended');
    expect(rows).toHaveLength(2);
  });
});

describe('a device', () => {
  const body = (json: unknown) => json as Record<string, string>;
  /** The code that an extension gets in some browser. */
  async function askForCode() {
    const headers = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' };
    const { json } = await call(
      'POST',
      '/api/auth/device/code',
      undefined,
      { client_id: EXTENSION_CLIENT_ID },
      headers,
    );
    return { userCode: body(json).user_code ?? '', deviceCode: body(json).device_code ?? '' };
  }
  const redeem = (deviceCode: string) => new SignInDevice().redeem(test.url, deviceCode);

  it('is described to whoever approves it, acts for the organisation that they chose, and for no other once that has ended', async () => {
    const first = await aManager();
    const second = await aManager();
    const { email, secret } = await invited(first);
    await accept(secret, { name: 'Ines', password: PASSWORD });
    const session = await signIn(email);
    await accept((await invited(second, ['signatory'], email)).secret, undefined, session.headers);

    const { userCode, deviceCode } = await askForCode();
    const shown = `/api/auth/device?user_code=${userCode.slice(0, 4)}-${userCode.slice(4).toLowerCase()}`;
    const found = await call('GET', shown, undefined, undefined, session.headers);
    expect(found.json).toMatchObject({
      status: 'pending',
      device: {
        userAgent: expect.stringContaining('Firefox'),
        address: expect.stringContaining('127.0.0.1'),
      },
    });
    // Somebody else learns nothing of it.
    const stranger = await signIn((await joined(first)).email);
    expect(
      JSON.stringify((await call('GET', shown, undefined, undefined, stranger.headers)).json),
    ).not.toContain('Firefox');

    const approve = (organisationId: string) =>
      call('POST', '/api/auth/device/approve', undefined, { userCode, organisationId }, session.headers);
    expect(refusal(await approve(lead.organisationId))).toEqual([404, 'organisation-unknown']);
    expect((await approve(second.organisationId)).status).toBe(200);
    const token = (await redeem(deviceCode)).access_token;
    const person = { userId: '', organisationId: '', token };
    expect(me.parse((await call('GET', '/v1/me', person)).json).organisation.organisationId).toBe(
      second.organisationId,
    );
    // The person's own session goes on where it was.
    const own = me.parse((await call('GET', '/v1/me', undefined, undefined, session.headers)).json);
    expect(own.organisation.organisationId).toBe(first.organisationId);
    expect((await call('DELETE', `${people(second)}/${own.user.userId}`, second)).status).toBe(204);
    expect(refusal(await call('GET', '/v1/me', person))).toEqual([403, 'no-organisation']);
  });
});

describe('the database', () => {
  /** Runs SQL as the program's role, as somebody in an organisation, and undoes it. */
  async function as(who: Person, sql: string, values: unknown[] = [], role = 'marketsafe_app') {
    const client = await test.owner.connect();
    try {
      await client.query('begin');
      await client.query(
        "select set_config('role', $1, true), set_config('app.organisation_id', $2, true), set_config('app.user_id', $3, true)",
        [role, who.organisationId, who.userId],
      );
      return await client.query(sql, values);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
  const INVITE = `insert into app.invitations (organisation_id, invitation_id, email, roles, language, token_hash, created_at, expires_at)
    values ($1, gen_random_uuid(), 'x@y.example', $2, 'en', '\\x00', now(), now() + interval '1 day')`;

  it('holds to all of this by itself', async () => {
    const manager = await aManager();
    const other = await addPerson(test, manager.organisationId, ['investigator']);
    const { organisationId } = manager;
    const denied: [Person, string, unknown[], string?][] = [
      // Nobody joins without an invitation that they accepted.
      [
        manager,
        `insert into app.memberships (organisation_id, user_id, name, roles, created_at)
         values ($1, gen_random_uuid(), 'X', '{investigator}', now())`,
        [organisationId],
      ],
      [other, INVITE, [organisationId, ['investigator']]],
      [manager, INVITE, [organisationId, ['program_lead']]],
      [analyst, INVITE, [analyst.organisationId, ['analyst']]],
      [other, 'update app.memberships set roles = $2 where user_id = $1', [other.userId, ['manager']]],
      [
        manager,
        'update app.memberships set roles = $2 where user_id = $1',
        [manager.userId, ['manager', 'signatory']],
      ],
      [manager, 'update app.memberships set roles = $2 where user_id = $1', [other.userId, ['analyst']]],
      [manager, 'update app.memberships set ended_at = now() where user_id = $1', [manager.userId]],
      [
        manager,
        `update app.memberships set language = 'en', language_chosen_at = now() where user_id = $1`,
        [other.userId],
      ],
      [manager, `insert into app.organisations values (gen_random_uuid(), 'X', now())`, []],
      [
        analyst,
        `insert into app.organisations values ($1, 'X', now())`,
        [analyst.organisationId.replace(/^.{8}/, '00000000')],
        'marketsafe_staff',
      ],
    ];
    for (const [who, sql, values, role] of denied) {
      await expect(as(who, sql, values, role), sql).rejects.toThrow(
        /row-level security|permission denied|only who manages|nobody raises|last one who|do not fit|chooses their own/,
      );
    }
    // What they may not change they do not even find.
    const unseen = await as(other, 'update app.memberships set ended_at = now() where user_id = $1', [
      manager.userId,
    ]);
    expect(unseen.rowCount).toBe(0);
    const open = await invited(manager);
    const hash = `update app.invitations set accepted_at = now(), accepted_by = $1 where invitation_id = $2`;
    await expect(as(manager, hash, [manager.userId, open.invitationId])).rejects.toThrow('by its link');
    expect((await as(manager, INVITE, [organisationId, ['investigator']])).rowCount).toBe(1);
  });
});
