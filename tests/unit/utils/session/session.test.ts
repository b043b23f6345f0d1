import { describe, expect, it } from 'vitest';
import type { EntryProblem } from '../../../../utils/database/outbox-rows.ts';
import { endSession, expireSession, followServer, startSession } from '../../../../utils/session/session.ts';
import { apiDeps, jsonAnswer } from '../../support/api-deps.ts';
import { newDatabase } from '../../support/new-database.ts';
import { ME, SERVER_URL, signIn } from '../outbox/support/reports.ts';
import { newStage } from '../outbox/support/stage.ts';

const PENDING = {
  key: 'session',
  state: 'pending',
  serverUrl: SERVER_URL,
  deviceCode: 'code',
  userCode: 'AAAA',
  verificationUrl: `${SERVER_URL}/device`,
  intervalSeconds: 5,
  nextPollAt: 0,
  expiresAt: 1,
} as const;
const TAKEN = { deviceCode: 'code', serverUrl: SERVER_URL, token: 'token' };

describe('signing out', () => {
  it('ends the token on the server that issued it', async () => {
    const db = newDatabase();
    await signIn(db, 'secret');
    const deps = apiDeps(() => jsonAnswer(200, { success: true }));
    await endSession(db, deps);
    expect(deps.seen[0]).toMatchObject({ method: 'POST', url: `${SERVER_URL}/api/auth/sign-out` });
    expect(deps.seen[0]?.headers.get('Authorization')).toBe('Bearer secret');
    expect(await db.session.get('session')).toEqual({
      key: 'session',
      state: 'signed-out',
      reason: 'signed-out',
    });
  });

  it('holds on this device also when the server cannot be reached, and keeps drafts and queue', async () => {
    const { db, queue } = await newStage();
    await queue();
    await endSession(
      db,
      apiDeps(() => Promise.reject(new TypeError('Failed to fetch'))),
    );
    expect(await db.session.get('session')).toMatchObject({ state: 'signed-out' });
    expect(await db.drafts.count()).toBe(1);
    expect(await db.outbox.where('state').equals('ready').count()).toBe(1);
  });

  it('happens when the settings name another server, and the token goes to the old one only', async () => {
    const db = newDatabase();
    await signIn(db, 'secret');
    const deps = apiDeps(() => jsonAnswer(200, {}));
    await followServer(db, deps, SERVER_URL);
    expect(await db.session.get('session')).toMatchObject({ state: 'signed-in' });
    await followServer(db, deps, 'https://other.example');
    expect(await db.session.get('session')).toMatchObject({ state: 'signed-out' });
    expect(deps.seen.map(({ url }) => new URL(url).origin)).toEqual([SERVER_URL]);
  });
});

describe('an expired sign-in', () => {
  it('waits for the next one', async () => {
    const db = newDatabase();
    await signIn(db, 'old');
    await expireSession(db, 'old');
    expect(await db.session.get('session')).toMatchObject({ state: 'signed-out', reason: 'expired' });
  });

  it('is not mistaken for a newer one', async () => {
    const db = newDatabase();
    await signIn(db, 'new');
    await expireSession(db, 'old');
    expect(await db.session.get('session')).toMatchObject({ state: 'signed-in', token: 'new' });
  });
});

describe('a new sign-in', () => {
  it('looks again at reports that belonged to another organisation, and at no other parked ones', async () => {
    const { db, queue } = await newStage();
    const foreign = await queue(1);
    const refused = await queue(2);
    const parked = (code: EntryProblem['code']) =>
      ({ state: 'parked', lastProblem: { code, at: 1 } }) as const;
    await db.outbox.update(foreign, parked('other-organisation'));
    await db.outbox.update(refused, parked('refused'));
    await db.session.put(PENDING);
    await startSession(db, TAKEN, ME, 1);
    expect(await db.outbox.get(foreign)).toMatchObject({ state: 'ready', nextAt: 0 });
    expect(await db.outbox.get(refused)).toMatchObject({ state: 'parked' });
  });

  it('asks for rights and changes from the beginning: the server may be another, or set up again', async () => {
    const db = newDatabase();
    const { organisationId } = ME.organisation;
    await db.session.put(PENDING);
    await db.reference.bulkPut([
      { key: 'changes', organisationId, cursor: 3, fetchedAt: 1 },
      { key: 'rights', rights: [], fetchedAt: 1 },
    ]);
    await startSession(db, TAKEN, ME, 1);
    expect(await db.reference.count()).toBe(0);
  });

  it('does not come back after the user has signed out meanwhile', async () => {
    const db = newDatabase();
    await db.session.put({ key: 'session', state: 'signed-out' });
    await startSession(db, TAKEN, ME, 1);
    expect(await db.session.get('session')).toMatchObject({ state: 'signed-out' });
  });
});
