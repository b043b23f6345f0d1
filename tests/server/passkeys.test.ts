import { MOST_PASSKEYS, ownAccount, passkeyCreation, passkeyRequest } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOON } from '../support/soon.ts';
import { Authenticator } from './authenticator.ts';
import { auditOf, Browser, PASSWORD, refusal, withPassword } from './console-person.ts';
import { openMailbox } from './mailbox.ts';
import { startTestServer, type TestServer } from './support.ts';

let test: TestServer;
let nextMail: ReturnType<typeof openMailbox>;
beforeAll(async () => {
  test = await startTestServer();
  nextMail = openMailbox(test.dataFolder);
});
afterAll(() => test.close());

const accountOf = async (browser: Browser) =>
  ownAccount.parse((await browser.call('GET', '/v1/me/account')).json);
const askNew = async (browser: Browser) =>
  passkeyCreation.parse((await browser.call('POST', '/v1/me/passkeys/options')).json);
const ask = async (browser: Browser) =>
  passkeyRequest.parse((await browser.call('POST', '/api/auth/passkey/options')).json);
const signIn = (browser: Browser, answer: unknown) =>
  browser.call('POST', '/api/auth/passkey/sign-in', answer);

/** Somebody who is signed in by password and has proven it again. */
async function proven() {
  const person = await withPassword(test);
  const browser = new Browser(test);
  expect((await browser.signIn(person.email)).status).toBe(200);
  expect((await browser.prove()).status).toBe(204);
  return { ...person, browser };
}

/** The same, with a passkey. */
async function withPasskey() {
  const person = await proven();
  const key = new Authenticator(test.url);
  const made = await person.browser.call(
    'POST',
    '/v1/me/passkeys',
    key.make(await askNew(person.browser), 'Laptop'),
  );
  expect([made.status, made.json]).toEqual([204, null]);
  return { ...person, key };
}

