import { z } from 'zod';
import { claimTarget } from '../claim.ts';
import { evidenceFile, maskedCopy } from '../evidence.ts';
import { priceValue, sellerValue } from '../facts.ts';
import { ADDED_FILE_TYPES } from '../fields/added-file.ts';
import { FIELD_NAMES } from '../fields/list.ts';
import { claimNumber, packetNumber, sha256Hex } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { REASON_CODES } from '../reasons.ts';
import { right } from '../right.ts';
import { LARGEST_PACKET, TARGET_KINDS } from './codes.ts';

const day = z.iso.date();

/** What a file of a link is called: made of numbers, never what a device or a person called it. */
const fileName = z.string().regex(/^(?:picture|paper)-\d{1,3}\.(?:png|jpg|webp|pdf)$/);

const disclosedPicture = z.strictObject({
  name: fileName,
  sha256: sha256Hex,
  bytes: z.int().positive(),
  type: evidenceFile.shape.type,
  /** The listing's own places, or a whole page that a person released with what shows the viewer painted over. */
  shows: maskedCopy.shape.shows,
});

const disclosedPaper = z.strictObject({
  name: fileName,
  sha256: sha256Hex,
  bytes: z.int().positive(),
  type: z.enum(ADDED_FILE_TYPES),
});

const fieldName = z.enum(FIELD_NAMES as [string, ...string[]]);

/** A field that the reason asks for, as far as it may go. */
const disclosedField = z.discriminatedUnion('editor', [
  z.strictObject({ editor: z.literal('text'), name: fieldName, text: z.string() }),
  z.strictObject({
    editor: z.literal('table'),
    name: fieldName,
    columns: z.array(z.string()),
    rows: z.array(z.record(z.string(), z.string())),
  }),
  z.strictObject({ editor: z.literal('files'), name: fieldName, files: z.array(disclosedPaper) }),
]);
export type DisclosedField = z.infer<typeof disclosedField>;

/** One listing as the marketplace gets to see it. */
export const disclosedLink = z.strictObject({
  claim: claimNumber,
  itemId: claimTarget.shape.itemId,
  canonicalUrl: claimTarget.shape.canonicalUrl,
  title: claimTarget.shape.title,
  price: priceValue.optional(),
  seller: sellerValue.optional(),
  /** Day of the captures, UTC. */
  capturedOn: day,
  explanation: z.strictObject({ en: z.string(), zh: z.string() }),
  /** What whoever claims declares. */
  declarations: z.record(z.string(), z.boolean()),
  particulars: z.array(disclosedField),
  pictures: z.array(disclosedPicture),
});
export type DisclosedLink = z.infer<typeof disclosedLink>;

/** What all links of a packet have in common. */
export const disclosedHead = z.strictObject({
  schema: z.literal(1),
  number: packetNumber,
  marketplace: z.enum(MARKETPLACE_IDS),
  targetKind: z.enum(TARGET_KINDS),
  reason: z.enum(REASON_CODES),
  /** The program's standing statement for the reason. */
  statement: z.strictObject({ en: z.string(), zh: z.string() }),
  /** What the marketplace itself calls the reason; null in a language in which that is not known, left out where its list names none. */
  wording: z.strictObject({ en: z.string().nullable(), zh: z.string().nullable() }).optional(),
  right: right.pick({
    type: true,
    mark: true,
    place: true,
    number: true,
    owner: true,
    niceClasses: true,
    expiresOn: true,
  }),
  /** Who complains: the right's owner, or who holds its mandate. */
  complainant: z.strictObject({
    acts: z.enum(['owner', 'agent']),
    name: z.string(),
    contact: z.string().nullable(),
  }),
  expedited: z.boolean(),
  /** Day, UTC. */
  builtOn: day,
});
export type DisclosedHead = z.infer<typeof disclosedHead>;

/**
 * A packet: everything that the marketplace gets to see, and nothing else. Each file that goes out is made of this and of the pictures and
 * papers that it names; whoever makes one is handed nothing else.
 */
export const disclosedPacket = z.strictObject({
  ...disclosedHead.shape,
  links: z.array(disclosedLink).max(LARGEST_PACKET),
});
export type DisclosedPacket = z.infer<typeof disclosedPacket>;

/** A file that goes with a packet: its name there, `001/picture-1.png`, with the number of its link from 1, and which bytes it is. */
export interface GoingFile {
  name: string;
  sha256: string;
  bytes: number;
  type: string;
}

/** Every file that goes with a packet, in the order of its links. */
export function goingFiles({ links }: Pick<DisclosedPacket, 'links'>): GoingFile[] {
  return links.flatMap(({ pictures, particulars }, position) => {
    const folder = String(position + 1).padStart(3, '0');
    const papers = particulars.flatMap((field) => (field.editor === 'files' ? field.files : []));
    return [...pictures, ...papers].map(({ name, sha256, bytes, type }) => ({
      ...{ name: `${folder}/${name}`, sha256, bytes, type },
    }));
  });
}
