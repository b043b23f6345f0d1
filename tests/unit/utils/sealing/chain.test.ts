import { canonicalJson, verifySignature } from '@marketsafe/evidence';
import { describe, expect, it } from 'vitest';
import { ensureDevice } from '../../../../utils/sealing/device.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { ME, signIn } from '../outbox/support/reports.ts';

describe('the device’s chain of captures', () => {
  it('counts without a gap and names the one before, also when captures end at the same time', async () => {
    const db = newDatabase();
    await Promise.all([1, 2, 3, 4].map((number) => captureInto(db, { itemId: `100500600000000${number}` })));
    const captures = (await db.captures.toArray()).sort(
      (one, other) => one.manifest.device.sequence - other.manifest.device.sequence,
    );
    expect(captures.map(({ manifest }) => manifest.device.sequence)).toEqual([1, 2, 3, 4]);
    expect(captures.map(({ manifest }) => manifest.device.previous)).toEqual([
      null,
      ...captures.slice(0, 3).map(({ manifestSha256 }) => manifestSha256),
    ]);
    expect(await db.device.get('device')).toMatchObject({
      sequence: 4,
      lastManifestSha256: captures[3]?.manifestSha256,
    });
  });

  it('signs the very bytes that are kept, with a key that cannot be taken out', async () => {
    const db = newDatabase();
    await captureInto(db);
    const [capture] = await db.captures.toArray();
    const device = await ensureDevice(db, 0);
    const bytes = new TextEncoder().encode(canonicalJson(capture?.manifest));
    expect(await verifySignature(device.publicKey, bytes, capture?.signature ?? '')).toBe(true);
    const blob = await db.blobs.get(capture?.manifestSha256 ?? '');
    expect(new Uint8Array((await blob?.bytes.arrayBuffer()) ?? [])).toEqual(bytes);
    await expect(crypto.subtle.exportKey('pkcs8', device.privateKey)).rejects.toThrow();
  });

  it('is one device, however many ask for it at once', async () => {
    const db = newDatabase();
    const devices = await Promise.all([1, 2, 3].map((now) => ensureDevice(db, now)));
    expect(new Set(devices.map(({ deviceId }) => deviceId)).size).toBe(1);
  });

  it('names the operator by pseudonym, and says when nobody was signed in', async () => {
    const db = newDatabase();
    await captureInto(db);
    await signIn(db, 'token');
    await captureInto(db, { itemId: '1005006000000002' });
    const [out, signed] = (await db.captures.toArray()).sort(
      (one, other) => one.manifest.device.sequence - other.manifest.device.sequence,
    );
    expect(out?.manifest).toMatchObject({ operator: null });
    expect(out?.manifest.limitations).toContain('signed-out');
    expect(signed?.manifest.operator).toEqual({
      userId: ME.user.userId,
      organisationId: ME.organisation.organisationId,
    });
    expect(JSON.stringify(signed?.manifest)).not.toContain(ME.user.name);
  });
});
