import type {
  CaptureManifest,
  ClaimTarget,
  EvidenceFile,
  EvidenceItem,
  Limitation,
  ListingFacts,
  PageAddress,
} from '@marketsafe/contract';
import { ADAPTER_VERSIONS, listingKey, recogniseAddress } from '@marketsafe/contract';
import type { CapturedListing } from '../drafts/drafts.ts';
import { canonicalJson } from '../evidence/canonical-json.ts';
import { sha256 } from '../evidence/hash.ts';
import type { PageSample } from './page-sample.ts';

/** The picture of a capture, or why there is none. */
export type Picture =
  | { method: 'pixels'; png: Blob }
  | { method: 'rendered'; png: Blob; limitations: Limitation[] }
  | { method: 'none'; limitations: Limitation[] };

/** What the extension knows of itself and of the machine. */
export interface CaptureContext {
  version: string;
  userAgent: string;
  language: string;
  timeZone: string;
}

/** The address of one listing. */
export type CapturedAddress = Pick<PageAddress, 'marketplace' | 'scope'> & {
  itemId: string;
  canonicalUrl: string;
};

export interface CaptureParts {
  captureId: string;
  listing: CapturedAddress;
  sample: PageSample;
  picture: Picture;
  /** The program has switched off the reading of this marketplace's pages: the sample holds no facts. */
  switchedOff: boolean;
  /** Unix milliseconds. */
  startedAt: number;
  endedAt: number;
  incognito: boolean;
}

interface StoredFile {
  file: EvidenceFile;
  bytes: Blob;
}

async function store(
  bytes: Blob,
  about: Pick<EvidenceFile, 'path' | 'type' | 'role' | 'method'>,
): Promise<StoredFile> {
  return { bytes, file: { ...about, sha256: await sha256(await bytes.arrayBuffer()), bytes: bytes.size } };
}

async function filesOf({ picture, sample }: CaptureParts): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  if (picture.method === 'pixels') {
    files.push(
      await store(picture.png, {
        path: 'viewport.png',
        type: 'image/png',
        role: 'evidentiary',
        method: 'pixels',
      }),
    );
  } else if (picture.method === 'rendered') {
    files.push(
      await store(picture.png, {
        path: 'rendered.png',
        type: 'image/png',
        role: 'working',
        method: 'rendered',
      }),
    );
  }
  if (sample.snapshot && sample.snapshot.html !== '') {
    const html = new Blob([sample.snapshot.html], { type: 'text/html' });
    files.push(
      await store(html, {
        path: 'snapshot.html',
        type: 'text/html',
        role: 'evidentiary',
        method: 'snapshot',
      }),
    );
  }
  return files;
}

/** The wall that the page showed: as it was read, or where reading failed as its own address says. */
function wallOf({ reading, position }: PageSample): string | undefined {
  if (reading) return reading.kind === 'wall' ? (reading.wall ?? 'unknown') : undefined;
  return recogniseAddress(position.url)?.challenge;
}

function limitationsOf(
  { picture, sample, switchedOff }: CaptureParts,
  wall: string | undefined,
): Limitation[] {
  return [
    ...(picture.method === 'pixels' ? [] : picture.limitations),
    ...(sample.snapshot?.truncated ? (['snapshot-truncated'] as const) : []),
    ...(sample.snapshot ? [] : (['snapshot-failed'] as const)),
    ...(sample.reading ? [] : (['facts-failed'] as const)),
    ...(switchedOff && wall === undefined ? (['reading-switched-off'] as const) : []),
    ...(wall === undefined ? [] : (['wall'] as const)),
  ];
}

/** What read the facts, where something did. */
function adapterOf(
  { marketplace }: CapturedAddress,
  facts: ListingFacts,
): Pick<CaptureManifest['tool'], 'adapter'> {
  if (Object.keys(facts).length === 0) return {};
  return { adapter: { id: marketplace, version: ADAPTER_VERSIONS[marketplace] } };
}

function utc(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Puts a capture together: hashes every file, writes the manifest as canonical JSON, and names what the claim will point at. */
export async function buildCapture(context: CaptureContext, parts: CaptureParts): Promise<CapturedListing> {
  const { listing, sample } = parts;
  const facts = sample.reading?.facts ?? {};
  const wall = wallOf(sample);
  const identity = { marketplace: listing.marketplace, itemId: listing.itemId };
  const stored = await filesOf(parts);
  const { position } = sample;
  const manifest: CaptureManifest = {
    schema: 1,
    captureId: parts.captureId,
    tool: { name: 'marketsafe-reporter', version: context.version, ...adapterOf(listing, facts) },
    env: {
      userAgent: context.userAgent.slice(0, 1_000),
      language: context.language,
      timeZone: context.timeZone,
      viewport: { width: position.width, height: position.height },
      devicePixelRatio: position.devicePixelRatio,
      incognito: parts.incognito,
    },
    request: { url: position.url.slice(0, 8_000), canonicalUrl: listing.canonicalUrl },
    time: { start: utc(parts.startedAt), end: utc(parts.endedAt) },
    page: {
      title: sample.title,
      language: sample.language,
      scroll: { x: position.x, y: position.y },
      documentHeight: sample.documentHeight,
    },
    listing: {
      ...identity,
      kind: wall === undefined ? 'listing' : 'wall',
      ...(wall !== undefined && { wall }),
      facts,
    },
    files: stored.map(({ file }) => file),
    limitations: limitationsOf(parts, wall),
  };
  const manifestText = canonicalJson(manifest);
  const manifestSha256 = await sha256(manifestText);
  const manifestBlob = new Blob([manifestText], { type: 'application/json' });
  const evidence: EvidenceItem = {
    captureId: parts.captureId,
    manifestSha256,
    capturedAt: manifest.time.start,
    files: manifest.files,
  };
  const target: ClaimTarget = {
    kind: 'listing',
    ...identity,
    canonicalUrl: listing.canonicalUrl,
    ...(facts.title && { title: facts.title.value }),
    ...(facts.price && { price: facts.price.value }),
    ...(facts.seller && { seller: facts.seller.value }),
    capturedAt: manifest.time.start,
  };
  return {
    capture: {
      captureId: parts.captureId,
      listingKey: listingKey(listing),
      manifest,
      manifestSha256,
      capturedAt: parts.startedAt,
    },
    blobs: [
      ...stored.map(({ file, bytes }) => ({ sha256: file.sha256, bytes, type: file.type, size: file.bytes })),
      { sha256: manifestSha256, bytes: manifestBlob, type: 'application/json', size: manifestBlob.size },
    ],
    evidence,
    target,
    facts,
    ...(wall !== undefined && { wall }),
  };
}
