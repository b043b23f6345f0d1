import type { EvidenceItem, PlainFieldErrorCode } from '@marketsafe/contract';
import type { StoredBlob } from '../blobs/service.ts';

/** Takes the path of a field and what is wrong with it: a case without parameters. */
export type Say = (path: string, code: PlainFieldErrorCode) => void;

/**
 * What is wrong with a capture's masked copies. They are what may leave the program, so each has to be what it says: made by painting
 * over files of this very capture, none of the originals itself, and a whole page only by somebody of the organisation whose claim it is.
 */
export function maskedFaults(
  { item, path }: { item: EvidenceItem; path: string },
  { blobs, organisationId }: { blobs: ReadonlyMap<string, StoredBlob>; organisationId: string },
  say: Say,
): void {
  const originals = new Set(item.files.map((file) => file.sha256));
  const names = new Set(item.files.map((file) => file.path));
  item.masked.forEach((file, position) => {
    const at = `${path}/masked/${position}`;
    if (file.role !== 'derived' || file.method !== 'painted') say(at, 'not-painted');
    // The page's HTML carries what no paint covers.
    if (!file.type.startsWith('image/')) say(`${at}/type`, 'not-a-picture');
    const sources = file.derivedFrom ?? [];
    if (sources.length === 0 || !sources.every((sha256) => originals.has(sha256))) {
      say(`${at}/derivedFrom`, 'source-unknown');
    }
    if (originals.has(file.sha256)) say(`${at}/sha256`, 'original-as-copy');
    if (names.has(file.path)) say(`${at}/path`, 'name-taken');
    if (file.released && file.released.by.organisationId !== organisationId) {
      say(`${at}/released/by/organisationId`, 'other-organisation');
    }
    names.add(file.path);
    const blob = blobs.get(file.sha256);
    // Whoever paints a copy hands it in as what it is.
    if (blob && (blob.bytes !== file.bytes || blob.type !== file.type)) {
      say(at, 'other-size-or-type');
    }
  });
}
