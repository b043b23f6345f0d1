import { generateKeyPairSync } from 'node:crypto';
import { EXTENSION_CLIENT_ID, ownAccount, problem, renewedTokens } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignInDevice } from '../support/sign-in-device.ts';
import { SOON } from '../support/soon.ts';
import { addInvestigator, type Person, send, startTestServer, type TestServer } from './support.ts';

let test: TestServer;
let person: Person;
beforeAll(async () => {
  test = await startTestServer();
  person = await addInvestigator(test);
});
afterAll(() => test.close());

const json = { 'content-type': 'application/json' };

/** A code that the person has approved. */
async function approvedCode(by = person): Promise<string> {
  const asked = await send(test, '/api/auth/device/code', {
    ...{ method: 'POST', headers: json },
    body: JSON.stringify({ client_id: EXTENSION_CLIENT_ID }),
  });
  const { device_code, user_code } = asked.json as Record<'device_code' | 'user_code', string>;
  await send(test, `/api/auth/device?user_code=${user_code}`, { person: by });
  const approved = await send(test, '/api/auth/device/approve', {
    ...{ method: 'POST', person: by, headers: json },
    body: JSON.stringify({ userCode: user_code }),
  });
  expect(approved.status).toBe(200);
  return device_code;
}

/** A device that is signed in. */
async function signedIn(by = person) {
  const device = new SignInDevice();
  const tokens = await device.redeem(test.url, await approvedCode(by));
  return { device, access: tokens.access_token, refresh: tokens.refresh_token };
}

const refusal = ({ status, json: body }: { status: number; json: unknown }) => [
  status,
  problem.parse(body).code,
];
const opens = async (token: string) =>
  (await send(test, '/v1/me', { headers: { authorization: `Bearer ${token}` } })).status;
const refresh = async (device: SignInDevice, token: string) => {
  const answer = await device.refresh(test.url, token);
  expect([answer.status, answer.json]).toEqual([200, answer.json]);
  return renewedTokens.parse(answer.json);
};
const audited = async (by = person) => {
  const { rows } = await test.owner.query(
    `select entry->>'action' as action, entry->'detail' as detail from app.audit
     where organisation_id = $1 and entry->>'action' like 'session.%' order by sequence`,
    [by.organisationId],
  );
  return rows as { action: string; detail: Record<string, unknown> }[];
};
const accountOf = async (by: Person) =>
  ownAccount.parse((await send(test, '/v1/me/account', { person: by })).json);

describe('the tokens of a sign-in', () => {
  it('are replaced together, for the device that has the key; what was there before is kept nowhere as it is sent', async () => {
    const { device, access, refresh: first } = await signedIn();
    expect(await opens(access)).toBe(200);
    const next = await refresh(device, first);
    expect(next.expiresIn).toBe(900);
    expect([next.refreshToken === first, next.accessToken === access]).toEqual([false, false]);
    expect(await opens(next.accessToken)).toBe(200);
    // What is under way with the one before arrives.
    expect(await opens(access)).toBe(200);
    const again = await refresh(device, next.refreshToken);
    expect(await opens(again.accessToken)).toBe(200);
    for (const table of ['session', 'extensionSession', 'accessToken', 'usedProof']) {
      const { rows } = await test.owner.query(`select row_to_json(t)::text as text from auth."${table}" t`);
      const text = JSON.stringify(rows);
      for (const token of [access, first, next.accessToken, next.refreshToken, again.refreshToken]) {
        expect(text).not.toContain(token);
        expect(text).not.toContain(token.split('.').at(-1));
      }
    }
  });

  it('last as long as the server is told, and no request with one makes the sign-in last longer', async () => {
    const { device, access, refresh: token } = await signedIn();
    await test.owner.query(`update auth."accessToken" set "expiresAt" = now() - interval '1 second'`);
    expect(await opens(access)).toBe(401);
    await test.owner.query(
      `update auth."session" set "expiresAt" = now() + interval '2 days' where "scope" is not null`,
    );
    const next = await refresh(device, token);
    expect(await opens(next.accessToken)).toBe(200);
    const { rows } = await test.owner.query(
      `select max("expiresAt") > now() + interval '29 days' as slid from auth."session" where "scope" is not null`,
    );
    expect(rows[0].slid).toBe(true);
    await test.owner.query(
      `update auth."session" set "expiresAt" = now() - interval '1 second' where "scope" is not null`,
    );
    expect(await opens(next.accessToken)).toBe(401);
    expect(refusal(await device.refresh(test.url, next.refreshToken))).toEqual([401, 'session-ended']);
  });

  it('keep the scopes of the approval page, and are no tokens of the sign-in library', async () => {
    const { device, refresh: token } = await signedIn();
    const { accessToken } = await refresh(device, token);
    expect(
      (await send(test, '/v1/claims', { headers: { authorization: `Bearer ${accessToken}` } })).status,
    ).toBe(403);
    const { rows } = await test.owner.query<{ token: string }>(
      `select "token" from auth."session" where "userId" = $1 and "scope" is not null`,
      [person.userId],
    );
    // Whoever reads the database can show none of what is in it.
    for (const { token: kept } of rows) expect(await opens(kept)).not.toBe(200);
  });

  it('cannot be had for a code without a proof, and the code is not spent by trying', async () => {
    const code = await approvedCode();
    const body = {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      ...{ device_code: code, client_id: EXTENSION_CLIENT_ID },
    };
    const without = await send(test, '/api/auth/device/token', {
      ...{ method: 'POST', headers: json, body: JSON.stringify(body) },
    });
    expect(refusal(without)).toEqual([401, 'proof-refused']);
    const device = new SignInDevice();
    expect((await device.redeem(test.url, code)).refresh_token).toMatch(/^msr_/);
  });
});

