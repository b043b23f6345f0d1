import { sign, toBase64 } from '@marketsafe/evidence';
import type { ReporterDatabase } from '../database/database.ts';
import type { DeviceRow } from '../database/device-rows.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

function identityOf({
  deviceId,
  publicKey,
  enrolments,
}: Pick<DeviceRow, 'deviceId' | 'publicKey' | 'enrolments'>) {
  return { deviceId, publicKey, enrolments };
}

/** What this browser was before. */
type Before = Pick<DeviceRow, 'deviceId' | 'publicKey' | 'enrolments' | 'earlier'>;

/** A new identity. The private key cannot be taken out of the browser, not by this extension either. */
async function newDevice(now: number, before: Before | undefined): Promise<DeviceRow> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  return {
    key: 'device',
    deviceId: crypto.randomUUID(),
    privateKey: pair.privateKey,
    publicKey: toBase64(publicKey),
    createdAt: now,
    sequence: 0,
    lastManifestSha256: null,
    enrolments: [],
    ...(before && { earlier: [...(before.earlier ?? []), identityOf(before)] }),
  };
}

/**
 * This browser's identity, made at the first capture. Two that make one at the same time end with the same.
 * @param before the device that this browser was, where its key is lost
 */
export async function ensureDevice(db: ReporterDatabase, now: number, before?: Before): Promise<DeviceRow> {
  const known = await db.device.get('device');
  if (known) return known;
  const device = await newDevice(now, before);
  return db.transaction('rw', db.device, async () => {
    const first = await db.device.get('device');
    if (first) return first;
    await db.device.add(device);
    return device;
  });
}

/**
 * Makes this browser another device, because the one that it was is never taken again: its owner has said that it was lost, and has found
 * it. What it has signed stays, and can still be checked. Two at the same time end with the same.
 */
export async function replaceDevice(db: ReporterDatabase, now: number, lost: DeviceRow): Promise<void> {
  const device = await newDevice(now, lost);
  await db.transaction('rw', db.device, async () => {
    const present = await db.device.get('device');
    if (present?.deviceId === lost.deviceId) await db.device.put(device);
  });
}

/** The device's signature over some bytes: ECDSA P-256 with SHA-256, DER, base64. */
export function signWith(device: DeviceRow, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return sign(device.privateKey, bytes);
}
