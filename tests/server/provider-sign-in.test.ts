import { randomUUID } from 'node:crypto';
import { invitationReceipt, me, ownAccount, providerAddress, signInWays } from '@marketsafe/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startProvider, type TestProvider } from '../support/oidc-provider.ts';
import { SOON } from '../support/soon.ts';
import { auditOf, Browser, PASSWORD, refusal, withPassword } from './console-person.ts';
import { openMailbox } from './mailbox.ts';
import {
  addOrganisation,
  addPerson,
  type Person,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let provider: TestProvider;
let test: TestServer;
let nextMail: ReturnType<typeof openMailbox>;
beforeAll(async () => {
  provider = await startProvider();
  test = await startTestServer({ provider: provider.settings });
  provider.serve(test.url);
  nextMail = openMailbox(test.dataFolder);
});
afterAll(async () => {
  await test.close();
  await provider.close();
});
beforeEach(() => {
  Object.assign(provider, { person: 'mei', tamper: null, down: false });
});

/** Follows a browser to the provider and back; gives the address of the console to which it is led in the end. */
async function follow(browser: Browser, address: string): Promise<URL> {
  const jar = new Map<string, string>();
  let next = new URL(address);
  for (let step = 0; step < 12; step += 1) {
    if (next.origin === test.url) {
      const path = next.pathname + next.search;
      if (next.pathname !== '/api/auth/provider/callback') return next;
      const answer = await browser.call('GET', path);
      expect([path, answer.status]).toEqual([path, 302]);
      next = new URL(answer.headers.get('location') ?? '', test.url);
      continue;
    }
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', ...value] = (set.split(';')[0] ?? '').split('=');
      jar.set(name, value.join('='));
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${next.pathname}: ${answer.status} ${await answer.text()}`);
    next = new URL(location, next);
  }
  throw new Error('led on and on');
}

async function begin(browser: Browser, order: object = {}): Promise<string> {
  const answer = await browser.call('POST', '/api/auth/provider', order);
  expect([answer.status, answer.json]).toEqual([200, expect.anything()]);
  return providerAddress.parse(answer.json).address;
}
const signIn = async (browser: Browser, order: object = {}) => follow(browser, await begin(browser, order));
const problemIn = (page: URL) => page.searchParams.get('problem');

const accountOf = async (browser: Browser) =>
  ownAccount.parse((await browser.call('GET', '/v1/me/account')).json);

/** Somebody at the provider whom nobody here knows. */
function somebodyThere(verified = true): { subject: string; email: string } {
  const subject = `s-${randomUUID()}`;
  const email = `${subject}@holder.example`;
  provider.people[subject] = { email: email.toUpperCase(), email_verified: verified, name: 'Mei Lin' };
  provider.person = subject;
  return { subject, email };
}

/** The secret of an invitation that a manager has sent. */
async function invite(email: string, manager?: Person): Promise<{ secret: string; organisationId: string }> {
  const by = manager ?? (await addPerson(test, await addOrganisation(test), ['manager']));
  const answer = await send(test, `/v1/organisations/${by.organisationId}/invitations`, {
    method: 'POST',
    person: by,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, roles: ['investigator'], language: 'en' }),
  });
  invitationReceipt.parse(answer.json);
  let secret = '';
  await expect
    .poll(async () => {
      secret = /invitation#([\w-]{43})/.exec((await nextMail(email)) ?? '')?.[1] ?? '';
      return secret;
    }, SOON)
    .not.toBe('');
  return { secret, organisationId: by.organisationId };
}

/** Somebody who came by an invitation and the provider's word. */
async function joined() {
  const { subject, email } = somebodyThere();
  const { secret, organisationId } = await invite(email);
  const browser = new Browser(test);
  const page = await signIn(browser, { invitation: { secret, name: 'Mei Lin' } });
  expect(page.pathname + page.search).toBe('/');
  return { subject, email, browser, organisationId };
}

/** Somebody with a password who has linked their account at the provider. */
async function linked() {
  const person = await withPassword(test);
  const browser = new Browser(test);
  await browser.signIn(person.email);
  await browser.prove();
  const { subject } = somebodyThere(false);
  const page = await link(browser);
  expect(page.pathname + page.search).toBe('/account?outcome=linked');
  return { ...person, browser, subject };
}
async function link(browser: Browser, purpose = 'link'): Promise<URL> {
  const answer = await browser.call('POST', '/v1/me/identities', { purpose });
  expect(answer.status).toBe(200);
  return follow(browser, providerAddress.parse(answer.json).address);
}

describe('sign-in at the provider', () => {
  it('is offered by its name, and by PKCE, state and nonce of its own each time', async () => {
    const ways = signInWays.parse((await send(test, '/api/auth/ways')).json);
    expect(ways).toEqual({ address: test.url, provider: { name: 'Aurora ID' } });
    const browser = new Browser(test);
    const asked = [new URL(await begin(browser)), new URL(await begin(browser))];
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const values = asked.map(({ searchParams }) => searchParams.get(name) ?? '');
      expect([name, new Set(values).size, (values[0] ?? '').length >= 43]).toEqual([name, 2, true]);
    }
    expect(asked[0]?.searchParams.get('code_challenge_method')).toBe('S256');
    expect(asked[0]?.searchParams.get('scope')).toBe('openid email profile');
  });

  it('lets somebody come by an invitation, and sign in again by subject alone, however the address changes', async () => {
    const { subject, email, browser, organisationId } = await joined();
    const who = me.parse((await browser.call('GET', '/v1/me')).json);
    expect(who).toMatchObject({ user: { name: 'Mei Lin', email }, organisation: { organisationId } });
    expect(await accountOf(browser)).toMatchObject({
      hasPassword: false,
      identities: [{ label: email.toUpperCase(), usable: true }],
    });
    provider.people[subject] = { email: 'somebody.else@holder.example', email_verified: false };
    const again = new Browser(test);
    const page = await signIn(again, { returnTo: '/rights?status=verified' });
    expect([page.pathname, page.searchParams.get('returnTo'), problemIn(page)]).toEqual([
      '/sign-in',
      '/rights?status=verified',
      null,
    ]);
    expect(me.parse((await again.call('GET', '/v1/me')).json).user.email).toBe(email);
    const entries = await auditOf(test, organisationId);
    expect(entries.map(({ action, detail }) => [action, detail.way ?? null])).toEqual([
      ['person.invited', null],
      ['invitation.accepted', null],
      ['sign-in.provider-linked', null],
      ['sign-in.done', 'provider'],
      ['sign-in.done', 'provider'],
    ]);
  });

  it('makes no account for a stranger, nor one by an address, verified or not', async () => {
    const count = async () => (await test.owner.query('select from auth."user"')).rowCount;
    const person = await withPassword(test);
    const before = await count();
    for (const verified of [true, false]) {
      const { subject } = somebodyThere();
      provider.people[subject] = { email: person.email, email_verified: verified };
      const browser = new Browser(test);
      const page = await signIn(browser);
      expect([page.pathname, problemIn(page), await browser.status()]).toEqual([
        '/sign-in',
        'provider-stranger',
        401,
      ]);
    }
    expect(await count()).toBe(before);
    const { rows } = await test.owner.query('select from auth."identity" where "userId" = $1', [
      person.userId,
    ]);
    expect(rows).toEqual([]);
  });

  it('accepts an invitation for its verified address only, once, and for whom it signs in', async () => {
    const unverified = somebodyThere(false);
    const first = await invite(unverified.email);
    const order = { invitation: { secret: first.secret, name: 'Mei' } };
    const page = await signIn(new Browser(test), order);
    expect([page.pathname, problemIn(page), page.hash]).toEqual([
      '/invitation',
      'provider-unverified',
      `#${first.secret}`,
    ]);
    somebodyThere();
    expect(problemIn(await signIn(new Browser(test), order))).toBe('invitation-for-another');
    // Whose account is tied to somebody already comes as that person.
    const known = await joined();
    const second = await invite(unverified.email);
    provider.people[known.subject] = { email: unverified.email, email_verified: true };
    provider.person = known.subject;
    expect(
      problemIn(await signIn(new Browser(test), { invitation: { secret: second.secret, name: 'M' } })),
    ).toBe('invitation-for-another');
    // Nothing of it was half done, and the invitation still holds, once.
    provider.people[unverified.subject] = { email: unverified.email, email_verified: true };
    provider.person = unverified.subject;
    const open = { invitation: { secret: second.secret, name: 'Mei' } };
    expect((await signIn(new Browser(test), open)).pathname).toBe('/');
    expect(problemIn(await signIn(new Browser(test), open))).toBe('invitation-used');
    const { rows } = await test.owner.query(
      'select (select count(*)::int from auth."account" where "userId" = person."id") as passwords from auth."user" person where "email" = $1',
      [unverified.email],
    );
    expect(rows).toEqual([{ passwords: 0 }]);
  });

  it('brings somebody who has an account into a second organisation, tied from then on', async () => {
    const person = await withPassword(test);
    const { subject } = somebodyThere();
    provider.people[subject] = { email: person.email, email_verified: true };
    const { secret, organisationId } = await invite(person.email);
    const browser = new Browser(test);
    expect((await signIn(browser, { invitation: { secret } })).pathname).toBe('/');
    const who = me.parse((await browser.call('GET', '/v1/me')).json);
    expect([who.user.email, who.organisation.organisationId]).toEqual([person.email, organisationId]);
    expect(problemIn(await signIn(new Browser(test)))).toBe(null);
    expect((await new Browser(test).signIn(person.email)).status).toBe(200);
  });

  it('needs a name for a new account', async () => {
    const { email } = somebodyThere();
    const { secret } = await invite(email);
    expect(problemIn(await signIn(new Browser(test), { invitation: { secret } }))).toBe('body-invalid');
    expect(
      refusal(await new Browser(test).call('POST', '/api/auth/provider', { invitation: { secret: 'x' } })),
    ).toEqual([422, 'body-invalid']);
  });
});

