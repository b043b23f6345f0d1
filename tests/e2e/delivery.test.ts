import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { until } from '../../scripts/support/until.ts';
import { claimsOnServer } from './support/claims.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { entryOf, finishReport, numberOf } from './support/desk.ts';
import { rows, tell } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;

/** Captures a listing and finishes its report; the outbox does the rest. */
async function report(url: string, itemId: string): Promise<string> {
  const page = await openListing(stack, control, url);
  await captureFromToolbar(stack, page);
  const draft = await draftOf(control, itemId);
  const panel = await finishReport(stack, control, draft);
  await panel.close();
  await page.close();
  return draft.draftId;
}

async function poke(): Promise<void> {
  await tell(control, { type: 'outbox.poke' });
}

beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.signIn(control);
});
afterEach(() => {
  stack.proxy.fault = () => undefined;
});
afterAll(() => stack?.close());

describe('a finished report reaches the backend exactly once', () => {
  it('on a working line, with its screenshot, and the number comes back', async () => {
    const draftId = await report(PRACTICE.aliexpress, '1005006000000001');
    const number = await numberOf(control, draftId);
    const claims = await claimsOnServer(stack);
    expect(claims.filter((claim) => claim.claimId === draftId)).toMatchObject([
      { number, target: { itemId: '1005006000000001' } },
    ]);
    const blobs = await rows(control, 'blobs');
    expect(blobs.every((blob) => blob.acknowledgedAt !== undefined)).toBe(true);
  });

  it('when its answer is lost after the server has committed', async () => {
    let lost = 0;
    stack.proxy.fault = (method, path) => {
      if (method !== 'POST' || path !== '/v1/claims' || lost > 0) return undefined;
      lost += 1;
      return 'lose-answer';
    };
    const draftId = await report(PRACTICE.aliexpressState, '1005006000000002');
    await numberOf(control, draftId);
    expect(lost).toBe(1);
    expect((await claimsOnServer(stack)).filter((claim) => claim.claimId === draftId)).toHaveLength(1);
  });

  it('when the server is down and comes up again', async () => {
    await stack.stopServer();
    const draftId = await report(PRACTICE.alibaba1688, '700000000001');
    await until('a first attempt to fail', async () => {
      await poke();
      return (await rows(control, 'outbox')).some((entry) => entry.state === 'ready');
    });
    expect((await entryOf(control, draftId))?.state).toBe('ready');
    await stack.restartServer();
    await poke();
    await numberOf(control, draftId);
    expect((await claimsOnServer(stack)).filter((claim) => claim.claimId === draftId)).toHaveLength(1);
  });

  it('when something else answers for a while', async () => {
    stack.proxy.fault = () => 'garbage';
    const draftId = await report(PRACTICE.alibaba, '1600000000001');
    await until('an attempt', () =>
      stack.proxy.seen.some((request) => request.startsWith('HEAD /v1/blobs/')),
    );
    await poke();
    expect((await entryOf(control, draftId))?.state).toBe('ready');
    stack.proxy.fault = () => undefined;
    await until('the report to go', async () => {
      await poke();
      return (await entryOf(control, draftId))?.state === 'acked';
    });
  });

  it('when the sign-in expires: everything waits and goes on after the next one', async () => {
    stack.proxy.fault = (_, path) => (path.startsWith('/v1/') ? 'sign-in-expired' : undefined);
    const draftId = await report(PRACTICE.spa, '1005006000000003');
    await until('the sign-in to be known as expired', async () => {
      await poke();
      const [session] = await rows(control, 'session');
      return session?.state === 'signed-out' && session.reason === 'expired';
    });
    expect((await entryOf(control, draftId))?.state).toBe('ready');
    stack.proxy.fault = () => undefined;
    await stack.signIn(control);
    await numberOf(control, draftId);
    expect((await claimsOnServer(stack)).filter((claim) => claim.claimId === draftId)).toHaveLength(1);
  });
});