describe('a refresh token', () => {
  it('is worth nothing without the key, and whoever has it hears no more than that', async () => {
    const { device, access, refresh: token } = await signedIn();
    const thief = new SignInDevice();
    const bare = await send(test, '/v1/session/refresh', {
      ...{ method: 'POST', headers: json, body: JSON.stringify({ refreshToken: token }) },
    });
    expect(refusal(bare)).toEqual([401, 'proof-refused']);
    expect(refusal(await thief.refresh(test.url, token))).toEqual([401, 'proof-refused']);
    // The device's own key in the head, another one's signature below.
    const forged = device.proof('POST', `${test.url}/v1/session/refresh`, {
      signer: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    });
    expect(refusal(await device.refresh(test.url, token, { dpop: forged }))).toEqual([401, 'proof-refused']);
    await expect
      .poll(
        async () => (await audited()).filter(({ action }) => action === 'session.proof-refused').length,
        SOON,
      )
      .toBeGreaterThanOrEqual(3);
    expect(await opens(access)).toBe(200);
    expect(await opens((await refresh(device, token)).accessToken)).toBe(200);
  });

  it.each<[string, Parameters<SignInDevice['proof']>, number, string]>([
    ['for another method', ['GET', '/v1/session/refresh'], 403, 'proof-elsewhere'],
    ['for another address', ['POST', '/v1/session/end'], 403, 'proof-elsewhere'],
    [
      'for another program',
      ['POST', '', { claims: { htu: 'https://evil.example/v1/session/refresh' } }],
      403,
      'proof-elsewhere',
    ],
    [
      'without a nonce',
      ['POST', '/v1/session/refresh', { claims: { nonce: undefined } }],
      400,
      'proof-stale',
    ],
    [
      'with a made-up nonce',
      ['POST', '/v1/session/refresh', { claims: { nonce: 'tmk1yo.🦊' } }],
      400,
      'proof-stale',
    ],
    ['of another type', ['POST', '/v1/session/refresh', { head: { typ: 'JWT' } }], 401, 'proof-refused'],
    ['without a signature', ['POST', '/v1/session/refresh', { head: { alg: 'none' } }], 401, 'proof-refused'],
    ['without an id', ['POST', '/v1/session/refresh', { claims: { jti: 'x' } }], 401, 'proof-refused'],
    ['of no time', ['POST', '/v1/session/refresh', { claims: { iat: 1e300 } }], 401, 'proof-refused'],
  ])(
    'is not renewed with a proof %s, and nothing is lost',
    async (_, [method, path, oddities], ...wanted) => {
      const { device, refresh: token } = await signedIn();
      const answer = await send(test, '/v1/session/refresh', {
        method: 'POST',
        headers: { ...json, dpop: device.proof(method, test.url + path, oddities) },
        body: JSON.stringify({ refreshToken: token }),
      });
      expect(refusal(answer)).toEqual(wanted);
      await refresh(device, token);
    },
  );

  it('is not renewed by a proof that was taken before', async () => {
    const { device, refresh: token } = await signedIn();
    const dpop = device.proof('POST', `${test.url}/v1/session/refresh`);
    const next = await device.refresh(test.url, token, { dpop });
    expect(next.status).toBe(200);
    // The whole request, as somebody on the way may have kept it.
    expect(refusal(await device.refresh(test.url, token, { dpop }))).toEqual([401, 'proof-refused']);
    await refresh(device, renewedTokens.parse(next.json).refreshToken);
  });

  it('that is none is told so, and so is one whose sign-in was ended', async () => {
    const device = new SignInDevice();
    const { refresh: token } = await signedIn();
    for (const none of [
      'x',
      token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      token.replace('.1.', '.2.'),
    ]) {
      expect(refusal(await device.refresh(test.url, none))).toEqual([401, 'session-ended']);
    }
    expect((await device.refresh(test.url, '')).status).toBe(422);
  });

  it('is renewed by a device whose clock is days off', async () => {
    const { device, refresh: token } = await signedIn();
    const off = device.proof('POST', `${test.url}/v1/session/refresh`, {
      claims: { iat: Date.now() / 1_000 - 200_000 },
    });
    expect((await device.refresh(test.url, token, { dpop: off })).status).toBe(200);
  });

  it('is renewed where the database was put back to an earlier state', async () => {
    const { device, refresh: token } = await signedIn();
    const second = await refresh(device, token);
    const third = await refresh(device, second.refreshToken);
    await test.owner.query(`update auth."extensionSession" set "generation" = 2`);
    expect((await device.refresh(test.url, third.refreshToken)).status).toBe(200);
  });
});

