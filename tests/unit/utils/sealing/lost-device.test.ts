import { expect, it } from 'vitest';
import type { ApiResult, Call } from '../../../../utils/api/client.ts';
import { ensureDevice } from '../../../../utils/sealing/device.ts';
import { enrolDevice } from '../../../../utils/sealing/enrol-device.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';

const ORGANISATION = '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e1d01';
const CHALLENGE = {
  challenge: 'A'.repeat(43),
  issuedAt: '2026-11-20T10:00:00.000Z',
  keyId: 'a',
  signature: 'b',
};

/** A server that takes every device but those that were said to be lost, and hears which ask. */
function serverWithout(lost: ReadonlySet<string>) {
  const asked: string[] = [];
  const call = (async ({ body }: { body: string }) => {
    const { deviceId } = JSON.parse(body) as { deviceId: string };
    asked.push(deviceId);
    const headers = new Headers();
    if (lost.has(deviceId)) {
      const problem = {
        type: 'https://marketsafe.example/problems/device-conflict',
        status: 409,
        code: 'device-lost',
      };
      return { ok: false, kind: 'http', status: 409, problem, headers };
    }
    const value = { text: deviceId, keyId: 'k', signature: 's' };
    return { ok: true, value, status: 201, headers };
  }) as unknown as Call;
  return { call, asked };
}

it('a device that was said to be lost and is found becomes another one, once, and what it has signed stays', async () => {
  const db = newDatabase();
  await captureInto(db);
  const before = await ensureDevice(db, 0);
  await db.reference.put({
    key: 'challenge',
    challenge: CHALLENGE,
    skew: { ms: 0, roundTripMs: 0 },
    fetchedAt: 0,
  });
  const { call, asked } = serverWithout(new Set([before.deviceId]));
  const enrol = () => enrolDevice(db, call, ORGANISATION, () => 7, { again: true });
  const answers: (ApiResult<unknown> | undefined)[] = await Promise.all([enrol(), enrol()]);
  expect(answers.map((answer) => answer?.ok)).toEqual([true, true]);
  const after = await ensureDevice(db, 0);
  expect(after.deviceId).not.toBe(before.deviceId);
  expect(new Set(asked)).toEqual(new Set([before.deviceId, after.deviceId]));
  expect(after).toMatchObject({
    ...{ createdAt: 7, sequence: 0, lastManifestSha256: null },
    enrolments: [{ organisationId: ORGANISATION, statement: { text: after.deviceId } }],
    earlier: [{ deviceId: before.deviceId, publicKey: before.publicKey }],
  });
  // The chain begins anew, under the new key.
  await captureInto(db, { itemId: '1005006000000009' });
  const places = (await db.captures.toArray()).map(({ manifest }) => manifest.device);
  expect(places.map(({ deviceId, sequence, previous }) => [deviceId, sequence, previous]).sort()).toEqual(
    [before.deviceId, after.deviceId].map((deviceId) => [deviceId, 1, null]).sort(),
  );
});