describe('a token of the provider’s', () => {
  const hour = 3_600;
  it.each([
    ['has another nonce', (claims) => ({ ...claims, nonce: 'another' })],
    ['has no nonce', ({ nonce: _, ...claims }) => claims],
    ['is of another issuer', (claims) => ({ ...claims, iss: 'http://localhost:1' })],
    ['is for another program', (claims) => ({ ...claims, aud: 'another' })],
    [
      'has expired',
      (claims) => ({ ...claims, exp: Date.now() / 1_000 - hour, iat: Date.now() / 1_000 - 2 * hour }),
    ],
    ['has no subject', ({ sub: _, ...claims }) => claims],
    ['is signed by a foreign key', () => 'foreign key'],
  ] satisfies [string, NonNullable<TestProvider['tamper']>][])(
    'that %s signs nobody in',
    async (_, tamper) => {
      const { browser: mine, subject } = await joined();
      expect(await mine.status()).toBe(200);
      provider.person = subject;
      provider.tamper = tamper;
      const browser = new Browser(test);
      const page = await signIn(browser);
      expect([page.pathname, problemIn(page), await browser.status()]).toEqual([
        '/sign-in',
        'provider-refused',
        401,
      ]);
      provider.tamper = null;
      expect(problemIn(await signIn(browser))).toBe(null);
    },
  );
});

