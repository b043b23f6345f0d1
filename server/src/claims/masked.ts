import type { EvidenceItem } from '@marketsafe/contract';
import type { StoredBlob } from '../blobs/service.ts';

/**
 * What is wrong with a capture's masked copies. They are what may leave the program, so each has to be what it says: made by painting
 * over files of this very capture, and none of the originals itself.
 * @param say takes the path of a field and what is wrong with it
 */
export function maskedFaults(
  item: EvidenceItem,
  path: string,
  blobs: ReadonlyMap<string, StoredBlob>,
  say: (path: string, message: string) => void,
): void {
  const originals = new Set(item.files.map((file) => file.sha256));
  const names = new Set(item.files.map((file) => file.path));
  item.masked.forEach((file, position) => {
    const at = `${path}/masked/${position}`;
    if (file.role !== 'derived' || file.method !== 'painted')
      say(at, 'is not said to be a copy that was painted over');
    // The page's HTML carries what no paint covers.
    if (!file.type.startsWith('image/')) say(`${at}/type`, 'is not the type of a picture');
    const sources = file.derivedFrom ?? [];
    if (sources.length === 0 || !sources.every((sha256) => originals.has(sha256))) {
      say(`${at}/derivedFrom`, 'does not name files of the same capture');
    }
    if (originals.has(file.sha256)) say(`${at}/sha256`, 'is one of the capture’s own files, not a copy');
    if (names.has(file.path)) say(`${at}/path`, 'is the name of another file of the capture');
    names.add(file.path);
    const blob = blobs.get(file.sha256);
    if (blob && (blob.bytes !== file.bytes || blob.type !== file.type)) {
      say(at, 'was handed in with another size or type');
    }
  });
}
