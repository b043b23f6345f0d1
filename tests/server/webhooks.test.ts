import { randomUUID } from 'node:crypto';
import {
  type MadeWebhook,
  madeWebhook,
  type WebhookEvent,
  webhook,
  webhookDeliveries,
  webhooks,
} from '@marketsafe/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HostAddress } from '../../server/src/webhooks/address.ts';
import { SOON } from '../support/soon.ts';
import { openMailbox } from './mailbox.ts';
import { post, sendClaims } from './sent-packets.ts';
import {
  addInvestigator,
  addPerson,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  send,
  sendJson,
  startTestServer,
  type TestServer,
} from './support.ts';
import { type Answer, openReceiver, type Receiver, verified } from './webhook-receiver.ts';

const LOOPBACK: HostAddress[] = [{ address: '127.0.0.1', family: 4 }];
/** Where names lead; a test may say otherwise. */
let resolve: (host: string) => Promise<readonly HostAddress[]> = async () => LOOPBACK;

let test: TestServer;
let ours: Person & { rightId: string };
let manager: Person;
const receivers: Receiver[] = [];
beforeAll(async () => {
  test = await startTestServer({
    webhooks: {
      ...{ loopback: true, resolve: (host) => resolve(host) },
      pace: { every: 50, firstPause: 0.1, patience: 1_500, giveUpAfter: 600 },
    },
  });
  ours = await addInvestigator(test);
  manager = await addPerson(test, ours.organisationId, ['manager']);
});
afterEach(async () => {
  resolve = async () => LOOPBACK;
  await test.owner.query('update app.webhooks set ended_at = now() where ended_at is null');
  for (const receiver of receivers.splice(0)) await receiver.close();
});
afterAll(() => test.close());

async function receiver(answer?: (before: number) => Answer): Promise<Receiver> {
  const opened = await openReceiver(answer);
  receivers.push(opened);
  return opened;
}

async function add(
  address: string,
  events: WebhookEvent[] = ['claim.state-changed'],
  person = manager,
): Promise<MadeWebhook> {
  const { status, json } = await post(test, person, '/v1/webhooks', {
    ...{ webhookId: randomUUID(), address, events },
  });
  expect([status, json]).toEqual([201, json]);
  return madeWebhook.parse(json);
}

async function handIn(person = ours) {
  const claim = await preparedClaim(test, person);
  expect((await postClaim(test, person, claim)).status).toBe(201);
  return claim;
}

const pathOf = ({ webhook: { webhookId } }: MadeWebhook) => `/v1/webhooks/${webhookId}`;

async function deliveriesOf(made: MadeWebhook) {
  const { json } = await send(test, `${pathOf(made)}/deliveries`, { person: manager });
  return webhookDeliveries.parse(json).deliveries;
}

async function stateOf(made: MadeWebhook) {
  const { json } = await send(test, '/v1/webhooks', { person: manager });
  const found = webhooks.parse(json).webhooks.find((one) => one.webhookId === made.webhook.webhookId);
  return found ?? expect.fail('the webhook is gone');
}

const outcomeOf = async (made: MadeWebhook) => (await deliveriesOf(made))[0]?.outcome;
const put = (made: MadeWebhook, change: object) =>
  sendJson(test, pathOf(made), { method: 'PUT', person: manager, body: change });