describe('a refresh token that was replaced', () => {
  it('gives its device the same successor again, while nobody has used that one', async () => {
    const { device, refresh: token } = await signedIn();
    const lost = await refresh(device, token);
    const [one, other] = await Promise.all([refresh(device, token), refresh(device, token)]);
    expect([one?.refreshToken, other?.refreshToken]).toEqual([lost.refreshToken, lost.refreshToken]);
    expect(await opens(one?.accessToken ?? '')).toBe(200);
    // Now it is in use: whoever still sends the old one, with the very key, is a second of this device.
    expect(refusal(await device.refresh(test.url, token))).toEqual([401, 'session-reused']);
    expect(await opens(one?.accessToken ?? '')).toBe(401);
  });

  it('gives nothing again after a day', async () => {
    const { device, refresh: token } = await signedIn();
    await refresh(device, token);
    await test.owner.query(`update auth."extensionSession" set "rotatedAt" = now() - interval '25 hours'`);
    expect(refusal(await device.refresh(test.url, token))).toEqual([401, 'session-reused']);
  });

  it('ends the sign-in when it comes without the key: audited, shown to its person, told to the device', async () => {
    const owner = await addInvestigator(test);
    const { device, refresh: token } = await signedIn(owner);
    const next = await refresh(device, token);
    expect(await opens(next.accessToken)).toBe(200);
    const stolen = await send(test, '/v1/session/refresh', {
      ...{ method: 'POST', headers: json, body: JSON.stringify({ refreshToken: token }) },
    });
    expect(refusal(stolen)).toEqual([401, 'session-reused']);
    expect(await opens(next.accessToken)).toBe(401);
    expect(refusal(await device.refresh(test.url, next.refreshToken))).toEqual([401, 'session-reused']);
    expect(refusal(await new SignInDevice().refresh(test.url, token))).toEqual([401, 'session-reused']);
    const { sessions, reused } = await accountOf(owner);
    expect(sessions.map(({ kind }) => kind)).toEqual(['console']);
    expect(reused).toMatchObject([
      { address: expect.stringContaining('127.0.0.1'), organisation: expect.any(String) },
    ]);
    await expect
      .poll(async () => (await audited(owner)).map(({ action }) => action), SOON)
      .toEqual(['session.reused']);
    expect((await audited(owner))[0]?.detail).toMatchObject({ session: reused[0]?.sessionId });
  });

  it('ends it at any age', async () => {
    const { device, refresh: token } = await signedIn();
    let { refreshToken } = await refresh(device, token);
    for (let turn = 0; turn < 3; turn += 1) ({ refreshToken } = await refresh(device, refreshToken));
    expect(refusal(await device.refresh(test.url, token))).toEqual([401, 'session-reused']);
    expect(refusal(await device.refresh(test.url, refreshToken))).toEqual([401, 'session-reused']);
  });

  it('ends nothing where its request was on its way for long, and its sender has asked again since', async () => {
    const { device, refresh: token } = await signedIn();
    const late = device.proof('POST', `${test.url}/v1/session/refresh`);
    const next = await refresh(device, token);
    expect(await opens(next.accessToken)).toBe(200);
    expect(refusal(await device.refresh(test.url, token, { dpop: late }))).toEqual([401, 'proof-refused']);
    expect(await opens(next.accessToken)).toBe(200);
    await refresh(device, next.refreshToken);
  });

  it('is written into the audit later where it could not be at once', async () => {
    const owner = await addInvestigator(test);
    const { device, refresh: token } = await signedIn(owner);
    await refresh(device, token);
    await test.owner.query('revoke insert on app.audit from marketsafe_app');
    try {
      expect(refusal(await new SignInDevice().refresh(test.url, token))).toEqual([401, 'session-reused']);
    } finally {
      await test.owner.query('grant insert on app.audit to marketsafe_app');
    }
    // The next such case has both written.
    const other = await signedIn();
    await refresh(other.device, other.refresh);
    await new SignInDevice().refresh(test.url, other.refresh);
    await expect
      .poll(async () => (await audited(owner)).map(({ action }) => action), SOON)
      .toEqual(['session.reused']);
  });
});

