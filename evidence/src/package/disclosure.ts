import {
  evidenceFile,
  MARKETPLACE_IDS,
  type MaskedCopy,
  maskedCopy,
  priceValue,
  sellerValue,
  sha256Hex,
} from '@marketsafe/contract';
import { z } from 'zod';
import type { CheckedCapture } from './check-request.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * `data/disclosure.json`: what the packer states, by the signature over the list of files, about pictures that go out. It names the
 * day and no time, and no hash of a record that names people: the way back to the originals is `derivedFrom`, which somebody who
 * is shown the evidence package can follow into the device's signed record.
 */
export const disclosureStatement = z.strictObject({
  schema: z.literal(1),
  kind: z.literal('disclosure'),
  packedOn: day,
  captures: z
    .array(
      z.strictObject({
        folder: z.string().regex(/^capture-\d{2}$/),
        marketplace: z.enum(MARKETPLACE_IDS),
        itemId: z.string().regex(/^\d{1,20}$/),
        canonicalUrl: z.string(),
        title: z.string().optional(),
        price: priceValue.optional(),
        seller: sellerValue.optional(),
        /** Day of the capture in UTC, by the device's clock. */
        capturedOn: day,
        /** What the packer holds over the original record. */
        original: z.strictObject({
          signed: z.literal(true),
          received: z.boolean(),
          timeStamped: z.boolean(),
        }),
        pictures: z
          .array(
            z.strictObject({
              name: z.string().regex(/^picture-\d{3}\.(?:png|jpg|webp)$/),
              sha256: sha256Hex,
              bytes: evidenceFile.shape.bytes,
              type: evidenceFile.shape.type,
              area: evidenceFile.shape.area,
              /** The listing's own places, or a whole page that a person released with what shows the viewer painted over. */
              shows: maskedCopy.shape.shows,
              derivedFrom: z.array(sha256Hex).min(1),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});
export type DisclosureStatement = z.infer<typeof disclosureStatement>;

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/**
 * The copies that a disclosure holds: painted pictures. A masked copy of the page's HTML stays behind, because attributes and addresses
 * in it can carry what nobody looks at.
 */
export function disclosedCopies(masked: readonly MaskedCopy[]): MaskedCopy[] {
  return masked.filter(({ type }) => Object.hasOwn(EXTENSIONS, type));
}

/** Day of a time in UTC. */
export function dayOf(at: string): string {
  return at.slice(0, 10);
}

/** Neutral names: the device chose the others, and a name can say something. */
export function disclosedName(index: number, type: string): string {
  return `picture-${String(index + 1).padStart(3, '0')}.${EXTENSIONS[type] ?? 'png'}`;
}

export function folderOf(index: number): string {
  return `capture-${String(index + 1).padStart(2, '0')}`;
}

function statementOf(capture: CheckedCapture, index: number): DisclosureStatement['captures'][number] {
  const { manifest, masked, seal } = capture;
  const { facts, itemId, marketplace } = manifest.listing;
  return {
    folder: folderOf(index),
    marketplace,
    itemId,
    canonicalUrl: manifest.request.canonicalUrl,
    ...(facts.title && { title: facts.title.value }),
    ...(facts.price && { price: facts.price.value }),
    ...(facts.seller && { seller: facts.seller.value }),
    capturedOn: dayOf(manifest.time.start),
    original: {
      signed: true,
      received: seal !== undefined,
      timeStamped: seal?.timeStamp.state === 'stamped',
    },
    pictures: disclosedCopies(masked).map(
      ({ sha256, bytes, type, area, shows, derivedFrom = [] }, position) => ({
        name: disclosedName(position, type),
        sha256,
        bytes,
        type,
        ...(area && { area }),
        ...(shows && { shows }),
        derivedFrom,
      }),
    ),
  };
}

/** The statement that goes with a disclosure. */
export function discloses(captures: readonly CheckedCapture[], now: Date): DisclosureStatement {
  return {
    schema: 1,
    kind: 'disclosure',
    packedOn: dayOf(now.toISOString()),
    captures: captures.map(statementOf),
  };
}