describe('a webhook', () => {
  it('is told of what its organisation’s claims come to, signed, with ids, numbers and codes and nothing else', async () => {
    const there = await receiver();
    const made = await add(there.address, ['claim.state-changed', 'claim.answered']);
    const { analyst, lead } = await addProgram(test);
    const [sent] = await sendClaims(test, ours, [analyst, lead], 1, (claim) => ({
      ...claim,
      target: { ...claim.target, title: 'Canary title' },
      explanation: { en: 'Canary explanation that is long enough to be taken.', zh: '' },
    }));
    if (!sent) throw new Error('nothing was sent');
    await test.owner.query("update app.claims set state = 'sent' where claim_id = $1", [sent.claim.claimId]);
    const file = { marketplace: 'aliexpress', all: 'removed' };
    const content = Buffer.from(`${sent.claim.target.canonicalUrl}\n`).toString('base64');
    const kept = await post(test, analyst, '/v1/answers/imports', {
      ...{ reading: file, content, name: 'a.csv', expected: 1 },
    });
    expect([kept.status, kept.json]).toEqual([201, kept.json]);
    await expect
      .poll(() => there.got.map((one) => verified(made.secret, one).type), SOON)
      .toContain('claim.answered');
    const messages = there.got.map((one) => verified(made.secret, one));
    const states = messages.flatMap((one) => (one.type === 'claim.state-changed' ? [one.data.state] : []));
    expect(new Set(states)).toEqual(new Set(['in_review', 'approved', 'packeted', 'sent', 'removed']));
    for (const { body, headers } of there.got) {
      const all = `${body} ${JSON.stringify(headers)}`;
      expect(all).not.toMatch(/Canary|Aurora|AURORA|Test Person|aliexpress|test\.example"/);
      expect(all).not.toContain(ours.userId);
      expect(body.length).toBeLessThan(400);
    }
    expect(new Set(there.got.map(({ id }) => id)).size).toBe(there.got.length);
  });

  it('is told nothing of another organisation’s claims, of what it did not ask for, or of what was before', async () => {
    await handIn();
    const there = await receiver();
    const made = await add(there.address, ['right.changed']);
    const others = await addInvestigator(test);
    await handIn(others);
    await handIn();
    await post(test, manager, `${pathOf(made)}/test`, {});
    await expect.poll(() => there.got.length, SOON).toBe(1);
    expect(verified(made.secret, there.got[0] ?? expect.fail())).toMatchObject({
      type: 'webhook.test',
      data: { webhookId: made.webhook.webhookId },
    });
  });

  it('gets a message again until it takes it: the same id and bytes, signed anew', async () => {
    const there = await receiver((before) => ({ status: before < 2 ? 500 : 200 }));
    const made = await add(there.address);
    await handIn();
    await expect.poll(() => outcomeOf(made), SOON).toBe('delivered');
    expect(new Set(there.got.map(({ id }) => id)).size).toBe(1);
    expect(new Set(there.got.map(({ body }) => body)).size).toBe(1);
    for (const one of there.got) verified(made.secret, one);
    expect(await deliveriesOf(made)).toMatchObject([{ attempts: 3, status: 200, state: 'delivered' }]);
    expect(await stateOf(made)).toMatchObject({ failingSince: null, pending: 0 });
  });

  it('fails in words: a server error, a redirect that is not followed, an answer that never ends, a closed port', async () => {
    const inside = await receiver();
    const redirecting = await receiver(() => ({ status: 307, location: inside.address }));
    const silent = await receiver(() => 'never');
    const broken = await receiver(() => ({ status: 503 }));
    const closed = await openReceiver();
    await closed.close();
    for (const [address, outcome] of [
      [redirecting.address, 'redirected'],
      [silent.address, 'timed-out'],
      [broken.address, 'refused'],
      [closed.address, 'unreachable'],
    ] as const) {
      const made = await add(address);
      await post(test, manager, `${pathOf(made)}/test`, {});
      await expect.poll(() => outcomeOf(made), SOON).toBe(outcome);
      expect((await stateOf(made)).failingSince).not.toBeNull();
    }
    expect(inside.got).toEqual([]);
  });

  it('takes an answer of any size without reading it', async () => {
    const there = await receiver(() => ({ status: 200, bytes: 8 * 1024 * 1024 }));
    const made = await add(there.address);
    await post(test, manager, `${pathOf(made)}/test`, {});
    await expect.poll(() => outcomeOf(made), SOON).toBe('delivered');
  });

  it('goes nowhere once its name leads into a private network, and looks a name up once an attempt', async () => {
    const there = await receiver((before) => ({ status: before === 0 ? 500 : 200 }));
    let lookUps = 0;
    resolve = async () => {
      lookUps += 1;
      return lookUps === 1 ? LOOPBACK : [{ address: '10.0.0.1', family: 4 }];
    };
    const made = await add(there.address);
    await post(test, manager, `${pathOf(made)}/test`, {});
    await expect.poll(() => outcomeOf(made), SOON).toBe('private');
    // The first attempt reached what the first look-up said, though the second look-up said something else.
    expect(there.got).toHaveLength(1);
    const [delivery] = await deliveriesOf(made);
    expect(lookUps).toBeGreaterThanOrEqual(2);
    expect(lookUps).toBeLessThanOrEqual((delivery?.attempts ?? 0) + 1);
  });

  it('is signed with both secrets for a while after one was changed', async () => {
    const there = await receiver();
    const made = await add(there.address);
    const again = await post(test, manager, `${pathOf(made)}/secret`, {});
    const changed = madeWebhook.parse(again.json);
    expect(changed.secret).not.toBe(made.secret);
    expect(changed.webhook.previousSecretUntil).not.toBeNull();
    await post(test, manager, `${pathOf(made)}/test`, {});
    await expect.poll(() => there.got.length, SOON).toBe(1);
    const [one = expect.fail()] = there.got;
    verified(made.secret, one);
    verified(changed.secret, one);
    await test.owner.query(
      "update app.webhooks set previous_until = now() - interval '1 second' where ended_at is null",
    );
    await post(test, manager, `${pathOf(made)}/test`, {});
    await expect.poll(() => there.got.length, SOON).toBe(2);
    const [, two = expect.fail()] = there.got;
    verified(changed.secret, two);
    expect(() => verified(made.secret, two)).toThrow();
    const stored = await test.owner.query('select secret from app.webhooks where webhook_id = $1', [
      made.webhook.webhookId,
    ]);
    expect(stored.rows[0].secret.toString('latin1')).not.toContain(changed.secret.slice(6, 20));
  });

  it('that is paused is sent what happened meanwhile once it is switched on', async () => {
    const there = await receiver();
    const made = await add(there.address);
    const terms = { address: there.address, events: ['claim.state-changed'] };
    expect(webhook.parse((await put(made, { ...terms, active: false })).json).state).toBe('paused');
    const claim = await handIn();
    expect((await post(test, manager, `${pathOf(made)}/test`, {})).json).toMatchObject({
      code: 'webhook-not-active',
    });
    expect(there.got).toEqual([]);
    await put(made, { ...terms, active: true });
    await expect.poll(() => there.got.length, SOON).toBe(1);
    expect(verified(made.secret, there.got[0] ?? expect.fail()).data).toMatchObject({
      claimId: claim.claimId,
    });
  });

  it('is tried now where a manager asks, also what was given up', async () => {
    let works = false;
    const there = await receiver(() => ({ status: works ? 200 : 500 }));
    const made = await add(there.address);
    await handIn();
    await expect.poll(() => outcomeOf(made), SOON).toBe('refused');
    const [{ deliveryId } = expect.fail()] = await deliveriesOf(made);
    await test.owner.query(
      "update app.webhook_deliveries set state = 'given-up' where delivery_id = $1 and state = 'pending'",
      [deliveryId],
    );
    works = true;
    const retried = await post(test, manager, `${pathOf(made)}/deliveries/${deliveryId}/retry`, {});
    expect(retried.status).toBe(202);
    await expect.poll(() => outcomeOf(made), SOON).toBe('delivered');
  });

  it('that nothing arrives at for days is switched off, and its managers are told by mail, once', async () => {
    const there = await receiver(() => ({ status: 500 }));
    const made = await add(there.address);
    await handIn();
    await expect.poll(() => outcomeOf(made), SOON).toBe('refused');
    await test.owner.query(
      "update app.webhooks set failing_since = now() - interval '6 days' where webhook_id = $1",
      [made.webhook.webhookId],
    );
    await expect.poll(async () => (await stateOf(made)).state, SOON).toBe('disabled');
    const mailbox = openMailbox(test.dataFolder);
    let mail = '';
    await expect
      .poll(async () => {
        mail = (await mailbox(`${manager.userId}@test.example`)) ?? mail;
        return mail;
      }, SOON)
      .toContain('hooks.test.example');
    expect(mail).toContain('/webhooks');
    // The rest of an address may be a secret of its receiver's.
    expect(mail).not.toContain('/marketsafe');
    const audit = await test.owner.query(
      `select count(*)::int as entries from app.audit
       where entry->>'action' = 'webhook.disabled' and entry->>'entity' = $1`,
      [made.webhook.webhookId],
    );
    expect(audit.rows).toEqual([{ entries: 1 }]);
    await put(made, { address: there.address, events: ['claim.state-changed'], active: true });
    expect(await stateOf(made)).toMatchObject({ state: 'active' });
  });

  it('whose receiver is gone for good is switched off at once', async () => {
    const there = await receiver(() => ({ status: 410 }));
    const made = await add(there.address);
    await post(test, manager, `${pathOf(made)}/test`, {});
    await expect.poll(async () => (await stateOf(made)).state, SOON).toBe('disabled');
  });

  it('that is removed is sent nothing more', async () => {
    const there = await receiver();
    const made = await add(there.address);
    expect((await send(test, pathOf(made), { method: 'DELETE', person: manager })).status).toBe(204);
    const other = await receiver();
    await add(other.address);
    await handIn();
    await expect.poll(() => other.got.length, SOON).toBe(1);
    expect(there.got).toEqual([]);
    expect((await post(test, manager, `${pathOf(made)}/test`, {})).status).toBe(404);
  });
});

describe('keeping webhooks', () => {
  it('makes one once, ten at most, each change in the audit without the address', async () => {
    const there = await receiver();
    const order = { webhookId: randomUUID(), address: there.address, events: ['claim.state-changed'] };
    expect((await post(test, manager, '/v1/webhooks', order)).status).toBe(201);
    expect((await post(test, manager, '/v1/webhooks', order)).json).toMatchObject({
      code: 'webhook-made-before',
    });
    for (let index = 0; index < 9; index += 1) await add(there.address);
    expect(
      (await post(test, manager, '/v1/webhooks', { ...order, webhookId: randomUUID() })).json,
    ).toMatchObject({ code: 'too-many-webhooks', params: { maximum: 10 } });
    const { rows } = await test.owner.query(
      "select entry::text from app.audit where entry->>'action' = 'webhook.made'",
    );
    expect(JSON.stringify(rows)).not.toContain('hooks.test.example');
  });
});