describe('a browser that comes back', () => {
  it('is the one that was sent, comes once, in time, with its own state', async () => {
    const { subject } = await joined();
    provider.person = subject;
    const browser = new Browser(test);
    const address = await begin(browser);
    const other = new Browser(test);
    await begin(other);
    expect(problemIn(await follow(other, address))).toBe('sign-in-stale');
    expect(problemIn(await follow(browser, address))).toBe(null);
    expect(problemIn(await follow(browser, address))).toBe('sign-in-stale');
    for (const query of ['', 'code=x', 'code=x&state=y', `code=x&state=${'y'.repeat(43)}`]) {
      const answer = await browser.call('GET', `/api/auth/provider/callback?${query}`);
      expect([answer.status, answer.headers.get('location')]).toEqual([
        302,
        '/sign-in?problem=sign-in-stale',
      ]);
    }
    // Two tabs do not get in each other's way.
    const both = new Browser(test);
    const tabs = [await begin(both), await begin(both)];
    for (const tab of tabs) expect(problemIn(await follow(both, tab))).toBe(null);
  });

  it('says that the person turned away, or that the provider is down, and where it leads on is ours', async () => {
    const browser = new Browser(test);
    provider.person = null;
    expect(problemIn(await signIn(browser))).toBe('provider-cancelled');
    const evil = await signIn(browser, { returnTo: '//evil.example/' });
    expect([evil.origin, evil.pathname]).toEqual([test.url, '/sign-in']);
    const address = await begin(browser);
    provider.down = true;
    const state = new URL(address).searchParams.get('state');
    const back = await browser.call(
      'GET',
      `/api/auth/provider/callback?code=abc&state=${state}&iss=${provider.settings.issuer}`,
    );
    expect(back.headers.get('location')).toBe('/sign-in?problem=provider-unavailable');
    // One that was down from the beginning keeps nobody from starting, and nothing of it is remembered.
    const late = await startTestServer({ provider: provider.settings });
    const ask = () => new Browser(late).call('POST', '/api/auth/provider', {});
    expect(refusal(await ask())).toEqual([503, 'provider-unavailable']);
    provider.down = false;
    expect((await ask()).status).toBe(200);
    await late.close();
  });

  it('fares where there is no provider as if there were no such way', async () => {
    const without = await startTestServer();
    const browser = new Browser(without);
    expect(signInWays.parse((await browser.call('GET', '/api/auth/ways')).json).provider).toBe(null);
    expect(refusal(await browser.call('POST', '/api/auth/provider', {}))).toEqual([404, 'provider-absent']);
    const back = await browser.call('GET', '/api/auth/provider/callback?code=x&state=y');
    expect(back.headers.get('location')).toBe('/sign-in?problem=sign-in-stale');
    await without.close();
  });
});