describe('an extension’s sign-in', () => {
  it('is ended by its refresh token, by its access token, and at the console, at once each time', async () => {
    const owner = await addInvestigator(test);
    const byRefresh = await signedIn(owner);
    const second = await refresh(byRefresh.device, byRefresh.refresh);
    // The one before, as when somebody signs out while tokens are replaced.
    const ended = await send(test, '/v1/session/end', {
      ...{ method: 'POST', headers: json, body: JSON.stringify({ refreshToken: byRefresh.refresh }) },
    });
    expect(ended.status).toBe(204);
    expect(await opens(second.accessToken)).toBe(401);
    expect(refusal(await byRefresh.device.refresh(test.url, second.refreshToken))).toEqual([
      401,
      'session-ended',
    ]);
    const none = await send(test, '/v1/session/end', {
      ...{ method: 'POST', headers: json, body: JSON.stringify({ refreshToken: 'msr_none' }) },
    });
    expect(none.status).toBe(204);

    const byAccess = await signedIn(owner);
    const left = await send(test, '/api/auth/sign-out', {
      ...{ method: 'POST', body: '{}', headers: { ...json, authorization: `Bearer ${byAccess.access}` } },
    });
    expect(left.status).toBe(200);
    expect(refusal(await byAccess.device.refresh(test.url, byAccess.refresh))).toEqual([
      401,
      'session-ended',
    ]);

    const lost = await signedIn(owner);
    const session = (await accountOf(owner)).sessions.find(({ kind }) => kind === 'extension');
    const gone = await send(test, `/v1/me/sessions/${session?.sessionId}?lost=true`, {
      ...{ method: 'DELETE', person: owner },
    });
    expect(gone.status).toBe(204);
    expect(await opens(lost.access)).toBe(401);
    expect(refusal(await lost.device.refresh(test.url, lost.refresh))).toEqual([401, 'session-ended']);
  });

  it('waits for the one that is being renewed: of many at a time each gets the same refresh token', async () => {
    const { device, refresh: token } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 8 }, () => device.refresh(test.url, token)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map(({ json: body }) => renewedTokens.parse(body).refreshToken)).size).toBe(1);
  });

  it('of before is over', async () => {
    const { rowCount } = await test.owner.query(
      `update auth."session" set "scope" = 'account' where "token" = $1`,
      [(await addInvestigator(test)).token],
    );
    expect(rowCount).toBe(1);
    // A token of the library's, as extensions had one for a month.
    const { rows } = await test.owner.query(
      `select "token" from auth."session" where "scope" = 'account' and "token" not like 'extension %'`,
    );
    expect(await opens(rows[0].token)).toBe(403);
  });
});

describe('renewing too often', () => {
  it('is refused for the one sign-in, and wrong tokens from one address do not keep others from renewing', async () => {
    const limited = await startTestServer({
      rateLimit: true,
      databaseUrl: test.databaseUrl,
      dataFolder: test.dataFolder,
    });
    try {
      const base = limited.url;
      const { device, refresh: token } = await signedIn();
      const other = await signedIn();
      const statuses: number[] = [];
      for (let asked = 0; asked < 31; asked += 1) {
        statuses.push((await device.refresh(base, token)).status);
      }
      expect([statuses[0], statuses[29], statuses[30]]).toEqual([200, 200, 429]);
      expect((await other.device.refresh(base, other.refresh)).status).toBe(200);
      const wrong: number[] = [];
      for (let asked = 0; asked < 121; asked += 1)
        wrong.push((await device.refresh(base, `no ${asked}`)).status);
      expect([wrong[0], wrong[119], wrong[120]]).toEqual([401, 401, 429]);
      const third = await signedIn();
      expect((await third.device.refresh(base, third.refresh)).status).toBe(200);
    } finally {
      await limited.server.close();
      await limited.owner.end();
    }
  });
});
