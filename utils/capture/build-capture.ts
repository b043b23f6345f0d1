import {
  type CaptureManifest,
  type CaptureProfile,
  type ClaimTarget,
  type ClippedPart,
  type EvidenceFile,
  type Limitation,
  listingKey,
  type PageArea,
  storable,
} from '@marketsafe/contract';
import { canonicalJson, sha256Hex } from '@marketsafe/evidence';
import type { CapturedListing } from '../drafts/drafts.ts';
import type { Moment } from './moment.ts';
import { MAX_CLIPPED_PARTS } from './platform.ts';
import { OVERHANG } from './slices/plan.ts';

/** What the extension knows of itself and of the machine. */
export interface CaptureContext {
  version: string;
  commit: string;
  userAgent: string;
  /** User-agent client hints, `name version`. */
  brands: string[];
  platform: string;
  language: string;
  timeZone: string;
}

/** What was done after the moment: the slices of a full page, and how it ended. */
export interface CaptureEnd {
  profile: CaptureProfile;
  /** Slices and what is derived from them, in order. */
  slices: EvidenceFile[];
  /** Height of the page when the last slice was taken, in CSS pixels. */
  pageHeight: number;
  /** Parts of the page that held more than they showed when the last slice was taken. */
  clipped: ClippedPart[];
  /** Unix milliseconds. */
  endedAt: number;
  /** How long the capture took on a clock that cannot be set. */
  monotonicMs: number;
  limitations: Limitation[];
}

/** The device's part of a manifest: its place in the chain, who is signed in, and what bounds the time from below. */
export interface Provenance {
  device: CaptureManifest['device'];
  operator: CaptureManifest['operator'];
  skew: CaptureManifest['time']['skew'];
  notBefore: CaptureManifest['time']['notBefore'];
}