describe('an account at the provider', () => {
  it('is linked and unlinked by whoever has proven who they are, and is one person’s', async () => {
    const person = await withPassword(test);
    const browser = new Browser(test);
    await browser.signIn(person.email);
    expect(refusal(await browser.call('POST', '/v1/me/identities', { purpose: 'link' }))).toEqual([
      403,
      'proof-needed',
    ]);
    const one = await linked();
    expect(problemIn(await signIn(new Browser(test)))).toBe(null);
    await browser.prove();
    const taken = await link(browser);
    expect([taken.pathname, problemIn(taken)]).toEqual(['/account', 'identity-taken']);
    const [identity] = (await accountOf(one.browser)).identities;
    const path = `/v1/me/identities/${identity?.identityId}`;
    expect(refusal(await browser.call('DELETE', path))).toEqual([404, 'identity-not-here']);
    expect((await one.browser.call('DELETE', path)).status).toBe(204);
    expect(problemIn(await signIn(new Browser(test)))).toBe('provider-stranger');
    const actions = (await auditOf(test, one.organisationId)).map(({ action }) => action);
    expect(actions.slice(-1)).toEqual(['sign-in.provider-unlinked']);
  });

  it('is not linked for somebody who has signed out meanwhile', async () => {
    const person = await withPassword(test);
    const browser = new Browser(test);
    await browser.signIn(person.email);
    await browser.prove();
    somebodyThere();
    const { json } = await browser.call('POST', '/v1/me/identities', { purpose: 'link' });
    await browser.call('POST', '/api/auth/sign-out', {});
    const page = await follow(browser, providerAddress.parse(json).address);
    expect(problemIn(page)).toBe('sign-in-stale');
    const { rowCount } = await test.owner.query('select from auth."identity" where "userId" = $1', [
      person.userId,
    ]);
    expect(rowCount).toBe(0);
  });

  it('proves who one is where one signs in there anew, and stays where it is the last way in', async () => {
    const { browser, subject } = await joined();
    const [identity] = (await accountOf(browser)).identities;
    const path = `/v1/me/identities/${identity?.identityId}`;
    expect(refusal(await browser.call('DELETE', path))).toEqual([403, 'proof-needed']);
    provider.person = subject;
    // An old sign-in there proves nothing.
    provider.tamper = (claims) => ({ ...claims, auth_time: Math.floor(Date.now() / 1_000) - 600 });
    expect(problemIn(await link(browser, 'prove'))).toBe('provider-refused');
    provider.tamper = null;
    somebodyThere();
    expect(problemIn(await link(browser, 'prove'))).toBe('provider-stranger');
    provider.person = subject;
    const page = await link(browser, 'prove');
    expect(page.pathname + page.search).toBe('/account?outcome=proven');
    expect(refusal(await browser.call('DELETE', path))).toEqual([403, 'last-way-in']);
    expect(
      refusal(await browser.call('PUT', '/v1/me/password', { current: '', password: PASSWORD })),
    ).toEqual([403, 'password-wrong']);
  });

  it('whose person has a password by mail can be unlinked', async () => {
    const { browser, email } = await joined();
    expect((await browser.call('POST', '/v1/password/forgotten', { email })).status).toBe(202);
    let secret = '';
    await expect
      .poll(async () => {
        secret = /password#([\w-]{43})/.exec((await nextMail(email)) ?? '')?.[1] ?? '';
        return secret;
      }, SOON)
      .not.toBe('');
    expect((await browser.call('POST', '/v1/password/reset', { secret, password: PASSWORD })).status).toBe(
      204,
    );
    expect(await browser.status()).toBe(401);
    expect((await browser.signIn(email)).status).toBe(200);
    await browser.prove();
    const account = await accountOf(browser);
    expect(account.hasPassword).toBe(true);
    const path = `/v1/me/identities/${account.identities[0]?.identityId}`;
    expect((await browser.call('DELETE', path)).status).toBe(204);
  });
});
