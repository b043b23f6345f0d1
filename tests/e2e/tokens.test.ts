import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import { SignInDevice } from '../support/sign-in-device.ts';
import { claimsOnServer } from './support/claims.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { entryOf, finishReport, numberOf } from './support/desk.ts';
import { rows, tell } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

const RENEWAL = '/v1/session/refresh';

let stack: Stack;
let control: Page;

beforeAll(async () => {
  stack = await Stack.start({ accessSeconds: 3 });
  control = await stack.control();
  await stack.connect(control);
});
afterEach(() => {
  stack.proxy.fault = () => undefined;
});
afterAll(() => stack?.close());

const renewals = () => stack.proxy.seen.filter((request) => request === `POST ${RENEWAL}`).length;

/** Pokes the outbox until so many more renewals were made. */
async function pastRenewals(count: number): Promise<void> {
  const wanted = renewals() + count;
  await until('the tokens to be replaced', async () => {
    await tell(control, { type: 'outbox.poke' });
    return renewals() >= wanted;
  });
}

async function report(url: string, itemId: string): Promise<string> {
  const page = await openListing(stack, control, url);
  await captureFromToolbar(stack, page);
  const draft = await draftOf(control, itemId);
  const panel = await finishReport(stack, control, draft);
  await panel.close();
  await page.close();
  return draft.draftId;
}

async function session() {
  const [row] = await rows(control, 'session');
  return row;
}

/** The refresh token of now, as somebody has it who could read the profile's files. */
async function refreshToken(): Promise<string> {
  const row = await session();
  if (row?.state !== 'signed-in' || !row.renewal) throw new Error('the extension is not signed in');
  return row.renewal.refreshToken;
}

describe('an extension whose access tokens hold three seconds', () => {
  it('delivers over many of them, and is one session of the console all the while', async () => {
    const before = renewals();
    const sent: string[] = [];
    for (const [url, itemId] of [
      [PRACTICE.aliexpress, '1005006000000001'],
      [PRACTICE.aliexpressState, '1005006000000002'],
      [PRACTICE.alibaba1688, '700000000001'],
    ] as const) {
      const draftId = await report(url, itemId);
      await numberOf(control, draftId);
      sent.push(draftId);
      await pastRenewals(2);
    }
    expect(renewals() - before).toBeGreaterThanOrEqual(6);
    expect((await session())?.state).toBe('signed-in');
    const held = (await claimsOnServer(stack)).map(({ claimId }) => claimId);
    expect(sent.every((draftId) => held.includes(draftId))).toBe(true);
  });

  it('has a key that cannot be taken out of the browser', async () => {
    const told = await runIn(control)(
      `const open = indexedDB.open(arguments[0]);
       const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
       const get = db.transaction('session').objectStore('session').get('session');
       const row = await new Promise((done) => { get.onsuccess = () => done(get.result); });
       db.close();
       const { privateKey } = row.renewal.key;
       const exported = await crypto.subtle.exportKey('jwk', privateKey).then(() => 'exported', (error) => error.name);
       return [privateKey.type, privateKey.extractable, exported];`,
      'marketsafe-reporter',
    );
    expect(told).toEqual(['private', false, 'InvalidAccessError']);
  });

  it('goes on where the answer with its new tokens is lost, and where its worker is killed at that moment', async () => {
    let lost = 0;
    stack.proxy.fault = (_, path) => {
      if (path !== RENEWAL || lost >= 3) return undefined;
      lost += 1;
      return 'lose-answer';
    };
    await pastRenewals(3);
    expect(lost).toBe(3);
    for (let kill = 0; kill < 4; kill += 1) {
      const before = renewals();
      await until('a renewal to begin', async () => {
        void tell(control, { type: 'outbox.poke' }).catch(() => undefined);
        return renewals() > before;
      });
      await stack.chromium.killWorker();
    }
    const draftId = await report(PRACTICE.alibaba, '1600000000001');
    await until('the report to go', async () => {
      await tell(control, { type: 'outbox.poke' });
      return (await entryOf(control, draftId))?.state === 'acked';
    });
    expect((await session())?.state).toBe('signed-in');
  });

  it('goes on where somebody has its newest refresh token and not its key', async () => {
    // Held still while it is stolen: one that was replaced meanwhile would be an old one, which ends the
    // sign-in. Renewals are made one by one, so once one was refused here, none is on its way any more.
    let refused = 0;
    stack.proxy.fault = (_, path) => {
      if (path !== RENEWAL) return undefined;
      refused += 1;
      return 'refuse';
    };
    await until('a renewal that does not reach the server', async () => {
      await tell(control, { type: 'outbox.poke' });
      return refused > 0;
    });
    const stolen = await new SignInDevice().refresh(stack.server.url, await refreshToken());
    expect(stolen).toMatchObject({ status: 401, json: { code: 'proof-refused' } });
    stack.proxy.fault = () => undefined;
    await pastRenewals(1);
    expect((await session())?.state).toBe('signed-in');
  });

  it('is signed out where an old one comes again, says why, keeps everything, and goes on after the next sign-in', async () => {
    const old = await refreshToken();
    await pastRenewals(1);
    await stack.stopServer();
    const draftId = await report(PRACTICE.spa, '1005006000000003');
    await stack.restartServer();
    const drafts = (await rows(control, 'drafts')).length;
    const { json } = await new SignInDevice().refresh(stack.server.url, old);
    expect(json).toMatchObject({ code: 'session-reused' });
    await until('the extension to know', async () => {
      await tell(control, { type: 'outbox.poke' });
      return (await session())?.state === 'signed-out';
    });
    expect(await session()).toMatchObject({ reason: 'reused' });
    expect((await entryOf(control, draftId))?.state).toBe('ready');
    expect(await rows(control, 'drafts')).toHaveLength(drafts);
    await control.bringToFront();
    await until('the extension to say why', () =>
      control.evaluate(
        (text) => (document.body.textContent ?? '').includes(text),
        m.shared_signed_out_reused(),
      ),
    );
    await stack.signIn(control);
    await numberOf(control, draftId);
    expect((await claimsOnServer(stack)).filter(({ claimId }) => claimId === draftId)).toHaveLength(1);
  });

  it('shows its person in the console which sign-in that was', async () => {
    const page = await stack.chromium.open(`${stack.server.url}/account`);
    await until('the notice', () =>
      page.evaluate((title) => (document.body.textContent ?? '').includes(title), m.account_reused()),
    );
    await page.close();
  });
});