describe('a passkey', () => {
  it('is added after a proof, listed, renamed, and signs in in any browser by itself', async () => {
    const person = await withPassword(test);
    const browser = new Browser(test);
    await browser.signIn(person.email);
    expect(refusal(await browser.call('POST', '/v1/me/passkeys/options'))).toEqual([403, 'proof-needed']);
    expect(refusal(await browser.prove('wrong-password-123'))).toEqual([403, 'password-wrong']);
    expect((await browser.prove()).status).toBe(204);
    const creation = await askNew(browser);
    expect(creation.options).toMatchObject({
      rp: { id: 'localhost' },
      user: { name: person.email },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const key = new Authenticator(test.url);
    expect((await browser.call('POST', '/v1/me/passkeys', key.make(creation, ' Laptop '))).status).toBe(204);
    const [listed] = (await accountOf(browser)).passkeys;
    expect(listed).toMatchObject({ name: 'Laptop', synced: 'never', lastUsedAt: null });
    const path = `/v1/me/passkeys/${listed?.passkeyId}`;
    expect((await browser.call('PATCH', path, { name: '手机' })).status).toBe(204);
    await expect.poll(() => nextMail(person.email), SOON).toContain('signs you in without a password');

    const other = new Browser(test);
    const answer = await signIn(other, key.answer(await ask(other)));
    expect(answer.status).toBe(204);
    const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('marketsafe.session_token='));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toContain(`Max-Age=${30 * 24 * 60 * 60}`);
    expect(answer.headers.get('clear-site-data')).toBe('"cache"');
    expect(await other.status()).toBe(200);
    const account = await accountOf(other);
    expect(account.passkeys).toMatchObject([{ name: '手机', lastUsedAt: expect.any(String) }]);
    expect(account.sessions.map(({ kind }) => kind)).toEqual(['console', 'console', 'console']);
    const entries = await auditOf(test, person.organisationId);
    expect(entries.map(({ action, detail }) => [action, detail.way ?? null])).toEqual([
      ['sign-in.done', 'password'],
      ['sign-in.passkey-added', null],
      ['sign-in.done', 'passkey'],
    ]);
  });

  it('says whether it is synced, as it is at each use', async () => {
    const { browser } = await proven();
    const key = new Authenticator(test.url);
    await browser.call('POST', '/v1/me/passkeys', key.make(await askNew(browser), 'Phone', { flags: 5 | 8 }));
    expect((await accountOf(browser)).passkeys).toMatchObject([{ synced: 'not-yet' }]);
    const other = new Browser(test);
    expect((await signIn(other, key.answer(await ask(other), { flags: 5 | 8 | 16 }))).status).toBe(204);
    expect((await accountOf(other)).passkeys).toMatchObject([{ synced: 'yes' }]);
  });

  it('is not made without a proof that it is wanted here and now', async () => {
    const { browser } = await proven();
    const key = new Authenticator(test.url);
    const keep = (answer: unknown) => browser.call('POST', '/v1/me/passkeys', answer);
    for (const faults of [{ origin: 'https://evil.example' }, { flags: 1 }, { challenge: 'AAAA' }]) {
      expect(refusal(await keep(key.make(await askNew(browser), 'Key', faults)))).toEqual([
        403,
        'passkey-refused',
      ]);
    }
    const answer = key.make(await askNew(browser), 'Key');
    expect((await keep(answer)).status).toBe(204);
    expect(refusal(await keep(answer))).toEqual([403, 'sign-in-stale']);
    expect(refusal(await keep(key.make(await askNew(browser), 'Key')))).toEqual([409, 'passkey-there']);
    const stranger = await proven();
    expect(
      refusal(await stranger.browser.call('POST', '/v1/me/passkeys', key.make(await askNew(browser), 'Key'))),
    ).toEqual([403, 'sign-in-stale']);
    expect((await accountOf(browser)).passkeys).toHaveLength(1);
    expect((await accountOf(stranger.browser)).passkeys).toHaveLength(0);
    await test.owner.query(`update auth."session" set "provenAt" = now() - interval '6 minutes'`);
    expect(refusal(await browser.call('POST', '/v1/me/passkeys/options'))).toEqual([403, 'proof-needed']);
  });

  it('are so many at most', async () => {
    const { browser, userId } = await proven();
    await test.owner.query(
      `insert into auth."passkey" ("id", "userId", "credentialId", "publicKey", "counter", "transports", "synced", "name")
       select gen_random_uuid(), $1, gen_random_uuid(), '', 0, '{}', 'yes', 'Key' from generate_series(1, $2)`,
      [userId, MOST_PASSKEYS],
    );
    expect(refusal(await browser.call('POST', '/v1/me/passkeys/options'))).toEqual([
      403,
      'too-many-passkeys',
    ]);
  });
});

describe('an answer to a challenge', () => {
  it('counts once, in the browser that asked, and only for so long', async () => {
    const { key } = await withPasskey();
    const browser = new Browser(test);
    const answer = key.answer(await ask(browser));
    expect((await signIn(browser, answer)).status).toBe(204);
    expect(refusal(await signIn(browser, answer))).toEqual([401, 'sign-in-stale']);
    const asked = await ask(browser);
    const other = new Browser(test);
    await ask(other);
    expect(refusal(await signIn(other, key.answer(asked)))).toEqual([401, 'sign-in-stale']);
    expect(refusal(await signIn(new Browser(test), key.answer(asked)))).toEqual([401, 'sign-in-stale']);
    // Two tabs of one browser do not get in each other's way.
    const [first, second] = [await ask(browser), await ask(browser)];
    expect((await signIn(browser, key.answer(second))).status).toBe(204);
    expect((await signIn(browser, key.answer(first))).status).toBe(204);
    for (const ticket of ['', 'AAAA', `${asked.ticket}A`]) {
      const broken = { ...key.answer(asked), ticket };
      expect([401, 422]).toContain((await signIn(browser, broken)).status);
    }
    const { rows } = await test.owner.query<{ left: string }>(
      'select max("expiresAt") - now() as left from auth."usedTicket"',
    );
    expect(JSON.stringify(rows)).toMatch(/"minutes":4/);
  });

  it('of two at the same time counts once', async () => {
    const { key } = await withPasskey();
    const browser = new Browser(test);
    const answer = key.answer(await ask(browser));
    const answers = await Promise.all([1, 2, 3, 4].map(() => signIn(browser, answer)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401]);
  });

  it('is refused from another origin, without verification, for another challenge, and by another key', async () => {
    const { key, organisationId } = await withPasskey();
    const browser = new Browser(test);
    for (const faults of [
      { origin: 'http://localhost:1' },
      { origin: test.url.replace('localhost', '127.0.0.1') },
      { flags: 1 },
      { challenge: 'AAAA' },
    ]) {
      expect(refusal(await signIn(browser, key.answer(await ask(browser), faults)))).toEqual([
        401,
        'passkey-refused',
      ]);
    }
    const asked = await ask(browser);
    const unknown = new Authenticator(test.url);
    const forged = unknown.answer(asked);
    const good = key.answer(asked);
    const { signature } = forged.response.response;
    const wrong = {
      ...good,
      response: { ...good.response, response: { ...good.response.response, signature } },
    };
    expect(refusal(await signIn(browser, wrong))).toEqual([401, 'passkey-refused']);
    expect(
      refusal(await signIn(browser, unknown.answer(await ask(browser), { userHandle: 'AAAA' }))),
    ).toEqual([401, 'passkey-unknown']);
    expect(await browser.status()).toBe(401);
    const failed = (await auditOf(test, organisationId)).filter(({ action }) => action === 'sign-in.failed');
    expect(failed.map(({ detail }) => detail.way)).toEqual(Array.from({ length: 5 }, () => 'passkey'));
  });

  it('whose count goes back, or stands still, is a copy’s', async () => {
    const { key } = await withPasskey();
    const browser = new Browser(test);
    expect((await signIn(browser, key.answer(await ask(browser), { counter: 7 }))).status).toBe(204);
    for (const counter of [7, 6, 0]) {
      expect(refusal(await signIn(browser, key.answer(await ask(browser), { counter })))).toEqual([
        401,
        'passkey-refused',
      ]);
    }
    expect((await signIn(browser, key.answer(await ask(browser), { counter: 8 }))).status).toBe(204);
    // One that does not count never does.
    const { key: still } = await withPasskey();
    for (let time = 0; time < 2; time += 1) {
      expect((await signIn(browser, still.answer(await ask(browser), { counter: 0 }))).status).toBe(204);
    }
  });

  it('signs in whose passkey it is, whatever name comes along', async () => {
    const one = await withPasskey();
    const other = await withPasskey();
    const browser = new Browser(test);
    const userHandle = Buffer.from(other.userId).toString('base64url');
    expect(refusal(await signIn(browser, one.key.answer(await ask(browser), { userHandle })))).toEqual([
      401,
      'passkey-refused',
    ]);
    // Another person's passkey proves nothing of who is signed in.
    const asked = passkeyRequest.parse((await one.browser.call('POST', '/v1/me/proof/options')).json);
    expect(asked.options.allowCredentials.map(({ id }) => id)).toEqual([one.key.credentialId]);
    expect(
      refusal(await one.browser.call('POST', '/v1/me/proof', { passkey: other.key.answer(asked) })),
    ).toEqual([403, 'passkey-unknown']);
    // A challenge for signing in is none for a proof.
    const foreign = one.key.answer(await ask(one.browser));
    expect(refusal(await one.browser.call('POST', '/v1/me/proof', { passkey: foreign }))).toEqual([
      403,
      'sign-in-stale',
    ]);
  });

  it('of somebody whose work has ended fares as their password does', async () => {
    const { key, userId, email } = await withPasskey();
    await test.owner.query('update app.memberships set ended_at = now() where user_id = $1', [userId]);
    const byPasskey = new Browser(test);
    expect((await signIn(byPasskey, key.answer(await ask(byPasskey)))).status).toBe(204);
    const byPassword = new Browser(test);
    expect((await byPassword.signIn(email)).status).toBe(200);
    for (const browser of [byPasskey, byPassword]) {
      expect(refusal(await browser.call('GET', '/v1/me'))).toEqual([403, 'no-organisation']);
    }
  });

  it('is no foreign page’s to send, and no session begins while the audit cannot be written', async () => {
    const { key } = await withPasskey();
    const browser = new Browser(test);
    const answer = key.answer(await ask(browser));
    const foreign = await browser.call('POST', '/api/auth/passkey/sign-in', answer, {
      origin: 'https://evil.example',
    });
    expect(refusal(foreign)).toEqual([403, 'foreign-page']);
    const sessions = async () => (await test.owner.query('select from auth."session"')).rowCount;
    const before = await sessions();
    await test.owner.query('revoke insert on app.audit from marketsafe_app');
    try {
      const failed = await signIn(browser, answer);
      expect([failed.status >= 500, failed.headers.getSetCookie()]).toEqual([true, []]);
    } finally {
      await test.owner.query('grant insert on app.audit to marketsafe_app');
    }
    expect([await sessions(), await browser.status()]).toEqual([before, 401]);
  });

  it('is limited as guesses of passwords are', async () => {
    const limited = await startTestServer({ rateLimit: true });
    const person = await withPassword(limited);
    const browser = new Browser(limited);
    await browser.signIn(person.email);
    await browser.prove();
    const key = new Authenticator(limited.url);
    await browser.call('POST', '/v1/me/passkeys', key.make(await askNew(browser), 'Key'));
    const stranger = new Browser(limited);
    const wrong = async () =>
      signIn(stranger, key.answer(await ask(stranger), { origin: 'https://evil.example' }));
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess += 1) statuses.push((await wrong()).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    // Its person's own browser is known and stays open.
    expect((await signIn(browser, key.answer(await ask(browser)))).status).toBe(204);
    await limited.close();
  });
});

describe('what one signs in by', () => {
  it('can be removed after a proof, but for the last of it', async () => {
    const { browser, key, userId, organisationId } = await withPasskey();
    const [passkey] = (await accountOf(browser)).passkeys;
    const path = `/v1/me/passkeys/${passkey?.passkeyId}`;
    await test.owner.query('update auth."session" set "provenAt" = null where "userId" = $1', [userId]);
    expect(refusal(await browser.call('DELETE', path))).toEqual([403, 'proof-needed']);
    // Proven by the passkey itself.
    const asked = passkeyRequest.parse((await browser.call('POST', '/v1/me/proof/options')).json);
    expect((await browser.call('POST', '/v1/me/proof', { passkey: key.answer(asked) })).status).toBe(204);
    const stranger = await proven();
    expect(refusal(await stranger.browser.call('DELETE', path))).toEqual([404, 'passkey-not-here']);
    expect(refusal(await stranger.browser.call('PATCH', path, { name: 'Mine' }))).toEqual([
      404,
      'passkey-not-here',
    ]);
    // Without a password it is the last way in.
    await test.owner.query('update auth."account" set "password" = null where "userId" = $1', [userId]);
    expect(refusal(await browser.call('DELETE', path))).toEqual([403, 'last-way-in']);
    expect(await accountOf(browser)).toMatchObject({ hasPassword: false, passkeys: [{ name: 'Laptop' }] });
    const second = new Authenticator(test.url);
    await browser.call('POST', '/v1/me/passkeys', second.make(await askNew(browser), 'Spare'));
    const both = (await accountOf(browser)).passkeys.map(({ passkeyId }) => `/v1/me/passkeys/${passkeyId}`);
    // Two at the same time leave one.
    const answers = await Promise.all(both.map((each) => browser.call('DELETE', each)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
    expect((await accountOf(browser)).passkeys).toHaveLength(1);
    const actions = (await auditOf(test, organisationId)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'sign-in.passkey-removed')).toHaveLength(1);
  });

  it('changes together with its entry in the audit and its mail, or not at all', async () => {
    const { browser, userId, email } = await withPasskey();
    const [passkey] = (await accountOf(browser)).passkeys;
    await expect.poll(() => nextMail(email), SOON).toContain('was added');
    await browser.prove();
    await test.owner.query('revoke insert on app.audit from marketsafe_app');
    try {
      const change = { current: PASSWORD, password: 'another battery of staples' };
      expect((await browser.call('PUT', '/v1/me/password', change)).status).toBe(500);
      expect((await browser.call('DELETE', `/v1/me/passkeys/${passkey?.passkeyId}`)).status).toBe(500);
      const tokens = { name: 'Export', scopes: ['account'], days: 30 };
      expect((await browser.call('POST', '/v1/me/tokens', tokens)).status).toBe(500);
      const [other] = (await accountOf(browser)).sessions.filter(({ current }) => !current);
      expect((await browser.call('DELETE', `/v1/me/sessions/${other?.sessionId}`)).status).toBe(500);
    } finally {
      await test.owner.query('grant insert on app.audit to marketsafe_app');
    }
    const account = await accountOf(browser);
    expect([account.passkeys.length, account.tokens.length, account.sessions.length]).toEqual([1, 0, 2]);
    expect((await new Browser(test).signIn(email)).status).toBe(200);
    const waiting = await test.owner.query('select from mail.outgoing');
    expect([waiting.rowCount, await nextMail(email)]).toEqual([0, undefined]);
    const used = await test.owner.query('select from auth."apiToken" where "userId" = $1', [userId]);
    expect(used.rowCount).toBe(0);
  });
});
