import { z } from 'zod';
import { FACT_LIMITS, keyFacts, listingFacts } from './facts.ts';
import { sha256Hex, utcTime, uuid } from './identifiers.ts';
import { adapterVersion } from './marketplace-settings.ts';
import { MAX_URL_LENGTH } from './marketplaces/limits.ts';
import { MARKETPLACE_IDS } from './marketplaces/types.ts';
import { serverChallenge } from './sealing.ts';

/**
 * How a file came to be. `pixels`: what the screen showed. `rendered`: drawn again from the page, never to be shown as a screenshot.
 * `snapshot`: serialised page. `fetched`: bytes of a picture in the page. `recorded`: what the browser told of the exchange.
 * `stitched`: slices put together. `painted`: a copy in which the viewer's data are painted over.
 */
export const CAPTURE_METHODS = [
  'pixels',
  'rendered',
  'snapshot',
  'fetched',
  'recorded',
  'stitched',
  'painted',
] as const;

/** `quick`: the viewport, the facts and the page. `full`: every slice of the page, too. */
export const CAPTURE_PROFILES = ['quick', 'full'] as const;
export type CaptureProfile = (typeof CAPTURE_PROFILES)[number];

/** Most files of one capture: a page of 60 000 px in slices of a small window, its listing's pictures, and what is derived. */
export const MAX_CAPTURE_FILES = 400;

/** Most addresses of one document, and readings of its key facts, that a record holds. */
export const MAX_ADDRESSES = 20;
export const MAX_READINGS = 10;

const finite = z.number().finite();

/** A rectangle of the page in CSS pixels from the document's upper left corner. */
export const pageArea = z.strictObject({ x: finite, y: finite, width: finite, height: finite });
export type PageArea = z.infer<typeof pageArea>;

/**
 * A part of a page that holds more than it shows: where it stands, and the size of what it holds, in CSS pixels. `null`: nobody can tell,
 * as of a frame that is another site's.
 */
export const clippedPart = z.strictObject({
  area: pageArea,
  of: z.strictObject({ width: finite, height: finite }).nullable(),
});
export type ClippedPart = z.infer<typeof clippedPart>;

