import { z } from 'zod';
import { listingFacts } from './facts.ts';
import { sha256Hex, utcTime, uuid } from './identifiers.ts';
import { adapterVersion } from './marketplace-settings.ts';
import { MARKETPLACE_IDS } from './marketplaces/types.ts';

/** `pixels`: what the screen showed. `rendered`: drawn again from the page, never to be shown as a screenshot. `snapshot`: serialised page. */
export const CAPTURE_METHODS = ['pixels', 'rendered', 'snapshot'] as const;

/** One file of a capture. `path` is its name inside an evidence package. */
export const evidenceFile = z.strictObject({
  path: z
    .string()
    .max(100)
    .regex(/^[a-z0-9][a-z0-9._-]*$/),
  sha256: sha256Hex,
  bytes: z.number().int().positive(),
  type: z.enum(['image/png', 'text/html', 'application/json']),
  role: z.enum(['evidentiary', 'working', 'derived']),
  method: z.enum(CAPTURE_METHODS),
});
export type EvidenceFile = z.infer<typeof evidenceFile>;

/** What could not be had, in codes that the interface turns into sentences. */
export const LIMITATIONS = [
  'no-pixel-grant',
  'pixels-failed',
  'rendering-failed',
  'snapshot-truncated',
  'snapshot-failed',
  'facts-failed',
  /** The program has switched off the reading of this marketplace's pages. */
  'reading-switched-off',
  'wall',
] as const;
export type Limitation = (typeof LIMITATIONS)[number];

const finite = z.number().finite();

/**
 * `capture.json`: the record of one capture. Stored as RFC 8785 canonical JSON, so its hash fixes everything it names.
 * Times are the device's claim; the server's receipt is the only trusted one.
 */
export const captureManifest = z.strictObject({
  schema: z.literal(1),
  captureId: uuid,
  tool: z.strictObject({
    name: z.literal('marketsafe-reporter'),
    version: z.string().max(40),
    /** What read the facts; absent where nothing did. */
    adapter: z.strictObject({ id: z.enum(MARKETPLACE_IDS), version: adapterVersion }).optional(),
  }),
  env: z.strictObject({
    userAgent: z.string().max(1_000),
    language: z.string().max(100),
    timeZone: z.string().max(100),
    viewport: z.strictObject({ width: finite, height: finite }),
    devicePixelRatio: finite,
    incognito: z.boolean(),
  }),
  request: z.strictObject({
    url: z.string().max(8_000),
    canonicalUrl: z.string().max(4_000),
  }),
  time: z.strictObject({ start: utcTime, end: utcTime }),
  page: z.strictObject({
    title: z.string().max(2_000),
    language: z.string().max(100),
    scroll: z.strictObject({ x: finite, y: finite }),
    documentHeight: finite,
  }),
  listing: z.strictObject({
    marketplace: z.enum(MARKETPLACE_IDS),
    itemId: z.string().regex(/^\d{1,20}$/),
    kind: z.enum(['listing', 'wall']),
    wall: z.string().max(40).optional(),
    facts: listingFacts,
  }),
  files: z.array(evidenceFile).max(60),
  limitations: z.array(z.enum(LIMITATIONS)).max(LIMITATIONS.length),
});
export type CaptureManifest = z.infer<typeof captureManifest>;

/** Evidence as a claim names it: the manifest by hash, and the files the manifest lists. */
export const evidenceItem = z.strictObject({
  captureId: uuid,
  manifestSha256: sha256Hex,
  capturedAt: utcTime,
  files: z.array(evidenceFile).max(60),
});
export type EvidenceItem = z.infer<typeof evidenceItem>;
