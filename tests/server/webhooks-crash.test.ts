import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeWebhook } from '@marketsafe/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { SOON } from '../support/soon.ts';
import { embeddedDatabaseUrl, gone, startProgram, stopPrograms } from './program.ts';
import { post } from './sent-packets.ts';
import { addInvestigator, addPerson, postClaim, preparedClaim, type TestServer } from './support.ts';
import { openReceiver, verified } from './webhook-receiver.ts';

let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-webhooks-crash-'));
});
afterAll(async () => {
  await stopPrograms();
  await rm(dataFolder, { recursive: true, force: true });
});

it('a server that is killed while it sends has every message sent when it starts again', async () => {
  const first = await startProgram(dataFolder, { WEBHOOK_LOOPBACK: '1' });
  let owner = connect(await embeddedDatabaseUrl(dataFolder), '-c timezone=UTC', 2);
  const test = { url: first.url, owner } as TestServer;
  const ours = await addInvestigator(test);
  const manager = await addPerson(test, ours.organisationId, ['manager']);
  let works = false;
  // Until the server is dead, what came is never answered: it may have arrived, and nobody knows.
  const receiver = await openReceiver(() => (works ? { status: 200 } : 'never'));
  const made = madeWebhook.parse(
    (
      await post(test, manager, '/v1/webhooks', {
        webhookId: randomUUID(),
        address: `http://127.0.0.1:${receiver.port}/`,
        events: ['claim.state-changed'],
      })
    ).json,
  );
  const claims: string[] = [];
  for (let index = 0; index < 6; index += 1) {
    const claim = await preparedClaim(test, ours);
    expect((await postClaim(test, ours, claim)).status).toBe(201);
    claims.push(claim.claimId);
  }
  await expect.poll(() => receiver.got.length, SOON).toBeGreaterThan(1);
  first.child.kill('SIGKILL');
  await Promise.all([gone(first.child), owner.end()]);
  const before = receiver.got.splice(0).map(({ id }) => id);
  works = true;

  const second = await startProgram(dataFolder, { WEBHOOK_LOOPBACK: '1' });
  expect(second.output()).toContain('listening at');
  const told = () =>
    receiver.got.map((one) => {
      const message = verified(made.secret, one);
      return message.type === 'claim.state-changed' ? message.data.claimId : '';
    });
  await expect.poll(() => new Set(told()), SOON).toEqual(new Set(claims));
  // What had been under way came again under its own id.
  expect(receiver.got.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
  owner = connect(await embeddedDatabaseUrl(dataFolder), '-c timezone=UTC', 1);
  await expect
    .poll(
      async () =>
        (
          await owner.query(
            "select count(*)::int as left from app.webhook_deliveries where state = 'pending'",
          )
        ).rows[0].left,
      SOON,
    )
    .toBe(0);
  await owner.end();
  await receiver.close();
  second.child.kill('SIGTERM');
  expect(await gone(second.child)).toBe(0);
});