/** One file of a capture. `path` is its name inside an evidence package. */
export const evidenceFile = z.strictObject({
  path: z
    .string()
    .max(100)
    .regex(/^[a-z0-9][a-z0-9._-]*$/),
  sha256: sha256Hex,
  bytes: z.number().int().positive(),
  type: z.enum([
    'image/png',
    'image/jpeg',
    'image/webp',
    'image/gif',
    'image/avif',
    'text/html',
    'application/json',
  ]),
  role: z.enum(['evidentiary', 'working', 'derived']),
  method: z.enum(CAPTURE_METHODS),
  /** What part of the page a picture shows. */
  area: pageArea.optional(),
  /** Hashes of the files that a derived one was made from. */
  derivedFrom: z.array(sha256Hex).min(1).max(MAX_CAPTURE_FILES).optional(),
  /** Where the bytes of a listing's picture came from. */
  url: z
    .string()
    .max(FACT_LIMITS.url)
    .regex(/^https?:\/\//)
    .optional(),
  /** 64-bit difference hash of a listing's picture, to find it again where it was re-encoded. */
  perceptualHash: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
});
export type EvidenceFile = z.infer<typeof evidenceFile>;

/** What could not be had, or what was done to the page, in codes that the interface turns into sentences. */
export const LIMITATIONS = [
  'no-pixel-grant',
  'pixels-failed',
  'rendering-failed',
  'snapshot-truncated',
  'snapshot-failed',
  /** A frame that could be seen is not in the page copy: it belongs to another site. */
  'snapshot-frames-left-out',
  /** More style made by scripts than the page copy keeps. */
  'snapshot-styles-left-out',
  'facts-failed',
  /** The page did not answer: its window was pictured as it was, nothing was hidden in it or read. */
  'page-silent',
  /** The page answered only after its picture was taken. */
  'page-late',
  /** A key fact did not stay the same while the picture was taken. */
  'facts-changed',
  /** The program has switched off the reading of this marketplace's pages. */
  'reading-switched-off',
  'wall',
  'partial-cancelled',
  'partial-interrupted',
  'partial-moved',
  'partial-storage',
  'height-capped',
  'width-cut',
  'page-grew',
  /** A part of the page holds more than it showed, for example because it scrolls by itself; `page.clipped` names it. */
  'content-clipped',
  /** A slice shows the very pixels of the one before: the page repeats itself, or the browser had not drawn it anew. */
  'slices-alike',
  'pinned-hidden',
  'images-unfinished',
  'listing-images-missing',
  'network-unseen',
  /** Addresses, redirects or headers of the load were longer, or more, than a record takes. */
  'network-cut',
  'server-address-unknown',
  'certificate-unknown',
  'signed-out',
  'no-challenge',
] as const;
export type Limitation = (typeof LIMITATIONS)[number];

/** What the browser told of the exchange that brought the page. Cookies and authorisation headers are never in it. */
const exchange = z.strictObject({
  redirects: z
    .array(
      z.strictObject({
        url: z.string().max(MAX_URL_LENGTH),
        status: z.number().int(),
        location: z.string().max(MAX_URL_LENGTH),
        serverAddress: z.string().max(100).optional(),
      }),
    )
    .max(30),
  status: z.number().int().optional(),
  protocol: z.string().max(40).optional(),
  serverAddress: z.string().max(100).optional(),
  fromCache: z.boolean().optional(),
  headers: z.array(z.strictObject({ name: z.string().max(200), value: z.string().max(8_000) })).max(100),
  /** Something of it was longer, or more, than a record takes. */
  cut: z.literal(true).optional(),
});
export type Exchange = z.infer<typeof exchange>;

/**
 * `capture.json`: the record of one capture. Stored as RFC 8785 canonical JSON, so its hash fixes everything it names.
 * Times are the device's claim; the challenge bounds them from below and the server's receipt and time-stamp from above.
 */
export const captureManifest = z.strictObject({
  schema: z.literal(2),
  captureId: uuid,
  profile: z.enum(CAPTURE_PROFILES),
  /** The device's captures form a chain: `sequence` counts without a gap, `previous` is the manifest before. An omission shows. */
  device: z.strictObject({
    deviceId: uuid,
    sequence: z.number().int().positive(),
    previous: sha256Hex.nullable(),
  }),
  /** Pseudonymous; null while signed out. */
  operator: z.strictObject({ userId: uuid, organisationId: uuid }).nullable(),
  tool: z.strictObject({
    name: z.literal('marketsafe-reporter'),
    version: z.string().max(40),
    /** Of the sources the tool was built from. */
    commit: z.string().max(64),
    /** What read the facts; absent where nothing did. */
    adapter: z.strictObject({ id: z.enum(MARKETPLACE_IDS), version: adapterVersion }).optional(),
  }),
  env: z.strictObject({
    userAgent: z.string().max(1_000),
    /** User-agent client hints, `name version`, where the browser has them. */
    brands: z.array(z.string().max(200)).max(20),
    platform: z.string().max(100),
    language: z.string().max(100),
    timeZone: z.string().max(100),
    viewport: z.strictObject({ width: finite, height: finite }),
    devicePixelRatio: finite,
    zoom: finite,
    incognito: z.boolean(),
  }),
  request: z.strictObject({
    url: z.string().max(MAX_URL_LENGTH),
    canonicalUrl: z.string().max(4_000),
    /** Where the page rewrote its own address meanwhile: every one that was seen, in order. It named the same listing throughout. */
    addresses: z.array(z.string().max(MAX_URL_LENGTH)).min(2).max(MAX_ADDRESSES).optional(),
    /** Absent where the extension did not see the page load. */
    exchange: exchange.optional(),
  }),
  time: z.strictObject({
    start: utcTime,
    end: utcTime,
    /** Milliseconds the capture took on a clock that cannot be set. */
    monotonicMs: finite,
    /** Milliseconds by the same clock until the window's picture was there. Absent without one, and in records of earlier versions. */
    pictureMs: finite.optional(),
    /** Device clock minus server clock when the server was last heard, and the round trip of that answer, in milliseconds. */
    skew: z.strictObject({ ms: finite, roundTripMs: finite, measuredAt: utcTime }).nullable(),
    /** A secret of the server's that nobody could know before it was issued. */
    notBefore: serverChallenge.nullable(),
  }),
  page: z.strictObject({
    title: z.string().max(2_000),
    language: z.string().max(100),
    /** `null`, as width and height: the page did not answer, and nobody knows. Nothing is then said to be covered. */
    scroll: z.strictObject({ x: finite, y: finite }).nullable(),
    width: finite.nullable(),
    height: finite.nullable(),
    /** Height in CSS pixels that the pictures cover from the top, of what there was. */
    covered: z.strictObject({ height: finite, of: finite }),
    /** Where in the window's picture, in its CSS pixels, the extension's own button stands or may stand: only where it could not be hidden. */
    button: pageArea.optional(),
    /** Parts that the pictures show and that hold more than is in them, the largest first. */
    clipped: z.array(clippedPart).min(1).max(10).optional(),
    imagesUnfinished: z.number().int().nonnegative(),
  }),
  listing: z.strictObject({
    marketplace: z.enum(MARKETPLACE_IDS),
    itemId: z.string().regex(/^\d{1,20}$/),
    kind: z.enum(['listing', 'wall']),
    wall: z.string().max(40).optional(),
    facts: listingFacts,
    /** Where key facts did not stay the same while the picture was taken: each reading that differs from the one before, in order. */
    changed: z.array(keyFacts).min(2).max(MAX_READINGS).optional(),
  }),
  files: z.array(evidenceFile).max(MAX_CAPTURE_FILES),
  limitations: z.array(z.enum(LIMITATIONS)).max(LIMITATIONS.length),
});
export type CaptureManifest = z.infer<typeof captureManifest>;

/** Who looked at a whole page with the viewer painted over and said that it may go out, and when by the device's clock. */
const release = z.strictObject({ at: utcTime, by: z.strictObject({ userId: uuid, organisationId: uuid }) });
export type Release = z.infer<typeof release>;

/**
 * A masked copy. `shows` the listing and what a person drew, everything else painted; or the whole `page` with the viewer painted over,
 * which only a person can release. Copies of earlier versions do not say.
 */
export const maskedCopy = evidenceFile
  .extend({ shows: z.enum(['listing', 'page']).optional(), released: release.optional() })
  .refine(
    ({ shows, released }) => (shows === 'page') === (released !== undefined),
    'a whole page has somebody who released it, and nothing else has',
  );
export type MaskedCopy = z.infer<typeof maskedCopy>;

/** Evidence as a claim names it: the manifest by hash with the device's signature over it, and the files it lists. */
export const evidenceItem = z.strictObject({
  captureId: uuid,
  manifestSha256: sha256Hex,
  /** The device's signature over the manifest's bytes: ECDSA P-256 with SHA-256, DER, base64. */
  signature: z
    .string()
    .max(120)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/),
  capturedAt: utcTime,
  files: z.array(evidenceFile).max(MAX_CAPTURE_FILES),
  /** Copies in which the viewer is painted over: made after the capture, so not in its manifest. */
  masked: z.array(maskedCopy).max(MAX_CAPTURE_FILES),
});
export type EvidenceItem = z.infer<typeof evidenceItem>;