function utc(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** How far down the pictures reach from the top of the page without a gap, in CSS pixels. */
function coveredHeight(files: readonly EvidenceFile[]): number {
  const areas = files
    .filter(({ method }) => method === 'pixels')
    .flatMap(({ area }) => area ?? [])
    .sort((one, other) => one.y - other.y);
  return areas.reduce(
    (covered, { y, height }) => (y <= covered + 1 ? Math.max(covered, y + height) : covered),
    0,
  );
}

/** Of a page's height, what the pictures cover: all of it where only a fraction of a pixel is missing, which zoom leaves by rounding. */
function coveredOf(files: readonly EvidenceFile[], of: number): CaptureManifest['page']['covered'] {
  const height = coveredHeight(files);
  return { height: height > of - 1 ? of : height, of };
}

/** How much of the page's width the pictures show, in CSS pixels; null where there are none. */
function widthCovered(files: readonly EvidenceFile[]): number | null {
  const areas = files.filter(({ method }) => method === 'pixels').flatMap(({ area }) => area ?? []);
  if (areas.length === 0) return null;
  const right = Math.max(...areas.map(({ x, width }) => x + width));
  return right - Math.min(...areas.map(({ x }) => x));
}

/** The clipped parts that stand in a picture, once each: elsewhere a picture says nothing of them. */
function clippedIn(files: readonly EvidenceFile[], parts: readonly ClippedPart[]): ClippedPart[] {
  const pictures = files.flatMap(({ area, method }) => (area && method !== 'stitched' ? area : []));
  const seen = new Map(parts.map((part) => [`${part.area.x} ${part.area.y}`, part]));
  return [...seen.values()]
    .filter(({ area }) => pictures.some((picture) => meets(picture, area)))
    .slice(0, MAX_CLIPPED_PARTS);
}

function meets(one: PageArea, other: PageArea): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** The record of a capture, as it is signed, texts of the page as `storableText` gives them. Pure: the same parts give the same record. */
export function manifestOf(
  context: CaptureContext,
  moment: Moment,
  end: CaptureEnd,
  provenance: Provenance,
): CaptureManifest {
  const { position, page, listing, wall } = moment;
  const files = [...moment.files, ...end.slices];
  const of = Math.max(end.pageHeight, position.height);
  const clipped = clippedIn(files, [...end.clipped, ...(page.clipped ?? [])]);
  const width = widthCovered(files);
  const absent: Limitation[] = [
    ...(provenance.operator ? [] : (['signed-out'] as const)),
    ...(provenance.notBefore ? [] : (['no-challenge'] as const)),
    ...(clipped.length > 0 ? (['content-clipped'] as const) : []),
    ...(width !== null && width < page.width - OVERHANG ? (['width-cut'] as const) : []),
  ];
  return storable({
    schema: 2,
    captureId: moment.captureId,
    profile: end.profile,
    device: provenance.device,
    operator: provenance.operator,
    tool: {
      name: 'marketsafe-reporter',
      version: context.version,
      commit: context.commit,
      ...(moment.adapter && { adapter: moment.adapter }),
    },
    env: {
      userAgent: context.userAgent.slice(0, 1_000),
      brands: context.brands.slice(0, 20).map((brand) => brand.slice(0, 200)),
      platform: context.platform.slice(0, 100),
      language: context.language,
      timeZone: context.timeZone,
      viewport: { width: position.width, height: position.height },
      devicePixelRatio: position.devicePixelRatio,
      zoom: moment.tab.zoom,
      incognito: moment.tab.incognito,
    },
    request: {
      url: position.url,
      canonicalUrl: listing.canonicalUrl,
      ...(moment.addresses && { addresses: moment.addresses }),
      ...(moment.tab.exchange && { exchange: moment.tab.exchange }),
    },
    time: {
      start: utc(moment.startedAt),
      end: utc(end.endedAt),
      monotonicMs: end.monotonicMs,
      ...(moment.pictureMs !== undefined && { pictureMs: moment.pictureMs }),
      skew: provenance.skew,
      notBefore: provenance.notBefore,
    },
    page: {
      title: page.title,
      language: page.language,
      ...(moment.silent
        ? { scroll: null, width: null, height: null }
        : {
            scroll: { x: position.x, y: position.y },
            width: page.width,
            height: page.height,
          }),
      covered: coveredOf(files, of),
      ...(moment.button && { button: moment.button }),
      ...(clipped.length > 0 && { clipped }),
      imagesUnfinished: page.imagesUnfinished,
    },
    listing: {
      marketplace: listing.marketplace,
      itemId: listing.itemId,
      kind: wall === undefined ? 'listing' : 'wall',
      ...(wall !== undefined && { wall }),
      facts: moment.facts,
      ...(moment.changed && { changed: moment.changed }),
    },
    files,
    limitations: [...new Set([...moment.limitations, ...end.limitations, ...absent])],
  });
}

function targetOf(moment: Moment): ClaimTarget {
  const { listing, facts } = moment;
  return {
    kind: 'listing',
    marketplace: listing.marketplace,
    itemId: listing.itemId,
    canonicalUrl: listing.canonicalUrl,
    ...(facts.title && { title: facts.title.value }),
    ...(facts.price && { price: facts.price.value }),
    ...(facts.seller && { seller: facts.seller.value }),
    capturedAt: utc(moment.startedAt),
  };
}

/**
 * Everything that a finished capture writes, without the bytes of its files: the manifest as canonical JSON, signed, and what the
 * claim will point at.
 * @param sign the device's signature over bytes: DER, base64
 */
export async function buildCapture(
  moment: Moment,
  manifest: CaptureManifest,
  sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>,
): Promise<CapturedListing> {
  const text = canonicalJson(manifest);
  const bytes = new TextEncoder().encode(text);
  const [manifestSha256, signature] = await Promise.all([sha256Hex(bytes), sign(bytes)]);
  const key = listingKey(moment.listing);
  return {
    capture: {
      captureId: moment.captureId,
      listingKey: key,
      manifest,
      manifestSha256,
      signature,
      viewer: moment.viewer,
      capturedAt: moment.startedAt,
    },
    manifestBytes: bytes,
    evidence: {
      captureId: moment.captureId,
      manifestSha256,
      signature,
      capturedAt: manifest.time.start,
      files: manifest.files,
      masked: [],
    },
    target: storable(targetOf(moment)),
    facts: storable(moment.facts),
    ...(moment.wall !== undefined && { wall: moment.wall }),
  };
}
