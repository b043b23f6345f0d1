import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import {
  ADAPTER_VERSIONS,
  type CaptureManifest,
  type ClaimSubmission,
  type ClaimTarget,
  type EvidenceFile,
} from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import { listingPicture } from './pictures.ts';

/** A device of the demo program, and how far its chain of captures has come. */
export interface DemoDevice {
  deviceId: string;
  privateKey: KeyObject;
  /** SubjectPublicKeyInfo, DER, base64. */
  publicKey: string;
  sequence: number;
  previous: string | null;
}

/** Makes a device. Its private key is kept nowhere: what it has signed can be checked, and nobody signs more in its name. */
export function makeDemoDevice(): DemoDevice {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    deviceId: randomUUID(),
    privateKey,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    sequence: 0,
    previous: null,
  };
}

/** One piece of evidence, with the bytes that it names. */
export interface DemoCapture {
  item: ClaimSubmission['evidence'][number];
  files: { bytes: Buffer; sha256: string; type: EvidenceFile['type'] }[];
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Captures an invented listing: its picture, its page, and the record that the device signs. */
export function makeDemoCapture(device: DemoDevice, target: ClaimTarget, seed: number): DemoCapture {
  const picture = listingPicture(seed);
  const page = Buffer.from(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${target.title ?? ''}</title><h1>${target.title ?? ''}</h1><p>${target.itemId}</p></html>`,
  );
  const files: EvidenceFile[] = [
    fileOf('viewport.png', picture, { type: 'image/png', role: 'evidentiary', method: 'pixels' }),
    fileOf('page.html', page, { type: 'text/html', role: 'evidentiary', method: 'snapshot' }),
  ];
  const record = recordOf(device, target, files);
  const manifest = Buffer.from(canonicalJson(record));
  const manifestSha256 = sha256(manifest);
  device.sequence += 1;
  device.previous = manifestSha256;
  return {
    item: {
      captureId: record.captureId,
      manifestSha256,
      signature: sign('sha256', manifest, { key: device.privateKey, dsaEncoding: 'der' }).toString('base64'),
      capturedAt: target.capturedAt,
      files,
      masked: [],
    },
    files: [
      { bytes: manifest, sha256: manifestSha256, type: 'application/json' },
      { bytes: picture, sha256: sha256(picture), type: 'image/png' },
      { bytes: page, sha256: sha256(page), type: 'text/html' },
    ],
  };
}

function fileOf(
  path: string,
  bytes: Buffer,
  rest: Pick<EvidenceFile, 'type' | 'role' | 'method'>,
): EvidenceFile {
  return { path, sha256: sha256(bytes), bytes: bytes.length, ...rest };
}

function recordOf(device: DemoDevice, target: ClaimTarget, files: EvidenceFile[]): CaptureManifest {
  const { title, seller, price } = target;
  const fact = <Value>(value: Value, raw: string) => ({ value, raw, source: 'json-ld' as const });
  return {
    schema: 2,
    captureId: randomUUID(),
    profile: 'quick',
    device: { deviceId: device.deviceId, sequence: device.sequence + 1, previous: device.previous },
    operator: null,
    tool: {
      ...{ name: 'marketsafe-reporter', version: '0.1.0', commit: 'demo' },
      adapter: { id: target.marketplace, version: ADAPTER_VERSIONS[target.marketplace] },
    },
    env: {
      userAgent: 'demo',
      brands: [],
      platform: 'demo',
      language: 'en',
      timeZone: 'UTC',
      viewport: { width: 420, height: 300 },
      devicePixelRatio: 1,
      zoom: 1,
      incognito: false,
    },
    request: { url: target.canonicalUrl, canonicalUrl: target.canonicalUrl },
    time: {
      start: new Date(Date.parse(target.capturedAt) - 1_000).toISOString(),
      end: target.capturedAt,
      monotonicMs: 1_000,
      skew: null,
      notBefore: null,
    },
    page: {
      title: title ?? '',
      language: 'zh-CN',
      scroll: { x: 0, y: 0 },
      width: 420,
      height: 300,
      covered: { height: 300, of: 300 },
      imagesUnfinished: 0,
    },
    listing: {
      marketplace: target.marketplace,
      itemId: target.itemId,
      kind: 'listing',
      facts: {
        ...(title !== undefined && { title: fact(title, title) }),
        ...(seller && { seller: fact(seller, seller.name ?? seller.id ?? '') }),
        ...(price && { price: fact(price, `${price.min}`) }),
      },
    },
    files,
    limitations: [],
  };
}
