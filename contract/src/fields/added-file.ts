import { z } from 'zod';
import { sha256Hex } from '../identifiers.ts';

/** What a person may add to a claim: pictures and documents that everybody can open. */
export const ADDED_FILE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf'] as const;
export type AddedFileType = (typeof ADDED_FILE_TYPES)[number];

/** Largest file that a person may add, in bytes: what the marketplaces' own forms take. */
export const ADDED_FILE_LIMIT = 20_000_000;

/** A file that a person added to a claim. Its bytes are a blob like those of a capture's files. */
export const addedFile = z.strictObject({
  /** As the person's own disk called it. */
  name: z.string().min(1).max(200),
  sha256: sha256Hex,
  bytes: z.number().int().positive().max(ADDED_FILE_LIMIT),
  type: z.enum(ADDED_FILE_TYPES),
});
export type AddedFile = z.infer<typeof addedFile>;

const SIGNATURES: readonly { type: AddedFileType; at: number; bytes: readonly number[] }[] = [
  { type: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  // The fourth to seventh byte of a RIFF file hold its length.
  { type: 'image/webp', at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { type: 'application/pdf', at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

/** How many bytes of a file `addedFileType` looks at. */
export const ADDED_FILE_HEAD = 12;

/** What a file is by its first bytes, whatever it is called; undefined where it is nothing that may be added. */
export function addedFileType(head: Uint8Array): AddedFileType | undefined {
  return SIGNATURES.find(({ at, bytes }) => bytes.every((byte, index) => head[at + index] === byte))?.type;
}
